//! Opening hours as a table: equal days in one row, closed days said.

use practice::availability::{ClockRange, Hours};
use serde::Serialize;

use crate::words;

/// The rows of an hours table.
#[derive(Debug, Serialize)]
pub(crate) struct Rows {
    /// The week, Monday first, neighbours of equal hours together.
    pub(crate) week: Vec<Row>,
    /// The dates that differ, in order.
    pub(crate) exceptions: Vec<Row>,
}

/// A row: its name and its ranges; none: closed.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    /// `Monday to Wednesday`, or a date.
    pub(crate) days: String,
    /// `9:00 am to 12:00 pm`.
    pub(crate) ranges: Vec<String>,
}

/// Words for hours.
pub(crate) fn rows(hours: &Hours) -> Rows {
    let exceptions = hours.exceptions.iter().map(|(date, ranges)| Row {
        days: words::day(*date),
        ranges: ranges.iter().map(range).collect(),
    });
    Rows {
        week: week(&hours.weekly),
        exceptions: exceptions.collect(),
    }
}

fn week(weekly: &[Vec<ClockRange>; 7]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut from = 0;
    for day in 0..7 {
        if day == 6 || weekly[day + 1] != weekly[from] {
            let ranges = weekly[from].iter().map(range).collect();
            rows.push(Row {
                days: days(from, day),
                ranges,
            });
            from = day + 1;
        }
    }
    rows
}

fn days(from: usize, to: usize) -> String {
    let between = if to == from + 1 { "and" } else { "to" };
    if from == to {
        words::WEEKDAYS[from].to_owned()
    } else {
        format!(
            "{} {between} {}",
            words::WEEKDAYS[from],
            words::WEEKDAYS[to]
        )
    }
}

fn range(range: &ClockRange) -> String {
    let (opens, closes) = (range.opens_minute(), range.closes_minute());
    format!("{} to {}", words::clock(opens), words::clock(closes))
}
