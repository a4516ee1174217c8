//! Weekly opening ranges and the dates that replace them, and when that is (R2, R3, R4).

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::clock::ClockRange;
use super::instant::{dates, midnight, wall_clock};
use super::interval::Interval;

/// Weekly ranges, Monday first, and exceptions by local date (R3, R4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// The ranges of each weekday, Monday first; an empty one is a closed day.
    pub weekly: [Vec<ClockRange>; 7],
    /// The ranges that replace those of one date; none: closed.
    pub exceptions: BTreeMap<Date, Vec<ClockRange>>,
}

/// A range of one local date as instants; the grid hangs on its opening (R5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningRange {
    /// The local date on which it opens.
    pub date: Date,
    /// Its first instant.
    pub opens: Timestamp,
    /// The first instant after it.
    pub closes: Timestamp,
}

impl Hours {
    /// The ranges that open on these local dates, by date, then opening. Those of one date that
    /// overlap or touch are merged (R3); those of neighbouring dates may still overlap.
    #[must_use]
    pub fn opening_ranges(
        &self,
        zone: &TimeZone,
        range: RangeInclusive<Date>,
    ) -> Vec<OpeningRange> {
        dates(range)
            .flat_map(|date| self.opening_ranges_of(zone, date))
            .collect()
    }

    fn opening_ranges_of(&self, zone: &TimeZone, date: Date) -> Vec<OpeningRange> {
        let cut = self.cut(zone, date);
        let written = self.of_date(date).iter();
        let mut ranges: Vec<_> = written
            .filter_map(|range| resolve(zone, date, *range, cut))
            .collect();
        ranges.sort_unstable_by_key(|range| range.opens);
        ranges.dedup_by(|next, kept| {
            let joined = next.opens <= kept.closes;
            if joined {
                kept.closes = kept.closes.max(next.closes);
            }
            joined
        });
        ranges
    }

    /// The ranges that open on a date: its exception's, or else its weekday's (R4).
    fn of_date(&self, date: Date) -> &[ClockRange] {
        let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
        let weekly = self.weekly.get(weekday).map_or(&[][..], Vec::as_slice);
        self.exceptions.get(&date).map_or(weekly, Vec::as_slice)
    }

    /// Where ranges that open on a date are cut: the midnight of an exception on the next (R4).
    fn cut(&self, zone: &TimeZone, date: Date) -> Timestamp {
        let next = date
            .tomorrow()
            .ok()
            .filter(|next| self.exceptions.contains_key(next));
        next.and_then(|next| midnight(zone, next))
            .unwrap_or(Timestamp::MAX)
    }
}

impl OpeningRange {
    /// All of it.
    pub(super) fn interval(self) -> Option<Interval> {
        Interval::new(self.opens..self.closes)
    }
}

