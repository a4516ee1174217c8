//! `services/*.md`.

use super::file::File;
use super::known::{self, Known, references};
use super::offers::offers;
use super::page::{Fallback, page};
use super::table::Table;
use crate::Id;
use crate::catalogue::{Contraindications, Question, Reviewed, Service};

/// The longest buffer, in minutes.
const BUFFER_MINUTES_MAX: i64 = 240;
/// The finest and the coarsest grid, in minutes.
const START_EVERY_MINUTES: std::ops::RangeInclusive<i64> = 5..=240;
/// The grid of a service that names none, in minutes.
const START_EVERY_LEFT_OUT: u16 = 15;

/// Reads a service. `therapists` and `rooms` hold what it names; who else gives it is resolved later.
pub(super) fn service(id: Id, file: &File<'_>, table: Table<'_>, known: &Known) -> Service {
    if !table.has("summary") {
        table.missed(
            "summary",
            "write `summary = \"...\"`: one sentence for lists and search results",
        );
    }
    let summary = table.plain("summary");
    let fallback = Fallback {
        title: None,
        description: &summary,
    };
    let page = page(file, &table, known, &fallback);
    let minutes = |key, bounds| u16::try_from(table.number(key, bounds)?).ok();
    let names = |key, naming, names| references(&table, key, naming, names);
    let service = Service {
        summary,
        techniques: names("techniques", &known::TECHNIQUE, Some(&known.techniques)),
        helps_with: names("helps_with", &known::CONDITION, Some(&known.conditions)),
        therapists: names("therapists", &known::THERAPIST, Some(&known.therapists)),
        rooms: names("rooms", &known::ROOM, known.rooms.as_ref()),
        buffer_before: minutes("buffer_before", 0..=BUFFER_MINUTES_MAX).unwrap_or(0),
        buffer_after: minutes("buffer_after", 0..=BUFFER_MINUTES_MAX).unwrap_or(0),
        start_every: minutes("start_every", START_EVERY_MINUTES).unwrap_or(START_EVERY_LEFT_OUT),
        offers: offers(&table),
        contraindications: table
            .table(
                "contraindications",
                "contraindications = { red = [\"...\"], yellow = [\"...\"] }",
            )
            .map_or_else(Contraindications::default, contraindications),
        faq: table
            .tables("faq", "faq = [{ question = \"...\", answer = \"...\" }]")
            .into_iter()
            .filter_map(question)
            .collect(),
        reviewed: table
            .table("reviewed", "reviewed = { by = \"...\", on = 2026-11-01 }")
            .and_then(reviewed),
        page,
        id,
    };
    table.finish();
    service
}

fn contraindications(table: Table<'_>) -> Contraindications {
    let texts = |key| {
        let texts = table.texts(key).into_iter();
        texts.map(|text| text.value).collect()
    };
    let contraindications = Contraindications {
        red: texts("red"),
        yellow: texts("yellow"),
    };
    table.finish();
    contraindications
}

fn question(table: Table<'_>) -> Option<Question> {
    let question = table.required_text("question", "write `question = \"...\"`");
    let answer = table.required_text("answer", "write `answer = \"...\"`");
    table.finish();
    Some(Question {
        question: question?.value,
        answer: answer?.value,
    })
}

/// Reads who checked the file, and when.
pub(super) fn reviewed(table: Table<'_>) -> Option<Reviewed> {
    let by = table.required_text("by", "write `by = \"...\"`: who checked it");
    if !table.has("on") {
        table.missing("on", "write `on = 2026-11-01`: the day it was checked");
    }
    let on = table.date("on");
    table.finish();
    Some(Reviewed {
        by: by?.value,
        on: on?.value,
    })
}
