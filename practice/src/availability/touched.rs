//! The local dates that an interval touches (N9).

use std::ops::RangeInclusive;

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::instant::{before, local_date};
use super::interval::Interval;

const NANOSECOND: SignedDuration = SignedDuration::from_nanos(1);

/// Every local date an interval touches. A clock set back over midnight runs through dates in
/// another order, so each change of the clock is looked at, not only the two ends.
pub(super) fn local_dates(zone: &TimeZone, time: Interval) -> RangeInclusive<Date> {
    let mut first = local_date(zone, time.start());
    let mut last = first;
    let mut touch = |instant| {
        let date = local_date(zone, instant);
        first = first.min(date);
        last = last.max(date);
    };
    touch(before(time.end(), NANOSECOND));
    let changes = zone
        .following(time.start())
        .map(|change| change.timestamp());
    for change in changes.take_while(|change| *change < time.end()) {
        touch(before(change, NANOSECOND));
        touch(change);
    }
    first..=last
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[track_caller]
    fn check(zone: &str, from: &str, to: &str, expected: &str) {
        let zone = TimeZone::get(zone).expect("a zone of the bundle");
        let instant = |text: &str| text.parse::<Timestamp>().expect("an instant");
        let time = Interval::new(instant(from)..instant(to)).expect("an interval");
        let (first, last) = local_dates(&zone, time).into_inner();
        assert_eq!(format!("{first} to {last}"), expected);
    }

    #[test]
    fn an_interval_that_ends_at_midnight_touches_one_date() {
        let (from, to) = ("2026-06-01T22:00-04:00", "2026-06-02T00:00-04:00");
        check("America/New_York", from, to, "2026-06-01 to 2026-06-01");
    }

    #[test]
    fn an_interval_that_ends_where_midnight_is_left_out_touches_one_date() {
        let (from, to) = ("2026-09-05T22:00-04:00", "2026-09-06T01:00-03:00");
        check("America/Santiago", from, to, "2026-09-05 to 2026-09-05");
    }

    #[test]
    fn an_interval_over_midnight_touches_both_dates() {
        let (from, to) = ("2026-06-01T22:00-04:00", "2026-06-02T00:00:01-04:00");
        check("America/New_York", from, to, "2026-06-01 to 2026-06-02");
    }

    #[test]
    fn a_clock_set_back_over_midnight_touches_the_next_date_in_between() {
        // At 00:01 of the 7th the clock went back to 23:01 of the 6th.
        let (from, to) = ("2010-11-06T23:30-02:30", "2010-11-06T23:30-03:30");
        check("America/St_Johns", from, to, "2010-11-06 to 2010-11-07");
    }
}