/// None, if the range is empty on this date: written so, by a change of the clock, or by the cut.
fn resolve(zone: &TimeZone, date: Date, range: ClockRange, cut: Timestamp) -> Option<OpeningRange> {
    if range.is_empty() {
        return None;
    }
    let opens = wall_clock(zone, date, range.opens_minute())?;
    let closes_date = if range.closes_minute() < range.opens_minute() {
        date.tomorrow().ok()?
    } else {
        date
    };
    let closes = wall_clock(zone, closes_date, range.closes_minute())?.min(cut);
    (opens < closes).then_some(OpeningRange {
        date,
        opens,
        closes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::availability::with_offset;

    fn clock_ranges(texts: &[&str]) -> Vec<ClockRange> {
        texts
            .iter()
            .map(|text| ClockRange::parse(text).expect("a range"))
            .collect()
    }

    /// The same ranges on each weekday.
    fn daily(texts: &[&str]) -> Hours {
        Hours {
            weekly: std::array::from_fn(|_| clock_ranges(texts)),
            exceptions: BTreeMap::new(),
        }
    }

    fn except(mut hours: Hours, date: &str, texts: &[&str]) -> Hours {
        hours
            .exceptions
            .insert(date.parse().expect("a date"), clock_ranges(texts));
        hours
    }

    /// Ranges as `date: opens - closes`, with the offset in force at each.
    #[track_caller]
    fn check(hours: &Hours, zone: &str, dates: [&str; 2], expected: &[&str]) {
        let zone = TimeZone::get(zone).expect("a zone of the bundle");
        let [first, last] = dates.map(|date| date.parse().expect("a date"));
        let written: Vec<_> = hours
            .opening_ranges(&zone, first..=last)
            .into_iter()
            .map(
                |OpeningRange {
                     date,
                     opens,
                     closes,
                 }| {
                    let [opens, closes] =
                        [opens, closes].map(|instant| with_offset(&zone, instant));
                    format!("{date}: {} - {}", short(&opens), short(&closes))
                },
            )
            .collect();
        assert_eq!(written, expected);
    }

    /// `2026-06-01T09:00:00-04:00` as `01T09:00-04:00`.
    fn short(written: &str) -> String {
        format!("{}{}", &written[8..16], &written[19..])
    }

    #[test]
    fn a_weekday_has_its_own_ranges() {
        let mut hours = Hours::default();
        hours.weekly[0] = clock_ranges(&["13:15-17:00", "09:00-12:00"]);
        let expected = [
            "2026-06-01: 01T09:00-04:00 - 01T12:00-04:00",
            "2026-06-01: 01T13:15-04:00 - 01T17:00-04:00",
            "2026-06-08: 08T09:00-04:00 - 08T12:00-04:00",
            "2026-06-08: 08T13:15-04:00 - 08T17:00-04:00",
        ];
        check(
            &hours,
            "America/New_York",
            ["2026-06-01", "2026-06-08"],
            &expected,
        );
    }

    #[test]
    fn an_end_before_its_start_is_on_the_next_date_and_24_00_is_the_next_midnight() {
        let expected = ["2026-06-01: 01T20:00-04:00 - 02T02:00-04:00"];
        check(
            &daily(&["20:00-02:00"]),
            "America/New_York",
            ["2026-06-01"; 2],
            &expected,
        );
        let expected = ["2026-06-01: 01T20:00-04:00 - 02T00:00-04:00"];
        check(
            &daily(&["20:00-24:00"]),
            "America/New_York",
            ["2026-06-01"; 2],
            &expected,
        );
        check(
            &daily(&["20:00-00:00"]),
            "America/New_York",
            ["2026-06-01"; 2],
            &expected,
        );
    }

    #[test]
    fn ranges_of_one_date_that_touch_or_overlap_are_merged_and_empty_ones_dropped() {
        let hours = daily(&["11:00-13:00", "09:00-12:00", "13:00-14:00", "15:00-15:00"]);
        let expected = ["2026-06-01: 01T09:00-04:00 - 01T14:00-04:00"];
        check(&hours, "America/New_York", ["2026-06-01"; 2], &expected);
    }

    #[test]
    fn ranges_of_neighbouring_dates_are_not_merged() {
        let expected = [
            "2026-06-01: 01T00:00-04:00 - 02T00:00-04:00",
            "2026-06-02: 02T00:00-04:00 - 03T00:00-04:00",
        ];
        check(
            &daily(&["00:00-24:00"]),
            "America/New_York",
            ["2026-06-01", "2026-06-02"],
            &expected,
        );
    }

    #[test]
    fn a_time_that_does_not_occur_is_read_with_the_offset_before_the_gap() {
        let zone = "America/New_York";
        let expected = ["2026-03-08: 08T03:30-04:00 - 08T04:00-04:00"];
        check(&daily(&["02:30-04:00"]), zone, ["2026-03-08"; 2], &expected);
        // Both in the gap: an hour later on the wall clock. The end alone before the gap's end: empty.
        let expected = ["2026-03-08: 08T03:00-04:00 - 08T03:30-04:00"];
        check(&daily(&["02:00-02:30"]), zone, ["2026-03-08"; 2], &expected);
        check(&daily(&["02:30-03:00"]), zone, ["2026-03-08"; 2], &[]);
        check(&daily(&["02:00-03:00"]), zone, ["2026-03-08"; 2], &[]);
    }

    #[test]
    fn ranges_are_merged_after_they_are_resolved() {
        // 02:00-02:30 does not occur and becomes 03:00-03:30, which the other range touches.
        let expected = ["2026-03-08: 08T03:00-04:00 - 08T05:00-04:00"];
        let hours = daily(&["02:00-02:30", "03:30-05:00"]);
        check(&hours, "America/New_York", ["2026-03-08"; 2], &expected);
    }

    #[test]
    fn a_time_that_occurs_twice_is_its_first_occurrence() {
        let expected = ["2026-11-01: 01T01:00-04:00 - 01T01:30-04:00"];
        check(
            &daily(&["01:00-01:30"]),
            "America/New_York",
            ["2026-11-01"; 2],
            &expected,
        );
        let expected = ["2026-04-05: 05T01:45+11:00 - 05T02:15+10:30"];
        check(
            &daily(&["01:45-02:15"]),
            "Australia/Lord_Howe",
            ["2026-04-05"; 2],
            &expected,
        );
    }

    #[test]
    fn an_exception_replaces_the_ranges_that_open_on_its_date() {
        let hours = except(daily(&["09:00-12:00"]), "2026-06-02", &["10:00-11:00"]);
        let hours = except(hours, "2026-06-03", &[]);
        let expected = [
            "2026-06-01: 01T09:00-04:00 - 01T12:00-04:00",
            "2026-06-02: 02T10:00-04:00 - 02T11:00-04:00",
        ];
        check(
            &hours,
            "America/New_York",
            ["2026-06-01", "2026-06-03"],
            &expected,
        );
    }

    #[test]
    fn an_exception_cuts_the_range_that_opened_the_day_before_at_midnight() {
        let hours = except(daily(&["20:00-02:00"]), "2026-06-02", &["22:00-01:00"]);
        let expected = [
            "2026-06-01: 01T20:00-04:00 - 02T00:00-04:00",
            "2026-06-02: 02T22:00-04:00 - 03T01:00-04:00",
            "2026-06-03: 03T20:00-04:00 - 04T02:00-04:00",
        ];
        check(
            &hours,
            "America/New_York",
            ["2026-06-01", "2026-06-03"],
            &expected,
        );
    }

    #[test]
    fn where_midnight_does_not_occur_the_cut_is_the_change_of_the_clock() {
        let hours = except(daily(&["20:00-03:00"]), "2017-10-15", &[]);
        let expected = ["2017-10-14: 14T20:00-03:00 - 15T01:00-02:00"];
        check(
            &hours,
            "America/Sao_Paulo",
            ["2017-10-14", "2017-10-15"],
            &expected,
        );
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        let hours = daily(&["00:00-24:00", "20:00-02:00"]);
        let zone = TimeZone::get("Pacific/Kiritimati").expect("a zone of the bundle");
        assert!(hours.opening_ranges(&zone, Date::MAX..=Date::MAX).len() <= 1);
        assert!(hours.opening_ranges(&zone, Date::MIN..=Date::MIN).len() <= 1);
    }
}
