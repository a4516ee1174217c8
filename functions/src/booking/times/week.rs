//! The week that a page of times shows.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// Seven days from a Monday.
#[derive(Clone, Copy)]
pub(in crate::booking) struct Week {
    pub(in crate::booking) monday: Date,
}

impl Week {
    /// The week of a date.
    pub(in crate::booking) fn of(date: Date) -> Self {
        let monday = in_days(date, -i32::from(date.weekday().since(Weekday::Monday)));
        Self { monday }
    }

    pub(in crate::booking) fn sunday(self) -> Date {
        in_days(self.monday, 6)
    }

    pub(in crate::booking) fn dates(self) -> impl Iterator<Item = Date> {
        (0..7).map(move |day| in_days(self.monday, day))
    }

    /// The week before, unless it is over.
    pub(in crate::booking) fn earlier(self, today: Date) -> Option<Self> {
        let earlier = Self::of(in_days(self.monday, -7));
        (earlier.monday < self.monday && earlier.sunday() >= today).then_some(earlier)
    }

    /// The week after, unless nothing in it can be booked.
    pub(in crate::booking) fn later(self, last: Date) -> Option<Self> {
        let later = Self::of(in_days(self.monday, 7));
        (later.monday > self.monday && later.monday <= last).then_some(later)
    }
}

/// A date some days away; the calendar's ends stay where they are.
pub(in crate::booking) fn in_days(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::Week;

    #[test]
    fn a_week_begins_on_monday() {
        for day in 23..=29 {
            assert_eq!(Week::of(date(2026, 11, day)).monday, date(2026, 11, 23));
        }
        assert_eq!(Week::of(date(2026, 11, 23)).sunday(), date(2026, 11, 29));
    }

    #[test]
    fn weeks_end_today_and_at_the_horizon() {
        let (week, today) = (Week::of(date(2026, 11, 25)), date(2026, 11, 25));
        assert!(week.earlier(today).is_none());
        assert!(week.later(date(2026, 11, 29)).is_none());
        let next = week
            .later(date(2026, 11, 30))
            .expect("a Monday that can be booked");
        assert_eq!(
            next.earlier(today).map(|week| week.monday),
            Some(week.monday)
        );
    }

    #[test]
    fn the_ends_of_the_calendar_have_no_weeks_beyond() {
        assert!(Week::of(Date::MAX).later(Date::MAX).is_none());
        assert!(Week::of(Date::MIN).earlier(Date::MIN).is_none());
    }
}
