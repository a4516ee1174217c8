//! An explanation in words: the answer, a line for each therapist, the nearest other times.

use jiff::Timestamp;
use practice::Id;
use practice::availability::{ALTERNATIVES_DAYS, Slot};

use super::clock::Clock;
use super::explained::Told;
use super::hindrance::Hindered;

/// The explanation, as a person reads it.
pub(super) fn of(told: &Told<'_>) -> String {
    let (question, explanation) = (told.question, &told.explanation);
    let clock = Clock::of(&question.zone, explanation.start);
    let is = match explanation.is_offered() {
        true => "is offered",
        false => "is not offered",
    };
    let zone = match question.zone == question.catalogue.practice.timezone {
        true => String::new(),
        false => format!(" ({})", question.zone_name()),
    };
    let start = clock.in_full(explanation.start);
    let mut lines = vec![format!("{start}{zone} {is}.")];
    lines.extend(therapists(told, &clock));
    if !explanation.is_offered() {
        lines.push(format!("  nearest: {}", nearest(told)));
    }
    lines.join("\n")
}

/// A line for each therapist; those of whom the same is to be told share one.
fn therapists(told: &Told<'_>, clock: &Clock<'_>) -> Vec<String> {
    let service = told.question.service;
    let mut lines: Vec<(String, String)> = Vec::new();
    for therapist in &told.explanation.therapists {
        let words = match &therapist.hindrance {
            None => "free".to_owned(),
            Some(hindrance) => Hindered {
                hindrance,
                start: told.explanation.start,
                end: told.explanation.end,
                service,
                clock,
            }
            .to_string(),
        };
        match lines.iter_mut().find(|(_, same)| *same == words) {
            Some((names, _)) => *names = format!("{names}, {}", therapist.id),
            None => lines.push((therapist.id.to_string(), words)),
        }
    }
    if lines.is_empty() {
        lines.push(("nobody".to_owned(), format!("M4: gives {}", service.id)));
    }
    let width = lines.iter().map(|(names, _)| names.len()).max();
    let width = width.unwrap_or_default();
    let line = |(names, words)| format!("  {names:width$}  {words}");
    lines.into_iter().map(line).collect()
}

fn nearest(told: &Told<'_>) -> String {
    if told.nearest.is_empty() {
        return format!("none within {ALTERNATIVES_DAYS} days");
    }
    let before = [told.explanation.start].into_iter();
    let before = before.chain(told.nearest.iter().map(|slot| slot.start));
    // A date goes without saying after a time of the same.
    let written = |(before, slot): (Timestamp, &Slot)| {
        let time = Clock::of(&told.question.zone, before).time(slot.start);
        let who: Vec<_> = slot.therapists.iter().map(Id::as_str).collect();
        match told.tells_who {
            true => format!("{time} ({})", who.join(", ")),
            false => time,
        }
    };
    let slots: Vec<_> = before.zip(&told.nearest).map(written).collect();
    slots.join(", ")
}
