//! Versions and statuses follow from the audit, a row a change (N5, N8), each promised to be told.

use std::collections::BTreeMap;

use super::table::{Booking, Row, Table};

pub(super) fn differences(table: &Table) -> Vec<String> {
    let mut trails: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in table.audit.iter().filter(|row| !row.booking.is_empty()) {
        trails.entry(&row.booking).or_default().push(row);
    }
    let mut differences = Vec::new();
    for booking in &table.bookings {
        let mut trail = trails.remove(booking.id.as_str()).unwrap_or_default();
        trail.sort_by_key(|row| row.version);
        differences.extend(of_booking(booking, &trail));
        differences.extend(untold(booking, table));
        differences.extend(unaudited(booking, &trail));
    }
    for (id, trail) in trails {
        let actions: Vec<_> = trail.iter().map(|row| row.action.as_str()).collect();
        differences.push(format!(
            "the audit tells {actions:?} of `{id}`, which is no booking"
        ));
    }
    differences
}

fn of_booking(booking: &Booking, trail: &[&Row]) -> Vec<String> {
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
        ("active", "complete") => Ok("completed"),
        ("active", "no-show") => Ok("no-show"),
        _ => Err(()),
    }
}

fn may_be(end: &str, status: &str) -> bool {
    match status {
        "pending" | "confirmed" => end == "active",
        status => end == status,
    }
}

/// How a booking stands is promised to be told, or was told: a booking that is moved back to where
/// everybody knows it needs no other mail.
fn untold(booking: &Booking, table: &Table) -> Option<String> {
    let is_of_version = |row: &Row| row.booking == booking.id && row.version == booking.version;
    let key = format!("B#{}", booking.id);
    let mut told = table.told.iter().filter(|told| told.pk == key);
    let is_known = booking.is_active() && told.any(|told| told.start == booking.start);
    // What has happened, everybody there knows.
    let is_over = matches!(booking.status.as_str(), "completed" | "no-show");
    let is_told = is_known || is_over || table.promises.iter().any(is_of_version);
    (!is_told).then(|| {
        let Booking { id, version, .. } = booking;
        format!("nobody is told of version {version} of booking `{id}`")
    })
}

/// What stands over something else was forced by its last move, or when it was made (N1).
fn unaudited(booking: &Booking, trail: &[&Row]) -> Option<String> {
    let placed = |row: &&&Row| matches!(row.action.as_str(), "book" | "move");
    let last = trail.iter().rfind(placed);
    let is_audited = last.is_some_and(|row| row.forced);
    (booking.forced && !is_audited).then(|| {
        format!(
            "booking `{}` is forced, of which no audit tells",
            booking.id
        )
    })
}
