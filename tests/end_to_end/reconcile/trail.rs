//! Versions and statuses follow from the audit, a row a change (N5, N8), each promised to be told.

use std::collections::BTreeMap;

use super::table::{Booking, Table, Told};

pub(super) fn differences(table: &Table) -> Vec<String> {
    let mut trails: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
    for row in &table.audit {
        trails.entry(&row.booking).or_default().push(row);
    }
    let mut differences = Vec::new();
    for booking in &table.bookings {
        let mut trail = trails.remove(booking.id.as_str()).unwrap_or_default();
        trail.sort_by_key(|row| row.version);
        differences.extend(of_booking(booking, &trail));
        differences.extend(untold(booking, &table.outbox));
    }
    for (id, trail) in trails {
        let actions: Vec<_> = trail.iter().map(|row| row.action.as_str()).collect();
        differences.push(format!(
            "the audit tells {actions:?} of `{id}`, which is no booking"
        ));
    }
    differences
}

fn of_booking(booking: &Booking, trail: &[&Told]) -> Vec<String> {
    let mut differences = Vec::new();
    let versions: Vec<_> = trail.iter().map(|row| row.version).collect();
    if !versions.iter().copied().eq(1..=booking.version) {
        differences.push(format!(
            "booking `{}` is at version {}, its audit rows at {versions:?}",
            booking.id, booking.version
        ));
    }
    let actions: Vec<_> = trail.iter().map(|row| row.action.as_str()).collect();
    let end = actions
        .iter()
        .try_fold("nothing", |status, action| after(status, action));
    if !end.is_ok_and(|status| may_be(status, &booking.status)) {
        differences.push(format!(
            "booking `{}` is {}, its audit tells {actions:?}",
            booking.id, booking.status
        ));
    }
    differences
}

/// What an action makes of a status (N5). Until the practice decides, a request is active.
fn after(status: &'static str, action: &str) -> Result<&'static str, ()> {
    match (status, action) {
        ("nothing", "book") | ("active", "move" | "confirm") => Ok("active"),
        ("active", "cancel") => Ok("cancelled"),
        ("active", "decline") => Ok("declined"),
        _ => Err(()),
    }
}

fn may_be(end: &str, status: &str) -> bool {
    match status {
        "pending" | "confirmed" => end == "active",
        status => end == status,
    }
}

/// Each version has a row of the outbox that tells of it.
fn untold(booking: &Booking, outbox: &[Told]) -> Vec<String> {
    let of_booking = outbox.iter().filter(|row| row.booking == booking.id);
    let told: Vec<_> = of_booking.map(|row| row.version).collect();
    let untold = (1..=booking.version).filter(|version| !told.contains(version));
    untold
        .map(|version| {
            format!(
                "nobody is told of version {version} of booking `{}`",
                booking.id
            )
        })
        .collect()
}
