//! Other times, when one cannot be had.

use jiff::Timestamp;

use super::asked::Asked;
use super::busy::Busy;
use super::instant::{after, before, days_long};
use super::slots::{Slot, offered};
use crate::Catalogue;

/// How many other times a client is offered.
pub const ALTERNATIVES: usize = 3;

/// How many days before and after a start other times are looked for.
pub const ALTERNATIVES_DAYS: u32 = 7;

impl Asked<'_> {
    /// The same question about the days around a start.
    #[must_use]
    pub fn around(&self, start: Timestamp) -> Self {
        let days = days_long(ALTERNATIVES_DAYS);
        Self {
            window: before(start, days)..after(start, days),
            ..*self
        }
    }
}

/// The [`ALTERNATIVES`] offered starts nearest to one that cannot be had, of those asked for:
/// usually [`Asked::around`] it.
#[must_use]
pub fn alternatives(
    catalogue: &Catalogue,
    asked: &Asked<'_>,
    start: Timestamp,
    busy: &Busy,
    now: Timestamp,
) -> Vec<Slot> {
    nearest(offered(catalogue, asked, busy, now), start, ALTERNATIVES)
}

/// The slots nearest to a start, ascending; of two as near, the earlier.
#[must_use]
pub fn nearest(mut slots: Vec<Slot>, start: Timestamp, count: usize) -> Vec<Slot> {
    slots.sort_by_key(|slot| (slot.start.duration_until(start).abs(), slot.start));
    slots.truncate(count);
    slots.sort_unstable_by_key(|slot| slot.start);
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("within the calendar")
    }

    #[track_caller]
    fn check(starts: &[i64], start: i64, count: usize, expected: &[i64]) {
        let slot = |start: &i64| Slot {
            start: second(*start),
            end: second(start + 60),
            therapists: Vec::new(),
        };
        let slots = starts.iter().map(slot).collect();
        let nearest: Vec<_> = nearest(slots, second(start), count)
            .iter()
            .map(|slot| slot.start.as_second())
            .collect();
        assert_eq!(nearest, expected);
    }

    #[test]
    fn the_nearest_slots_are_listed_in_order() {
        check(&[1, 2, 3, 10, 11, 30], 9, 3, &[3, 10, 11]);
        check(&[1, 2, 3], 100, 2, &[2, 3]);
        check(&[50, 60], 1, 3, &[50, 60]);
    }

    #[test]
    fn of_two_slots_as_near_the_earlier_is_listed() {
        check(&[8, 12], 10, 1, &[8]);
    }
}
