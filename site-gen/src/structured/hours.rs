//! Opening hours, from the same data as booking.

use jiff::civil::Date;
use practice::availability::{ClockRange, Hours};
use serde_json::{Value, json};

use crate::words;

/// One node for each range, naming all days that have it.
pub(super) fn weekly(hours: &Hours) -> Vec<Value> {
    let mut ranges: Vec<(ClockRange, Vec<&str>)> = Vec::new();
    for (day, name) in hours.weekly.iter().zip(words::WEEKDAYS) {
        for range in day {
            match ranges.iter_mut().find(|(known, _)| known == range) {
                Some((_, days)) => days.push(name),
                None => ranges.push((*range, vec![name])),
            }
        }
    }
    let node = |(range, days): (ClockRange, Vec<&str>)| {
        json!({
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": words::clock_iso(range.opens_minute()),
            "closes": words::clock_iso(range.closes_minute()),
        })
    };
    ranges.into_iter().map(node).collect()
}

/// One node for each range of a date that differs; a closed date opens and closes at midnight.
pub(super) fn exceptions(hours: &Hours) -> Vec<Value> {
    let node = |date: &Date, opens: String, closes: String| {
        json!({
            "@type": "OpeningHoursSpecification",
            "validFrom": date.to_string(),
            "validThrough": date.to_string(),
            "opens": opens,
            "closes": closes,
        })
    };
    let mut nodes = Vec::new();
    for (date, ranges) in &hours.exceptions {
        if ranges.is_empty() {
            nodes.push(node(date, words::clock_iso(0), words::clock_iso(0)));
        }
        for range in ranges {
            let (opens, closes) = (range.opens_minute(), range.closes_minute());
            nodes.push(node(
                date,
                words::clock_iso(opens),
                words::clock_iso(closes),
            ));
        }
    }
    nodes
}
