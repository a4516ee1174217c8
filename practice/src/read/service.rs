//! `services/*.md`.

use super::known::{self, Known, references};
use super::page::{Fallback, page};
use super::source::File;
use super::table::{Placed, Table};
use crate::catalogue::{Contraindications, Offer, Question, Reviewed, Service};
use crate::{Id, Money};

/// The shortest and the longest session, in minutes.
const SESSION_MINUTES: std::ops::RangeInclusive<i64> = 10..=240;
/// The longest buffer, in minutes.
const BUFFER_MINUTES_MAX: i64 = 240;
/// The finest and the coarsest grid, in minutes.
const START_EVERY_MINUTES: std::ops::RangeInclusive<i64> = 5..=240;
/// The grid of a service that names none, in minutes.
const START_EVERY_LEFT_OUT: u16 = 15;
/// How many lengths a service may have.
const OFFERS_MAX: usize = 12;

/// Reads a service. `therapists` and `rooms` hold what it names; who else gives it is resolved later.
pub(super) fn service(id: Id, file: &File<'_>, table: Table<'_>, known: &Known<'_>) -> Service {
    let summary = table
        .text("summary")
        .map_or(String::new(), |summary| summary.value);
    let page = page(
        file,
        &table,
        known,
        &Fallback {
            title: None,
            description: &summary,
        },
    );
    if summary.is_empty() && !table.has("summary") {
        table.warning(
            table.head(),
            "`summary` is missing",
            "write `summary = \"...\"`: one sentence for lists and search results",
        );
    }
    let minutes = |key, bounds| {
        table
            .number(key, bounds)
            .and_then(|number| u16::try_from(number.value).ok())
    };
    let service = Service {
        summary,
        techniques: references(&table, "techniques", &known::TECHNIQUE, &known.techniques),
        helps_with: references(&table, "helps_with", &known::CONDITION, &known.conditions),
        therapists: references(&table, "therapists", &known::THERAPIST, &known.therapists),
        rooms: references(&table, "rooms", &known::ROOM, &known.rooms),
        buffer_before: minutes("buffer_before", 0..=BUFFER_MINUTES_MAX).unwrap_or(0),
        buffer_after: minutes("buffer_after", 0..=BUFFER_MINUTES_MAX).unwrap_or(0),
        start_every: minutes("start_every", START_EVERY_MINUTES).unwrap_or(START_EVERY_LEFT_OUT),
        offers: offers(&table),
        contraindications: table
            .table("contraindications")
            .map_or_else(Contraindications::default, contraindications),
        faq: table
            .tables("faq")
            .into_iter()
            .filter_map(question)
            .collect(),
        reviewed: table.table("reviewed").and_then(reviewed),
        page,
        id,
    };
    table.finish();
    service
}

fn offers(table: &Table<'_>) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    let written = table.tables("offers");
    if written.is_empty() {
        table.missing(
            "offers",
            "write `offers = [{ minutes = 60, price = \"95.00\" }]`",
        );
    }
    if written.len() > OFFERS_MAX {
        table.error(
            table.head(),
            format!("a service cannot have {} lengths", written.len()),
            format!("keep at most {OFFERS_MAX}"),
        );
    }
    for offer in written {
        let minutes = session_minutes(&offer);
        let price = price(&offer);
        if let (
            Some(Placed {
                value: minutes,
                bytes,
            }),
            Some(price),
        ) = (minutes, price)
        {
            if offers.iter().any(|offer| offer.minutes == minutes) {
                offer.error(
                    bytes,
                    format!("{minutes} minutes are offered twice"),
                    "give each length one price",
                );
            } else {
                offers.push(Offer { minutes, price });
            }
        }
        offer.finish();
    }
    offers
}

fn session_minutes(offer: &Table<'_>) -> Option<Placed<u16>> {
    let Some(minutes) = offer.number("minutes", i64::MIN..=i64::MAX) else {
        if !offer.has("minutes") {
            offer.missing("minutes", "write `minutes = 60`");
        }
        return None;
    };
    if !SESSION_MINUTES.contains(&minutes.value) {
        let help = format!(
            "use {} to {}, or offer two sessions",
            SESSION_MINUTES.start(),
            SESSION_MINUTES.end()
        );
        offer.error(
            minutes.bytes,
            format!("a session cannot last {} minutes", minutes.value),
            help,
        );
        return None;
    }
    Some(Placed {
        value: u16::try_from(minutes.value).ok()?,
        bytes: minutes.bytes,
    })
}

fn price(offer: &Table<'_>) -> Option<Money> {
    let Some(Placed { value, bytes }) = offer.text("price") else {
        if !offer.has("price") {
            offer.missing("price", "write `price = \"95.00\"`");
        }
        return None;
    };
    let price = Money::parse(&value);
    if price.is_none() {
        offer.error(
            bytes,
            format!("`{value}` is not a price"),
            "write digits with two decimals and no sign, such as `\"95.00\"`",
        );
    }
    price
}

fn contraindications(table: Table<'_>) -> Contraindications {
    let texts = |key| {
        table
            .texts(key)
            .into_iter()
            .map(|text| text.value)
            .collect()
    };
    let contraindications = Contraindications {
        red: texts("red"),
        yellow: texts("yellow"),
    };
    table.finish();
    contraindications
}

pub(super) fn question(table: Table<'_>) -> Option<Question> {
    let [question, answer] = ["question", "answer"].map(|key| {
        let text = table.text(key);
        if text.is_none() && !table.has(key) {
            table.missing(key, format!("write `{key} = \"...\"`"));
        }
        text.map(|text| text.value)
    });
    table.finish();
    Some(Question {
        question: question?,
        answer: answer?,
    })
}

fn reviewed(table: Table<'_>) -> Option<Reviewed> {
    let by = table.text("by");
    let on = table.date("on");
    if !table.has("by") || !table.has("on") {
        table.missing(
            if table.has("by") { "on" } else { "by" },
            "write `reviewed = { by = \"...\", on = 2026-11-01 }`",
        );
    }
    table.finish();
    Some(Reviewed {
        by: by?.value,
        on: on?.value,
    })
}
