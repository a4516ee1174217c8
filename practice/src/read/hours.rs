//! `[hours]` and `[[exceptions]]`, of the practice or of a therapist.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::table::{Placed, Table};
use crate::availability::ClockRange;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The weekly ranges, where `[hours]` is there.
pub(super) fn weekly(table: &Table<'_>) -> Option<[Vec<ClockRange>; 7]> {
    let hours = table.table("hours")?;
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
    for exception in table.tables("exceptions") {
        let date = exception.date("date");
        let ranges = ranges(&exception, "hours");
        if !exception.has("hours") {
            exception.missing(
                "hours",
                "write `hours = []` for a closed day, or its opening ranges",
            );
        }
        match date {
            Some(Placed { value, bytes }) if exceptions.contains_key(&value) => {
                exception.error(
                    bytes,
                    format!("{value} has two exceptions"),
                    "give all ranges of a date in one",
                );
            }
            Some(Placed { value, .. }) => drop(exceptions.insert(value, ranges)),
            None if exception.has("date") => {}
            None => exception.missing("date", "write `date = 2026-12-25`"),
        }
        exception.finish();
    }
    Some(exceptions)
}

fn ranges(table: &Table<'_>, key: &'static str) -> Vec<ClockRange> {
    let texts = table.texts(key).into_iter();
    texts
        .filter_map(|Placed { value, bytes }| match ClockRange::parse(&value) {
            Ok(range) => Some(range),
            Err(why) => {
                table.error(
                    bytes,
                    format!("`{value}` is not an opening range"),
                    why.to_string(),
                );
                None
            }
        })
        .collect()
}
