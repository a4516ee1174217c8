//! When a reminder is due, and until when it is of use.

use std::ops::Range;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::quiet::quiet_around;
use crate::availability::ClockRange;

/// Nobody is reminded of what is this near: of a start, or of a booking that they have just made.
const NEAR: SignedDuration = SignedDuration::from_hours(1);

/// When the reminder that is to come so many hours before a start is due.
///
/// One that would come in quiet hours waits for their end, if that is at least an hour before the
/// start; otherwise it comes when they begin. None, if that is not at least an hour after the
/// booking was made: who has just booked needs no reminder.
#[must_use]
pub fn reminder_due(
    start: Timestamp,
    hours: u16,
    quiet: Option<ClockRange>,
    zone: &TimeZone,
    made_at: Timestamp,
) -> Option<Timestamp> {
    let wanted = start
        .checked_sub(SignedDuration::from_hours(i64::from(hours)))
        .ok()?;
    let due = match quiet_around(wanted, quiet, zone) {
        None => wanted,
        Some(night) if night.end().duration_until(start) >= NEAR => night.end(),
        Some(night) => night.start(),
    };
    (made_at.duration_until(due) >= NEAR).then_some(due)
}

/// Until when a reminder is of use: half of the time from when it is due to the start.
///
/// # Examples
/// ```
/// use practice::mail::reminder_of_use_until;
/// let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
/// let lead = at("2026-12-01T09:00:00Z")..at("2026-12-01T12:00:00Z");
/// assert_eq!(reminder_of_use_until(lead), at("2026-12-01T10:30:00Z"));
/// ```
#[must_use]
pub fn reminder_of_use_until(lead: Range<Timestamp>) -> Timestamp {
    let Range { start: due, end } = lead;
    let half = SignedDuration::from_secs(due.duration_until(end).as_secs() / 2);
    due.checked_add(half).unwrap_or(due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::availability::with_offset;

    const LONG_AGO: &str = "2026-01-01T00:00:00Z";

    /// When a reminder is due, with the offset in force then, for quiet hours from 21:00 to 08:00.
    #[track_caller]
    fn check([zone, start, made_at]: [&str; 3], hours: u16, expected: Option<&str>) {
        let quiet = ClockRange::parse("21:00-08:00").ok();
        check_with(quiet, [zone, start, made_at], hours, expected);
    }

    #[track_caller]
    fn check_with(
        quiet: Option<ClockRange>,
        [zone, start, made_at]: [&str; 3],
        hours: u16,
        expected: Option<&str>,
    ) {
        let zone = TimeZone::get(zone).expect("a zone of the bundle");
        let [start, made_at] = [start, made_at].map(|at| at.parse().expect("an instant"));
        let due = reminder_due(start, hours, quiet, &zone, made_at);
        let due = due.map(|due| with_offset(&zone, due));
        assert_eq!(due.as_deref(), expected, "{start}, {hours} hours before");
    }

    const NEW_YORK: &str = "America/New_York";

    #[test]
    fn a_reminder_is_due_so_many_hours_before_the_start() {
        check(
            [NEW_YORK, "2026-12-03T14:00:00-05:00", LONG_AGO],
            48,
            Some("2026-12-01T14:00:00-05:00"),
        );
        check(
            [NEW_YORK, "2026-12-03T14:00:00-05:00", LONG_AGO],
            3,
            Some("2026-12-03T11:00:00-05:00"),
        );
    }

    #[test]
    fn in_quiet_hours_it_waits_for_their_end_if_that_is_an_hour_before_the_start() {
        check(
            [NEW_YORK, "2026-12-03T10:00:00-05:00", LONG_AGO],
            3,
            Some("2026-12-03T08:00:00-05:00"),
        );
        check(
            [NEW_YORK, "2026-12-03T09:00:00-05:00", LONG_AGO],
            3,
            Some("2026-12-03T08:00:00-05:00"),
        );
        check(
            [NEW_YORK, "2026-12-03T08:59:00-05:00", LONG_AGO],
            3,
            Some("2026-12-02T21:00:00-05:00"),
        );
        // Before midnight they began on the same date.
        check(
            [NEW_YORK, "2026-12-03T22:30:00-05:00", LONG_AGO],
            24,
            Some("2026-12-03T08:00:00-05:00"),
        );
    }

    #[test]
    fn quiet_hours_begin_with_their_first_minute_and_end_before_their_last() {
        check(
            [NEW_YORK, "2026-12-03T21:00:00-05:00", LONG_AGO],
            24,
            Some("2026-12-03T08:00:00-05:00"),
        );
        check(
            [NEW_YORK, "2026-12-03T20:59:00-05:00", LONG_AGO],
            24,
            Some("2026-12-02T20:59:00-05:00"),
        );
        check(
            [NEW_YORK, "2026-12-03T08:00:00-05:00", LONG_AGO],
            24,
            Some("2026-12-02T08:00:00-05:00"),
        );
    }

    #[test]
    fn without_quiet_hours_it_comes_at_any_time() {
        let booking = [NEW_YORK, "2026-12-03T08:00:00-05:00", LONG_AGO];
        check_with(None, booking, 3, Some("2026-12-03T05:00:00-05:00"));
    }

    #[test]
    fn who_has_just_booked_is_not_reminded() {
        let start = "2026-12-03T14:00:00-05:00";
        let due = Some("2026-12-03T11:00:00-05:00");
        check([NEW_YORK, start, "2026-12-03T10:00:00-05:00"], 3, due);
        check([NEW_YORK, start, "2026-12-03T10:00:01-05:00"], 3, None);
        check([NEW_YORK, start, "2026-12-03T13:00:00-05:00"], 3, None);
        // Moved back to the evening before, it would come before the booking.
        check(
            [
                NEW_YORK,
                "2026-12-03T08:30:00-05:00",
                "2026-12-02T22:00:00-05:00",
            ],
            3,
            None,
        );
    }

    #[test]
    fn hours_before_are_elapsed_hours_when_the_clock_goes_forward() {
        // The night of 8 March 2026 has 23 hours.
        check(
            [NEW_YORK, "2026-03-08T14:00:00-04:00", LONG_AGO],
            24,
            Some("2026-03-07T13:00:00-05:00"),
        );
        check(
            [NEW_YORK, "2026-03-08T09:30:00-04:00", LONG_AGO],
            3,
            Some("2026-03-08T08:00:00-04:00"),
        );
        check(
            [NEW_YORK, "2026-03-08T08:30:00-04:00", LONG_AGO],
            3,
            Some("2026-03-07T21:00:00-05:00"),
        );
        // From 02:00 to 03:00 there is no time on that date, and so no quiet hour.
        let quiet = ClockRange::parse("02:00-03:00").ok();
        let booking = [NEW_YORK, "2026-03-08T06:00:00-04:00", LONG_AGO];
        check_with(quiet, booking, 3, Some("2026-03-08T03:00:00-04:00"));
    }

    #[test]
    fn hours_before_are_elapsed_hours_when_the_clock_goes_back() {
        // The night of 1 November 2026 has 25 hours.
        check(
            [NEW_YORK, "2026-11-01T14:00:00-05:00", LONG_AGO],
            24,
            Some("2026-10-31T15:00:00-04:00"),
        );
        check(
            [NEW_YORK, "2026-11-01T09:30:00-05:00", LONG_AGO],
            3,
            Some("2026-11-01T08:00:00-05:00"),
        );
        // Quiet from the first 01:00 until 02:00: two hours.
        let quiet = ClockRange::parse("01:00-02:00").ok();
        for start in ["2026-11-01T04:30:00-05:00", "2026-11-01T03:30:00-05:00"] {
            let booking = [NEW_YORK, start, LONG_AGO];
            check_with(quiet, booking, 3, Some("2026-11-01T02:00:00-05:00"));
        }
    }

    #[test]
    fn a_reminder_is_of_use_for_half_of_its_lead() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        let lead = at("2026-12-01T14:00:00Z")..at("2026-12-03T14:00:00Z");
        assert_eq!(reminder_of_use_until(lead), at("2026-12-02T14:00:00Z"));
        let lead = at("2026-12-01T14:00:00Z")..at("2026-12-01T15:00:00Z");
        assert_eq!(reminder_of_use_until(lead), at("2026-12-01T14:30:00Z"));
    }

    #[test]
    fn at_the_ends_of_the_calendar_nothing_breaks() {
        let zone = TimeZone::UTC;
        let quiet = ClockRange::parse("21:00-08:00").ok();
        assert_eq!(
            reminder_due(Timestamp::MIN, 3, quiet, &zone, Timestamp::MIN),
            None
        );
        let due = reminder_due(Timestamp::MAX, 336, quiet, &zone, Timestamp::MIN);
        assert!(due.is_some());
    }
}
