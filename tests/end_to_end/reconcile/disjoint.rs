//! Per therapist and per room, what is blocked is disjoint (N1), by the bookings and by the days;
//! except what staff have forced, which is marked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::Timestamp;

use super::Facts;
use super::busy::Busy;
use super::table::{Day, Entry, Table};

/// What is busy, by whose time or room it is: once however many dates list it.
type ByResource<'a> = BTreeMap<String, BTreeSet<(Busy, &'a str, Forced)>>;

/// Whether staff have placed it over something else.
type Forced = bool;

pub(super) fn overlaps(table: &Table, facts: &Facts) -> Vec<String> {
    let mut overlaps = in_words(&by_bookings(table, facts), "by the bookings");
    overlaps.extend(in_words(&by_days(table, facts), "by the days"));
    overlaps
}

/// Whether nothing takes any of this time of a therapist or a room, by the bookings.
pub(crate) fn is_free(
    table: &Table,
    resource: &str,
    time: Range<Timestamp>,
    facts: &Facts,
) -> bool {
    let busy = by_bookings(table, facts);
    let mut busy = busy.get(resource).into_iter().flatten();
    !busy.any(|(busy, ..)| busy.start < time.end && time.start < busy.end)
}

fn by_days<'a>(table: &'a Table, facts: &Facts) -> ByResource<'a> {
    let mut by_days = ByResource::new();
    for day in &table.days {
        let entries = blocking(day, facts.now);
        let busy = entries.map(|entry| (Busy::of_entry(entry), entry.id.as_str(), entry.forced));
        by_days
            .entry(day.resource.clone())
            .or_default()
            .extend(busy);
    }
    by_days
}

/// Bookings by their own facts; holds and blocks stand in the days alone.
fn by_bookings<'a>(table: &'a Table, facts: &Facts) -> ByResource<'a> {
    let mut by_bookings = ByResource::new();
    for day in &table.days {
        let entries = blocking(day, facts.now).filter(|entry| entry.kind != "booking");
        let busy = entries.map(|entry| (Busy::of_entry(entry), entry.id.as_str(), entry.forced));
        by_bookings
            .entry(day.resource.clone())
            .or_default()
            .extend(busy);
    }
    for booking in table.bookings.iter().filter(|booking| booking.is_active()) {
        let busy = (
            Busy::of_booking(booking),
            booking.id.as_str(),
            booking.forced,
        );
        for resource in booking.resources() {
            by_bookings.entry(resource).or_default().insert(busy);
        }
    }
    by_bookings
}

/// Overlaps within one day as it was once written.
pub(crate) fn overlaps_of_day(day: &Day, now: Timestamp) -> Vec<String> {
    let entries =
        blocking(day, now).map(|entry| (Busy::of_entry(entry), entry.id.as_str(), entry.forced));
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
        for (index, next) in busy.iter().enumerate() {
            // What begins before it ends is in its way, unless one of the two was forced. Where one
            // entry says two things of itself, the days differ: that is told elsewhere.
            let overlaps = |(before, id, forced): &&(Busy, &str, Forced)| {
                before.end > next.0.start && *id != next.1 && !forced && !next.2
            };
            // Of several, the one that ends last.
            let before = busy.iter().take(index).filter(overlaps);
            if let Some((before, id, _)) = before.max_by_key(|(before, ..)| before.end) {
                words.push(format!(
                    "{by}, {resource} is taken twice: by `{id}` from {} to {} and by `{}` from {} to {}",
                    before.start, before.end, next.1, next.0.start, next.0.end
                ));
            }
        }
    }
    words
}
