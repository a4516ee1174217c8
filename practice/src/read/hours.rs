//! `[hours]` and `[[exceptions]]`, of the practice or of a therapist.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;

use super::table::{Placed, Table};
use crate::availability::ClockRange;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The weekly ranges, where `[hours]` is there.
pub(super) fn weekly(table: &Table<'_>) -> Option<[Vec<ClockRange>; 7]> {
    let hours = table.table("hours", "[hours]")?;
    let weekly = WEEKDAYS.map(|weekday| ranges(&hours, weekday));
    hours.finish();
    Some(weekly)
}

/// The exceptions by date, where `[[exceptions]]` is there.
pub(super) fn exceptions(table: &Table<'_>) -> Option<BTreeMap<Date, Vec<ClockRange>>> {
    if !table.has("exceptions") {
        return None;
    }
    let mut exceptions = BTreeMap::new();
    for exception in table.tables("exceptions", "[[exceptions]]") {
        if let Some((Placed { value: date, bytes }, ranges)) = exception_of(exception) {
            match exceptions.entry(date) {
                Entry::Vacant(entry) => drop(entry.insert(ranges)),
                Entry::Occupied(_) => {
                    let help = "give all ranges of a date in one";
                    table.error(bytes, format!("{date} has two exceptions"), help);
                }
            }
        }
    }
    Some(exceptions)
}

fn exception_of(exception: Table<'_>) -> Option<(Placed<Date>, Vec<ClockRange>)> {
    if !exception.has("date") {
        exception.missing("date", "write `date = 2026-12-25`");
    }
    if !exception.has("hours") {
        exception.missing(
            "hours",
            "write `hours = []` for a closed day, or its opening ranges, `hours = [\"09:00-13:00\"]`",
        );
    }
    let date = exception.date("date");
    let ranges = ranges(&exception, "hours");
    exception.finish();
    Some((date?, ranges))
}

fn ranges(table: &Table<'_>, key: &'static str) -> Vec<ClockRange> {
    let texts = table.texts(key).into_iter();
    texts
        .filter_map(|text| range(table, text, "an opening range", respelled))
        .collect()
}

/// A range of the wall clock; what it is called where it is none, and what was meant by another
/// spelling.
pub(super) fn range(
    table: &Table<'_>,
    text: Placed<String>,
    noun: &str,
    respelled: impl Fn(&str) -> Option<ClockRange>,
) -> Option<ClockRange> {
    let Placed { value, bytes } = text;
    match ClockRange::parse(&value) {
        Ok(range) => Some(range),
        Err(why) => {
            let help = match respelled(&value) {
                Some(range) => format!("write `\"{range}\"`"),
                None => why.to_string(),
            };
            table.error(bytes, format!("`{value}` is not {noun}"), help);
            None
        }
    }
}

/// The range that was meant, where only its spelling is off: `9:00 – 12.30`.
fn respelled(text: &str) -> Option<ClockRange> {
    // `9-5` is not meant to last until the next morning.
    any_respelled(text).filter(|range| range.opens_minute() < range.closes_minute())
}

/// The same, where it may last until the next morning.
pub(super) fn any_respelled(text: &str) -> Option<ClockRange> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = text.replace(['–', '—', '−'], "-").replace('.', ":");
    let (opens, closes) = text.split_once('-')?;
    let time = |time: &str| {
        let (hour, minute) = time.split_once(':').unwrap_or((time, "00"));
        (hour.len() <= 2).then(|| format!("{hour:0>2}:{minute}"))
    };
    ClockRange::parse(&format!("{}-{}", time(opens)?, time(closes)?)).ok()
}
