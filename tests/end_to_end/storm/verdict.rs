//! What the clients were told, and what the proxy saw, held against the table.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::belief::Place as Where;
use super::client::{Client, Made, Request};
use super::held::of_holds;
use super::practice;
use super::staff::{Booked, Staff, Touched};
use crate::fire::Fire;
use crate::reconcile::{Booking, Day, Facts, Table, differences, overlaps_of_day};

/// Everything that should not be, in words.
pub(super) async fn violations(
    fire: &Fire,
    (clients, staff, touched): (&[Client], &[Staff], &Touched),
    facts: &Facts,
) -> Vec<String> {
    let table = Table::read(&fire.items().await);
    let mut violations = differences(&table, facts);
    violations.extend(of_requests(&table, (clients, staff, touched)));
    violations.extend(of_holds(&table, clients, facts.now));
    violations.extend(fire.carried_out().slips());
    let written = fire.carried_out().days().into_iter();
    let written = written.map(|day| serde_json::from_value(day).expect("a day"));
    violations.extend(of_writes(&written.collect::<Vec<_>>()));
    violations
}

/// Each acknowledged booking is where it must be (N3), and each request has one at most (N4).
fn of_requests(
    table: &Table,
    (clients, staff, touched): (&[Client], &[Staff], &Touched),
) -> Vec<String> {
    let mut by_email: BTreeMap<&str, Vec<&Booking>> = BTreeMap::new();
    for booking in &table.bookings {
        by_email.entry(&booking.email).or_default().push(booking);
    }
    let requests = clients.iter().flat_map(|client| &client.requests);
    let mut violations: Vec<_> = requests
        .filter_map(|request| {
            let found = by_email.remove(request.email.as_str()).unwrap_or_default();
            let why = of_request(request, &found, touched).err()?;
            Some(format!("`{}` {why}", request.key))
        })
        .collect();
    for booked in staff.iter().flat_map(|staff| &staff.booked) {
        let found = by_email.remove(booked.email.as_str()).unwrap_or_default();
        if let Err(why) = of_booked(booked, &found) {
            violations.push(format!("{} {why}", booked.email));
        }
    }
    violations.extend(
        by_email
            .keys()
            .map(|email| format!("nobody asked for the booking of {email}")),
    );
    violations
}

fn of_request(request: &Request, found: &[&Booking], touched: &Touched) -> Result<(), String> {
    match (&request.made, found) {
        (Some(made), [booking]) => of_booking(made, booking, touched.has(&booking.id)),
        (None, []) => Ok(()),
        (None, [_]) if request.is_unanswered => Ok(()),
        (None, [booking]) => Err(format!("was refused, and made `{}`", booking.id)),
        (Some(made), []) => Err(format!("was told of `{}`, which is not there", made.id)),
        (_, several) => Err(format!("made {} bookings", several.len())),
    }
}

/// What was booked at the desk is there, once; what was refused is not.
fn of_booked(booked: &Booked, found: &[&Booking]) -> Result<(), String> {
    let ids: Vec<_> = found.iter().map(|booking| &booking.id).collect();
    match (&booked.id, &ids[..]) {
        (Some(id), [one]) if *one == id => Ok(()),
        (None, []) => Ok(()),
        (None, [_]) if !booked.is_refused => Ok(()),
        (expected, found) => Err(format!(
            "was led to {expected:?} at the desk, and made {found:?}"
        )),
    }
}

fn of_booking(made: &Made, booking: &Booking, is_touched: bool) -> Result<(), String> {
    let at = Where {
        is_cancelled: booking.status == "cancelled",
        start: booking.start,
        therapist: booking.therapist.clone(),
        room: booking.room.clone(),
    };
    let belief = &made.belief;
    let changes = belief.changes_least..=belief.changes_most;
    let buffers = (booking.buffer_before, booking.buffer_after);
    if buffers != practice::buffers(&booking.service) {
        Err(format!("has buffers of {buffers:?} minutes"))
    } else if made.id != booking.id {
        Err(format!(
            "was told of `{}`, and made `{}`",
            made.id, booking.id
        ))
    } else if is_touched {
        // What staff do its client does not know: what must be true of it is told by the audit.
        Ok(())
    } else if !belief.admits(&at) {
        Err(format!("is {at:?}, and must be {belief:?}"))
    } else if !changes.contains(&(booking.version - 1)) {
        Err(format!(
            "is at version {} after {changes:?} changes",
            booking.version
        ))
    } else {
        Ok(())
    }
}

/// Each version of a day was written once (no write was lost), and none of them was taken twice.
fn of_writes(written: &[Day]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    let mut violations = Vec::new();
    for day in written {
        versions.entry(&day.pk).or_default().push(day.version);
        // At any time: whoever writes over an expired hold takes it out.
        violations.extend(overlaps_of_day(day, Timestamp::MIN));
    }
    for (day, mut versions) in versions {
        versions.sort_unstable();
        if !versions.iter().copied().eq(1..=versions.len() as u64) {
            violations.push(format!("the versions of `{day}` were {versions:?}"));
        }
    }
    violations
}
