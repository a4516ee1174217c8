//! What pages of the flow hand to each other: choices, words about a choice.

use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use serde::Serialize;

use crate::booking::choice::Choice;
use crate::booking::when;

/// An input of type hidden.
#[derive(Serialize)]
pub(in crate::booking) struct Hidden {
    name: &'static str,
    value: String,
}

/// What has been chosen so far, in words.
#[derive(Serialize)]
pub(in crate::booking) struct Summary {
    pub(in crate::booking) service: String,
    pub(in crate::booking) minutes: u16,
    pub(in crate::booking) price: String,
    pub(in crate::booking) when: String,
    pub(in crate::booking) who: String,
    pub(in crate::booking) zone: String,
}

/// The service, length and therapist chosen.
pub(in crate::booking) fn of_choice(choice: &Choice<'_>) -> Vec<Hidden> {
    let mut chosen = vec![
        hidden("service", choice.service.id.as_str()),
        hidden("minutes", choice.offer.minutes.to_string()),
    ];
    chosen.extend(
        choice
            .therapist
            .map(|therapist| hidden("therapist", therapist.id.as_str())),
    );
    chosen
}

/// One more.
pub(in crate::booking) fn hidden(name: &'static str, value: impl Into<String>) -> Hidden {
    Hidden {
        name,
        value: value.into(),
    }
}

/// What has been chosen, in words.
pub(in crate::booking) fn summary(
    catalogue: &Catalogue,
    choice: &Choice<'_>,
    start: Timestamp,
) -> Summary {
    let practice = &catalogue.practice;
    let end = start + SignedDuration::from_mins(i64::from(choice.offer.minutes));
    Summary {
        service: choice.service.page.title.clone(),
        minutes: choice.offer.minutes,
        price: practice.currency.write(choice.offer.price),
        when: when::from_to(start, end, practice),
        who: choice.with_whom(),
        zone: when::zone(practice),
    }
}
