//! One therapist's time, and the starts that are free in it (M1, R5 to R8).

use jiff::{SignedDuration, Timestamp};

use super::asked::{Asked, Candidate};
use super::hours::OpeningRange;
use super::instant::{after, days_after, days_before, minutes_long};
use super::interval::{Buffers, Interval, Union};
use super::touched::local_dates;
use crate::catalogue::{Practice, Therapist};

/// When a therapist works, resolved once for all candidates of a question.
pub(super) struct WorkingTime<'a> {
    /// What the grid hangs on (R5).
    pub(super) ranges: Vec<OpeningRange>,
    /// The same as pieces of open time, over dates (R6).
    pub(super) open: Union,
    asked: &'a Asked<'a>,
    buffers_within_hours: bool,
}

impl<'a> WorkingTime<'a> {
    /// The time that matters for starts within an interval.
    pub(super) fn of(
        therapist: &Therapist,
        practice: &Practice,
        asked: &'a Asked<'a>,
        starts: Interval,
    ) -> Self {
        let zone = &practice.timezone;
        let (first, last) = local_dates(zone, hull(asked, starts)).into_inner();
        // A range closes on the date after its own. Where a calendar leaves out a date, that is
        // two dates on; where a clock goes back over midnight, the next date's has begun already.
        let dates = days_before(first, 2)..=days_after(last, 1);
        let ranges = therapist.hours.opening_ranges(zone, dates);
        let open = Union::of(ranges.iter().filter_map(|range| range.interval()).collect());
        let buffers_within_hours = practice.booking.buffers_within_hours;
        Self {
            ranges,
            open,
            asked,
            buffers_within_hours,
        }
    }

    /// The starts within an interval that are on the grid (R5), fit (R6, R7) and meet nothing (R8).
    pub(super) fn free_starts(
        &self,
        starts: Interval,
        busy: &Union,
    ) -> impl Iterator<Item = Timestamp> {
        self.grid(starts).filter(|start| {
            self.asked
                .candidate(*start)
                .is_some_and(|candidate| self.fits(candidate) && !busy.overlaps(candidate.padded))
        })
    }

    /// The candidates within an interval: in each range its opening and every step after it,
    /// strictly before its closing (R5).
    pub(super) fn grid(&self, starts: Interval) -> impl Iterator<Item = Timestamp> {
        // Content asks for a minute at least; without one the steps would never end.
        let step = minutes_long(self.asked.service.start_every.max(1));
        let ranges = self.ranges.iter().filter_map(|range| range.interval());
        ranges.flat_map(move |range| steps(range, step, starts))
    }

    /// Whether a candidate lies in one piece of open time (R6), with its buffers where the practice
    /// asks for that (R7).
    pub(super) fn fits(&self, candidate: Candidate) -> bool {
        self.open
            .piece_at(candidate.time.start())
            .is_some_and(|piece| piece.contains(self.needed(candidate)))
    }

    /// What of a candidate must lie in open time (R6, R7).
    pub(super) fn needed(&self, candidate: Candidate) -> Interval {
        if self.buffers_within_hours {
            candidate.padded
        } else {
            candidate.time
        }
    }
}

/// All that starts within an interval could take.
fn hull(asked: &Asked<'_>, starts: Interval) -> Interval {
    let end = after(starts.end(), asked.duration());
    let hull = Interval::new(starts.start()..end).unwrap_or(starts);
    hull.padded(Buffers::of(asked.service))
}

/// The steps of a range that lie within an interval.
fn steps(
    range: Interval,
    step: SignedDuration,
    starts: Interval,
) -> impl Iterator<Item = Timestamp> {
    let past_seconds = range.start().duration_until(starts.start()).as_secs();
    let skipped_seconds = past_seconds.max(0) / step.as_secs() * step.as_secs();
    let first = after(range.start(), SignedDuration::from_secs(skipped_seconds));
    let end = range.end().min(starts.end());
    std::iter::successors(Some(first), move |start| start.checked_add(step).ok())
        .take_while(move |start| *start < end)
        .skip_while(move |start| *start < starts.start())
}
