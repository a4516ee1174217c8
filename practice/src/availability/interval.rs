//! Half-open intervals of instants, and sets of them.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::instant::{after, before, minutes_long};

/// `[start, end)`, never empty. What touches does not overlap (R8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    start: Timestamp,
    end: Timestamp,
}

/// Minutes kept free around a booking (R8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buffers {
    /// Minutes before its start.
    pub before: u16,
    /// Minutes after its end.
    pub after: u16,
}

/// A set of instants: intervals in order, with room between each and the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Union(Vec<Interval>);

impl Interval {
    /// The interval, or none if it does not end after its start.
    #[must_use]
    pub fn new(range: Range<Timestamp>) -> Option<Self> {
        let Range { start, end } = range;
        (start < end).then_some(Self { start, end })
    }

    /// Its first instant.
    #[must_use]
    pub fn start(self) -> Timestamp {
        self.start
    }

    /// The first instant after it.
    #[must_use]
    pub fn end(self) -> Timestamp {
        self.end
    }

    /// How long it lasts.
    #[must_use]
    pub fn duration(self) -> SignedDuration {
        self.start.duration_until(self.end)
    }

    /// Whether an instant lies in both: the one test of a conflict (R8).
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of the other lies in this.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What lies in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start)..self.end.min(other.end))
    }

    /// The interval with its buffers.
    #[must_use]
    pub fn padded(self, buffers: Buffers) -> Self {
        Self {
            start: before(self.start, minutes_long(buffers.before)),
            end: after(self.end, minutes_long(buffers.after)),
        }
    }
}

impl Union {
    /// The empty set.
    pub const EMPTY: Self = Self(Vec::new());

    /// What lies in any of the intervals; those that overlap or touch become one.
    #[must_use]
    pub fn of(mut intervals: Vec<Interval>) -> Self {
        intervals.sort_unstable();
        intervals.dedup_by(|next, kept| {
            let joined = next.start <= kept.end;
            if joined {
                kept.end = kept.end.max(next.end);
            }
            joined
        });
        Self(intervals)
    }

    /// Its intervals, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Interval] {
        &self.0
    }

    /// Whether any of it lies in the interval.
    #[must_use]
    pub fn overlaps(&self, interval: Interval) -> bool {
        self.first_ending_after(interval.start)
            .is_some_and(|piece| piece.overlaps(interval))
    }

    /// The piece in which an instant lies.
    #[must_use]
    pub fn piece_at(&self, instant: Timestamp) -> Option<Interval> {
        self.first_ending_after(instant)
            .filter(|piece| piece.start <= instant)
    }

    fn first_ending_after(&self, instant: Timestamp) -> Option<Interval> {
        let index = self.0.partition_point(|piece| piece.end <= instant);
        self.0.get(index).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("within the calendar")
    }

    fn interval(range: Range<i64>) -> Interval {
        Interval::new(second(range.start)..second(range.end)).expect("not empty")
    }

    fn union(ranges: &[Range<i64>]) -> Union {
        Union::of(ranges.iter().cloned().map(interval).collect())
    }

    #[test]
    fn an_interval_ends_after_its_start() {
        assert_eq!(Interval::new(second(5)..second(5)), None);
        assert_eq!(Interval::new(second(6)..second(5)), None);
    }

    #[test]
    fn what_touches_does_not_overlap() {
        assert!(!interval(0..5).overlaps(interval(5..9)));
        assert!(!interval(5..9).overlaps(interval(0..5)));
        assert!(interval(0..6).overlaps(interval(5..9)));
        assert!(interval(0..9).overlaps(interval(2..3)));
    }

    #[test]
    fn padding_adds_elapsed_minutes_and_stops_at_the_calendars_ends() {
        let padded = interval(0..60).padded(Buffers {
            before: 1,
            after: 2,
        });
        assert_eq!(padded, interval(-60..180));
        let all = Interval::new(Timestamp::MIN..Timestamp::MAX).expect("not empty");
        assert_eq!(
            all.padded(Buffers {
                before: 9,
                after: 9
            }),
            all
        );
    }

    #[test]
    fn intervals_that_overlap_or_touch_are_one_piece() {
        assert_eq!(
            union(&[7..9, 0..2, 2..3, 1..2, 8..12, 20..21]),
            union(&[0..3, 7..12, 20..21])
        );
        assert_eq!(union(&[0..9, 2..3]).pieces(), [interval(0..9)]);
    }

    #[test]
    fn a_union_overlaps_what_one_of_its_pieces_overlaps() {
        let union = union(&[0..3, 7..12, 20..21]);
        for start in -2..24 {
            for end in start + 1..26 {
                let asked = interval(start..end);
                let naive = union.pieces().iter().any(|piece| piece.overlaps(asked));
                assert_eq!(union.overlaps(asked), naive, "{start}..{end}");
            }
        }
        assert!(!Union::EMPTY.overlaps(interval(0..1)));
    }

    #[test]
    fn an_instant_lies_in_the_piece_that_starts_at_it_but_not_in_one_that_ends_there() {
        let union = union(&[0..3, 7..12]);
        assert_eq!(union.piece_at(second(7)), Some(interval(7..12)));
        assert_eq!(union.piece_at(second(11)), Some(interval(7..12)));
        assert_eq!(union.piece_at(second(12)), None);
        assert_eq!(union.piece_at(second(5)), None);
    }
}
