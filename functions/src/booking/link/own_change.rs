//! What a client may change alone and until when (P1): in words, and before a page that says how.

use jiff::Timestamp;
use practice::availability::{client_may_change, client_may_change_until};
use practice::booking::Status;
use practice::catalogue::Practice;
use site_gen::words;

use crate::answer::Failure;
use crate::booking::when;
use crate::store::Booking;

/// The practice's rule, for somebody who is about to book.
pub(in crate::booking) fn rule(practice: &Practice) -> String {
    format!(
        "You can move or cancel it yourself until {}, by the link you get when you have booked.",
        last_moment(practice)
    )
}

/// The same, for somebody who comes too late.
pub(crate) fn rule_broken(practice: &Practice) -> String {
    format!(
        "You can move or cancel a booking here until {}.",
        last_moment(practice)
    )
}

fn last_moment(practice: &Practice) -> String {
    match practice.booking.cancel_window_hours {
        0 => "it starts".to_owned(),
        hours => format!("{} before it starts", words::span(hours.saturating_mul(60))),
    }
}

/// Until when this booking can be changed: `Monday, 30 November 2026 at 10:00 am`
pub(in crate::booking) fn until(booking: &Booking, practice: &Practice) -> String {
    when::day_at(
        client_may_change_until(booking.start, &practice.booking),
        practice,
    )
}

/// Sees that a client may change it, before a page is drawn that says how. The rule itself is kept
/// where the change is made.
pub(in crate::booking) fn may_be_changed(
    booking: &Booking,
    practice: &Practice,
    now: Timestamp,
) -> Result<(), Failure> {
    if !booking.status.may_become(Status::Cancelled) {
        Err(Failure::NotActive(booking.status))
    } else if client_may_change(booking.start, &practice.booking, now) {
        Ok(())
    } else {
        Err(Failure::TooLate)
    }
}
