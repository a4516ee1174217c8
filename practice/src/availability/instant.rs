//! From the wall clock to instants and back, and elapsed minutes between them (R1, R2).

use std::ops::RangeInclusive;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// An instant as it is written everywhere: `2026-12-01T09:00:00-05:00`, with the offset in force
/// then (R13).
#[must_use]
pub fn with_offset(zone: &TimeZone, instant: Timestamp) -> String {
    instant
        .display_with_offset(zone.to_offset(instant))
        .to_string()
}

/// The instant of a minute of a local date (R2, "compatible"; RFC 5545 3.3.5): a time that occurs
/// twice is its first occurrence, one that does not occur is read with the offset before the gap.
/// Minutes from 1440 on are those of the next date. None beyond the calendar's end.
pub(super) fn wall_clock(zone: &TimeZone, date: Date, minute: u16) -> Option<Timestamp> {
    let mut time = date.at(0, 0, 0, 0);
    if minute > 0 {
        time = time
            .checked_add(SignedDuration::from_mins(i64::from(minute)))
            .ok()?;
    }
    zone.to_ambiguous_timestamp(time).compatible().ok()
}

/// Local midnight, with which a date begins.
pub(super) fn midnight(zone: &TimeZone, date: Date) -> Option<Timestamp> {
    wall_clock(zone, date, 0)
}

/// The date on the wall clock.
pub(crate) fn local_date(zone: &TimeZone, instant: Timestamp) -> Date {
    zone.to_datetime(instant).date()
}

/// Dates in order, both ends included.
pub(super) fn dates(range: RangeInclusive<Date>) -> impl Iterator<Item = Date> {
    let (first, last) = range.into_inner();
    std::iter::successors(Some(first), |date| date.tomorrow().ok())
        .take_while(move |date| *date <= last)
}

/// So many days after a date, at most the calendar's last.
pub(super) fn days_after(date: Date, days: u32) -> Date {
    date.checked_add(days_long(days)).unwrap_or(Date::MAX)
}

/// So many days before a date, at least the calendar's first.
pub(super) fn days_before(date: Date, days: u32) -> Date {
    date.checked_sub(days_long(days)).unwrap_or(Date::MIN)
}

/// Days of 24 hours each, for dates and for bounds that need not be exact.
pub(super) fn days_long(days: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(days))
}

/// Elapsed minutes (R1).
pub(super) fn minutes_long(minutes: impl Into<i64>) -> SignedDuration {
    // Callers hold 32 bits at most, so that the product is far from the limit.
    SignedDuration::from_secs(60 * minutes.into())
}

/// An instant so much later, at most the calendar's last.
pub(super) fn after(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.checked_add(duration).unwrap_or(Timestamp::MAX)
}

/// An instant so much earlier, at least the calendar's first.
pub(super) fn before(instant: Timestamp, duration: SignedDuration) -> Timestamp {
    instant.checked_sub(duration).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_midnight_that_does_not_occur_is_the_moment_of_the_change() {
        let zone = TimeZone::get("America/Santiago").expect("a zone of the bundle");
        let date = Date::constant(2026, 9, 6);
        let midnight = midnight(&zone, date).expect("within the calendar");
        assert_eq!(with_offset(&zone, midnight), "2026-09-06T01:00:00-03:00");
    }

    #[test]
    fn instants_are_written_with_the_offset_in_force_then() {
        let zone = TimeZone::get("Europe/London").expect("a zone of the bundle");
        let written = ["2026-01-05T09:00Z", "2026-07-06T08:00Z"]
            .map(|text| with_offset(&zone, text.parse().expect("an instant")));
        assert_eq!(
            written,
            ["2026-01-05T09:00:00+00:00", "2026-07-06T09:00:00+01:00"]
        );
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        assert_eq!(days_after(Date::MAX, u32::MAX), Date::MAX);
        assert_eq!(days_before(Date::MIN, u32::MAX), Date::MIN);
        assert_eq!(wall_clock(&TimeZone::UTC, Date::MAX, 1440), None);
        assert_eq!(dates(Date::MAX..=Date::MAX).count(), 1);
    }
}
