//! Which starts may be asked for, and which of them are booked early and late enough (R10 to R12).

use std::fmt;
use std::ops::{Range, RangeInclusive};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::instant::{after, days_after, days_long, local_date, midnight, minutes_long};
use super::interval::Interval;
use crate::catalogue::{BookingPolicy, Practice};

/// The most local dates one question may span. Callers refuse more; a longer window is only looked
/// at from its start on.
pub const WINDOW_DAYS_MAX: u32 = 62;

/// Why dates cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAWindow {
    /// The last date is before the first.
    EndsBeforeItStarts,
    /// More than [`WINDOW_DAYS_MAX`] dates.
    TooLong,
}

/// The instants of local dates, both included: from the first one's midnight to the midnight after
/// the last (R12).
///
/// # Errors
/// [`NotAWindow`], when the dates are out of order or too many.
pub fn window(
    zone: &TimeZone,
    dates: &RangeInclusive<Date>,
) -> Result<Range<Timestamp>, NotAWindow> {
    let (first, last) = (*dates.start(), *dates.end());
    if last < first {
        return Err(NotAWindow::EndsBeforeItStarts);
    }
    if last >= days_after(first, WINDOW_DAYS_MAX) && last > first {
        return Err(NotAWindow::TooLong);
    }
    let end = last.tomorrow().ok().and_then(|next| midnight(zone, next));
    let start = midnight(zone, first).unwrap_or(Timestamp::MAX);
    Ok(start..end.unwrap_or(Timestamp::MAX))
}

/// The first instant that may be booked at `now` (R10).
pub(super) fn earliest(policy: &BookingPolicy, now: Timestamp) -> Timestamp {
    after(now, minutes_long(policy.notice_minutes))
}

/// The last local date that may be booked at `now`, where there is one (R11).
pub(crate) fn last_date(practice: &Practice, now: Timestamp) -> Option<Date> {
    let horizon_days = practice.booking.horizon_days?;
    Some(days_after(
        local_date(&practice.timezone, now),
        horizon_days,
    ))
}

/// The instant nearest to a start that notice and horizon let be booked at `now` (R10, R11): where
/// to look for other times.
#[must_use]
pub fn bookable_near(practice: &Practice, start: Timestamp, now: Timestamp) -> Timestamp {
    let end = last_date(practice, now).and_then(|last| last.tomorrow().ok());
    let end = end.and_then(|next| midnight(&practice.timezone, next));
    start
        .min(end.unwrap_or(Timestamp::MAX))
        .max(earliest(&practice.booking, now))
}

/// The part of a window in which starts may be booked at `now`: early enough, and not more than a
/// day past the last date, which each start is still held against (R10, R12).
pub(super) fn bookable(
    practice: &Practice,
    window: &Range<Timestamp>,
    now: Timestamp,
) -> Option<Interval> {
    let horizon = last_date(practice, now)
        .and_then(|last| midnight(&practice.timezone, days_after(last, 2)))
        .unwrap_or(Timestamp::MAX);
    // One day more, since dates may be longer than 24 hours.
    let longest = after(window.start, days_long(WINDOW_DAYS_MAX + 1));
    let start = window.start.max(earliest(&practice.booking, now));
    Interval::new(start..window.end.min(longest).min(horizon))
}

impl fmt::Display for NotAWindow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndsBeforeItStarts => formatter.write_str("the last date is before the first"),
            Self::TooLong => write!(
                formatter,
                "ask for at most {WINDOW_DAYS_MAX} days at a time"
            ),
        }
    }
}

impl std::error::Error for NotAWindow {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::availability::with_offset;

    #[track_caller]
    fn check(zone: &str, first: &str, last: &str, expected: Result<[&str; 2], NotAWindow>) {
        let zone = TimeZone::get(zone).expect("a zone of the bundle");
        let [first, last] = [first, last].map(|date| date.parse().expect("a date"));
        let window = window(&zone, &(first..=last));
        let written =
            window.map(|window| [window.start, window.end].map(|at| with_offset(&zone, at)));
        assert_eq!(written, expected.map(|ends| ends.map(str::to_owned)));
    }

    #[test]
    fn a_window_runs_from_midnight_to_the_midnight_after_its_last_date() {
        let expected = Ok(["2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00"]);
        check("America/New_York", "2026-03-08", "2026-03-08", expected);
    }

    #[test]
    fn a_window_begins_with_the_date_where_midnight_does_not_occur() {
        let expected = Ok(["2026-09-06T01:00:00-03:00", "2026-09-07T00:00:00-03:00"]);
        check("America/Santiago", "2026-09-06", "2026-09-06", expected);
    }

    #[test]
    fn a_window_has_at_most_62_dates() {
        let expected = Ok(["2026-01-01T00:00:00+00:00", "2026-03-04T00:00:00+00:00"]);
        check("Europe/London", "2026-01-01", "2026-03-03", expected);
        check(
            "Europe/London",
            "2026-01-01",
            "2026-03-04",
            Err(NotAWindow::TooLong),
        );
    }

    #[test]
    fn a_window_does_not_end_before_it_starts() {
        let expected = Err(NotAWindow::EndsBeforeItStarts);
        check("Europe/London", "2026-01-02", "2026-01-01", expected);
    }

    #[test]
    fn each_refusal_says_what_to_ask_for() {
        let messages = [NotAWindow::EndsBeforeItStarts, NotAWindow::TooLong]
            .map(|refusal| refusal.to_string());
        let expected = [
            "the last date is before the first",
            "ask for at most 62 days at a time",
        ];
        assert_eq!(messages, expected);
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        assert!(window(&TimeZone::UTC, &(Date::MAX..=Date::MAX)).is_ok());
    }
}
