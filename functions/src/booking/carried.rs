//! What pages of the flow hand to each other: hidden answers, error summaries, the summary of a choice.

use jiff::Timestamp;
use practice::Catalogue;
use practice::booking::FieldError;
use serde::Serialize;

use super::ask::Ask;
use super::when;
use crate::request::Fields;

/// Every field that a page of the flow may send.
pub(super) const PAGE_FIELDS: [&str; 14] = [
    "service",
    "minutes",
    "offer",
    "start",
    "therapist",
    "hold",
    "name",
    "email",
    "phone",
    "note",
    "key",
    "quoted",
    // Buttons: another week, back to an answer.
    "week",
    "change",
];
/// What travels from page to page; never in an address.
const CARRIED_FIELDS: [&str; 6] = ["key", "hold", "name", "email", "phone", "note"];

/// An input of type hidden.
#[derive(Serialize)]
pub(super) struct Hidden {
    name: &'static str,
    value: String,
}

/// The error summary of a page.
#[derive(Serialize)]
pub(super) struct Problem {
    errors: Vec<ProblemLink>,
}

#[derive(Serialize)]
struct ProblemLink {
    href: String,
    message: String,
}

/// What has been chosen so far, in words.
#[derive(Serialize)]
pub(super) struct Summary {
    pub(super) service: String,
    pub(super) minutes: u16,
    pub(super) price: String,
    pub(super) when: String,
    pub(super) who: String,
    pub(super) zone: String,
}

/// The service, length and therapist chosen.
pub(super) fn of_ask(ask: &Ask<'_>) -> Vec<Hidden> {
    let mut hidden = vec![
        Hidden {
            name: "service",
            value: ask.service.id.to_string(),
        },
        Hidden {
            name: "minutes",
            value: ask.offer.minutes.to_string(),
        },
    ];
    hidden.extend(ask.therapist.map(|therapist| Hidden {
        name: "therapist",
        value: therapist.id.to_string(),
    }));
    hidden
}

/// The client's own answers, as far as they have been given.
pub(super) fn of_answers(fields: &Fields) -> Vec<Hidden> {
    let given = CARRIED_FIELDS
        .into_iter()
        .filter(|name| !fields.get(name).is_empty());
    given
        .map(|name| Hidden {
            name,
            value: fields.get(name).to_owned(),
        })
        .collect()
}

/// One more.
pub(super) fn hidden(name: &'static str, value: impl Into<String>) -> Hidden {
    Hidden {
        name,
        value: value.into(),
    }
}

/// The summary of these errors; none without errors.
pub(super) fn problem(errors: &[FieldError]) -> Option<Problem> {
    let link = |error: &FieldError| ProblemLink {
        href: format!("#{}", error.field),
        message: error.message.clone(),
    };
    (!errors.is_empty()).then(|| Problem {
        errors: errors.iter().map(link).collect(),
    })
}

/// A page's title, marked where it shows a problem.
pub(super) fn title(heading: &str, problem: Option<&Problem>) -> String {
    if problem.is_some() {
        format!("Error: {heading}")
    } else {
        heading.to_owned()
    }
}

/// What has been chosen, in words.
pub(super) fn summary(catalogue: &Catalogue, ask: &Ask<'_>, start: Timestamp) -> Summary {
    let practice = &catalogue.practice;
    let end = start + jiff::SignedDuration::from_mins(i64::from(ask.offer.minutes));
    Summary {
        service: ask.service.page.title.clone(),
        minutes: ask.offer.minutes,
        price: practice.currency.write(ask.offer.price),
        when: when::from_to(start, end, practice),
        who: ask.therapist.map_or(String::new(), |therapist| {
            format!("with {}", therapist.name)
        }),
        zone: when::zone(practice),
    }
}
