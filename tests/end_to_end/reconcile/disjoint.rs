//! Per therapist and per room, what is blocked is disjoint (N1), by the bookings and by the days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::Facts;
use super::busy::Busy;
use super::table::{Day, Entry, Table};

/// What is busy, by whose time or room it is: once however many dates list it.
type ByResource<'a> = BTreeMap<String, BTreeSet<(Busy, &'a str)>>;

pub(super) fn overlaps(table: &Table, facts: &Facts) -> Vec<String> {
    let mut by_days = ByResource::new();
    let mut by_bookings = ByResource::new();
    for day in &table.days {
        for entry in blocking(day, facts.now) {
            let busy = (Busy::of_entry(entry), entry.id.as_str());
            let resource = || day.resource.clone();
            by_days.entry(resource()).or_default().insert(busy);
            if entry.kind != "booking" {
                by_bookings.entry(resource()).or_default().insert(busy);
            }
        }
    }
    for booking in table.bookings.iter().filter(|booking| booking.is_active()) {
        let busy = (Busy::of_booking(booking), booking.id.as_str());
        for resource in booking.resources() {
            by_bookings.entry(resource).or_default().insert(busy);
        }
    }
    let mut overlaps = in_words(&by_bookings, "by the bookings");
    overlaps.extend(in_words(&by_days, "by the days"));
    overlaps
}

/// Overlaps within one day as it was once written.
pub(crate) fn overlaps_of_day(day: &Day, now: Timestamp) -> Vec<String> {
    let entries = blocking(day, now).map(|entry| (Busy::of_entry(entry), entry.id.as_str()));
    let by_resource = ByResource::from([(day.resource.clone(), entries.collect())]);
    in_words(
        &by_resource,
        &format!("by version {} of {}", day.version, day.pk),
    )
}

fn blocking(day: &Day, now: Timestamp) -> impl Iterator<Item = &Entry> {
    let entries = day.entries.iter();
    entries.filter(move |entry| entry.expires_at.is_none_or(|at| at > now))
}

fn in_words(busy: &ByResource<'_>, by: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (resource, busy) in busy {
        // The one that ends last of all before: an overlap need not be with the nearest.
        let mut last: Option<&(Busy, &str)> = None;
        for next in busy {
            // Where one entry says two things of itself, the days differ: that is told elsewhere.
            let overlaps =
                |(before, id): &&(Busy, &str)| before.end > next.0.start && *id != next.1;
            if let Some((before, id)) = last.filter(overlaps) {
                words.push(format!(
                    "{by}, {resource} is taken twice: by `{id}` from {} to {} and by `{}` from {} to {}",
                    before.start, before.end, next.1, next.0.start, next.0.end
                ));
            }
            if last.is_none_or(|(before, _)| before.end < next.0.end) {
                last = Some(next);
            }
        }
    }
    words
}
