//! One letter of each kind, by which a theme's mail is checked before anybody gets it.

use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use site_gen::{TemplateProblem, Theme};

use super::compose::draw;
use super::letter::{Appointment, By, Letter, News, Session, Standing};
use crate::intake::FORM;

/// The instant at which the letters' first appointment starts: any would do.
const START_SECOND: i64 = 1_796_137_200;
/// The address of a page that is not there.
const LINK: &str = "https://practice.example/booking/m/token/";
const INTAKE: &str = "https://practice.example/intake/token/";

/// How many missing templates are told by name.
const LISTED_MAX: usize = 4;
/// The address of a calendar that is not there.
const FEED: &str = "https://practice.example/booking/feed/maya.token.ics";

/// What is named as the page that could not be drawn.
const PAGE: &str = "mail";

/// What is wrong with a theme's mail: templates that are not there, in one problem; and each place
/// at fault in one, once. The theme is that of the site ([`Theme::with_site`]).
#[must_use]
pub fn problems(catalogue: &Catalogue, theme: &Theme) -> Vec<TemplateProblem> {
    let letters = samples(catalogue);
    let missing = missing(theme, &letters);
    if !missing.is_empty() {
        return vec![TemplateProblem {
            template: missing[0].clone(),
            line: 0,
            column: 0,
            page: PAGE.to_owned(),
            report: format!(
                "the theme has no {}; copy what it lacks from the theme that comes with Knead",
                listed(&missing)
            ),
        }];
    }
    let mut found: Vec<TemplateProblem> = Vec::new();
    for letter in &letters {
        let Err(mut problem) = draw(theme, &catalogue.practice, letter) else {
            continue;
        };
        let place = |of: &TemplateProblem| (of.template.clone(), of.line, of.column);
        if !found.iter().any(|told| place(told) == place(&problem)) {
            problem.page = PAGE.to_owned();
            found.push(problem);
        }
    }
    found
}

fn missing(theme: &Theme, letters: &[Letter]) -> Vec<String> {
    let mut kinds: Vec<_> = letters.iter().map(Letter::kind).collect();
    kinds.dedup();
    let names = kinds
        .iter()
        .flat_map(|kind| ["txt", "html"].map(|ending| format!("mail/{kind}.{ending}")));
    names.filter(|name| !theme.has(name)).collect()
}

/// The first names, and how many more there are.
fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names
        .iter()
        .take(LISTED_MAX)
        .map(|name| format!("`{name}`"))
        .collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(LISTED_MAX) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Letters of every kind, about this practice's first service; more than one where a kind has cases.
#[must_use]
pub fn samples(catalogue: &Catalogue) -> Vec<Letter> {
    let first = appointment(catalogue, 0);
    let earlier = first.session.start - SignedDuration::from_hours(24);
    let client = "Ada Lovelace".to_owned();
    let one = || first.clone();
    let staff = |news| Letter::Staff {
        news,
        client: client.clone(),
        appointment: first.clone(),
        more: Vec::new(),
        feed: FEED.to_owned(),
    };
    let called_off = || Appointment {
        standing: Standing::Cancelled,
        ..first.clone()
    };
    let later = || (1..4).map(|week| appointment(catalogue, week)).collect();
    let asked = Appointment {
        standing: Standing::Tentative,
        ..first.clone()
    };
    vec![
        Letter::Received {
            appointment: asked.clone(),
            more: Vec::new(),
        },
        Letter::Received {
            appointment: asked,
            more: later(),
        },
        Letter::Confirmed {
            appointment: one(),
            more: Vec::new(),
        },
        Letter::Confirmed {
            appointment: one(),
            more: later(),
        },
        Letter::Moved {
            from: earlier,
            appointment: one(),
        },
        Letter::Cancelled {
            by: By::Client,
            appointment: called_off(),
        },
        Letter::Cancelled {
            by: By::Practice,
            appointment: called_off(),
        },
        Letter::Declined {
            appointment: called_off(),
        },
        Letter::Reminder { appointment: one() },
        Letter::Offer {
            session: first.session.clone(),
            kept_until: earlier,
            link: LINK.to_owned(),
            leave: format!("{LINK}leave"),
        },
        Letter::Waiting {
            service: first.session.service.clone(),
            dates: None,
            leave: format!("{LINK}leave"),
        },
        Letter::Waiting {
            service: first.session.service.clone(),
            dates: Some(jiff::civil::date(2026, 12, 1)..=jiff::civil::date(2026, 12, 14)),
            leave: format!("{LINK}leave"),
        },
        Letter::Prove {
            session: first.session.clone(),
            kept_until: earlier,
            link: LINK.to_owned(),
        },
        Letter::SignIn {
            link: LINK.to_owned(),
            ends: earlier,
        },
        staff(News::New),
        Letter::Staff {
            news: News::New,
            client: client.clone(),
            appointment: one(),
            more: later(),
            feed: String::new(),
        },
        staff(News::Request {
            decide: LINK.to_owned(),
        }),
        staff(News::Review {
            desk: LINK.to_owned(),
        }),
        staff(News::Moved { from: earlier }),
        staff(News::Relieved),
        staff(News::Cancelled),
    ]
}

fn appointment(catalogue: &Catalogue, week: i64) -> Appointment {
    let week_long = SignedDuration::from_hours(7 * 24 * week);
    let start = Timestamp::from_second(START_SECOND).unwrap_or_default() + week_long;
    let service = catalogue.services.first();
    let offer = service.and_then(|service| service.offers.first());
    let minutes = offer.map_or(60, |offer| i64::from(offer.minutes));
    let title = service.map(|service| service.page.title.clone());
    let therapist = catalogue.therapists.first();
    let currency = &catalogue.practice.currency;
    Appointment {
        session: Session {
            service: title.unwrap_or_default(),
            start,
            end: start + SignedDuration::from_mins(minutes),
            therapist: therapist.map(|one| one.name.clone()).unwrap_or_default(),
            room: "Quiet room".to_owned(),
            price: offer
                .map(|offer| currency.write(offer.price))
                .unwrap_or_default(),
        },
        id: format!("01KBSAMPLE000000000000000{week}"),
        reference: format!("SAMP-LE0{week}"),
        standing: Standing::Confirmed,
        sequence: 0,
        stamp: start - SignedDuration::from_hours(24 * 7),
        link: LINK.to_owned(),
        intake: match catalogue.form(FORM) {
            Some(_) => INTAKE.to_owned(),
            None => String::new(),
        },
    }
}
