//! Until when a time is kept for somebody who waits.

use jiff::{SignedDuration, Timestamp};

use crate::catalogue::Practice;
use crate::mail::quiet_around;

/// How long a time is kept for one who waits before the next is asked.
const KEPT: SignedDuration = SignedDuration::from_hours(2);
/// Nobody is asked to come at shorter notice than this.
const NOTICE_LEAST: SignedDuration = SignedDuration::from_hours(1);
/// Nobody is asked to decide in less than this.
const KEPT_LEAST: SignedDuration = SignedDuration::from_mins(15);

/// Until when a start is kept for one who is told of it at `now`: two hours, which in quiet hours
/// begin with their end; but no longer than it can be booked, and to an hour before it at most.
/// None, if that leaves too little time to decide.
#[must_use]
pub fn kept_until(start: Timestamp, practice: &Practice, now: Timestamp) -> Option<Timestamp> {
    let night = quiet_around(now, practice.mail.quiet_hours, &practice.timezone);
    let from = night.map_or(now, |night| night.end());
    let notice = i64::from(practice.booking.notice_minutes);
    let notice = SignedDuration::from_mins(notice).max(NOTICE_LEAST);
    let until = from
        .checked_add(KEPT)
        .ok()?
        .min(start.checked_sub(notice).ok()?);
    (now.duration_until(until) >= KEPT_LEAST).then_some(until)
}
