//! Entries of day items and active bookings and blocks are in bijection (N2), each in every date it touches (N9).

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Facts;
use super::busy::Busy;
use super::table::{Day, Entry, Table};

/// An entry and where it stands.
type Place = (String, Date, Entry);

pub(super) fn differences(table: &Table, facts: &Facts) -> Vec<String> {
    let (wanted, found) = (wanted(table, facts), found(table));
    let missing = wanted.difference(&found).map(|place| words("lacks", place));
    let strange = found.difference(&wanted).map(|place| {
        let because = because(table, &place.2);
        format!("{}, {because}", words("lists", place))
    });
    let mut differences: Vec<_> = missing.chain(strange).collect();
    differences.extend(table.days.iter().flat_map(slips));
    differences
}

/// The entries there must be, by the bookings.
fn wanted(table: &Table, facts: &Facts) -> BTreeSet<Place> {
    let mut wanted = BTreeSet::new();
    for booking in table.bookings.iter().filter(|booking| booking.is_active()) {
        let busy = Busy::of_booking(booking);
        for resource in booking.resources() {
            for date in busy.dates(&facts.zone) {
                let entry = Entry {
                    id: booking.id.clone(),
                    kind: "booking".to_owned(),
                    start: booking.start,
                    end: booking.end,
                    buffer_before: booking.buffer_before,
                    buffer_after: booking.buffer_after,
                    expires_at: None,
                    forced: booking.forced,
                };
                wanted.insert((resource.clone(), date, entry));
            }
        }
    }
    for block in &table.blocks {
        let mut entry = Entry {
            id: block.id.clone(),
            kind: "block".to_owned(),
            start: block.start,
            end: block.end,
            buffer_before: 0,
            buffer_after: 0,
            expires_at: None,
            forced: false,
        };
        // Only the audit says whether it was forced.
        entry.forced = table
            .audit
            .iter()
            .any(|row| row.block == block.id && row.forced);
        for date in Busy::of_entry(&entry).dates(&facts.zone) {
            wanted.insert((block.resource.clone(), date, entry.clone()));
        }
    }
    wanted
}

fn found(table: &Table) -> BTreeSet<Place> {
    let places = table.days.iter().flat_map(|day| {
        let lasting = day.entries.iter().filter(|entry| entry.kind != "hold");
        lasting.map(|entry| (day.resource.clone(), day.date, entry.clone()))
    });
    places.collect()
}

/// A day that is not in its own place, or whose entries are not in order, each once.
fn slips(day: &Day) -> Vec<String> {
    let mut slips = Vec::new();
    if day.pk != format!("D#{}#{}", day.resource, day.date) {
        slips.push(format!(
            "the day at `{}` says it is {} on {}",
            day.pk, day.resource, day.date
        ));
    }
    let ids: BTreeSet<_> = day.entries.iter().map(|entry| &entry.id).collect();
    if ids.len() < day.entries.len() {
        slips.push(format!("`{}` lists an entry twice", day.pk));
    }
    if !day
        .entries
        .is_sorted_by_key(|entry| (entry.start, &entry.id))
    {
        slips.push(format!("`{}` is out of order", day.pk));
    }
    slips
}

fn because(table: &Table, entry: &Entry) -> String {
    let booking = table.bookings.iter().find(|booking| booking.id == entry.id);
    match booking {
        None => "of which there is no booking".to_owned(),
        Some(booking) if !booking.is_active() => format!("which is {}", booking.status),
        Some(booking) => format!(
            "which is a booking of {} from {} to {}",
            booking.resources().join(" and "),
            booking.start,
            booking.end
        ),
    }
}

fn words(verb: &str, (resource, date, entry): &Place) -> String {
    format!(
        "{resource} on {date} {verb} `{}` from {} to {} with {}+{} minutes",
        entry.id, entry.start, entry.end, entry.buffer_before, entry.buffer_after
    )
}
