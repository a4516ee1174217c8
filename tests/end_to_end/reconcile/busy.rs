//! Busy time with its buffers, and the local dates it touches.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::table::{Booking, Entry};

/// What nothing else may overlap: `[start - buffer before, end + buffer after)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Busy {
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
}

impl Busy {
    /// What a booking blocks by its own facts.
    pub(super) fn of_booking(booking: &Booking) -> Self {
        let buffers = (booking.buffer_before, booking.buffer_after);
        Self::padded(booking.start, booking.end, buffers)
    }

    /// What an entry blocks by what is written in it; a block has no buffers.
    pub(super) fn of_entry(entry: &Entry) -> Self {
        let buffers = match entry.kind.as_str() {
            "block" => (0, 0),
            _ => (entry.buffer_before, entry.buffer_after),
        };
        Self::padded(entry.start, entry.end, buffers)
    }

    /// Every local date it touches: looked at minute by minute, so that no rule is needed.
    pub(super) fn dates(&self, zone: &TimeZone) -> BTreeSet<Date> {
        let mut dates = BTreeSet::new();
        let mut at = self.start;
        while at < self.end {
            dates.insert(zone.to_datetime(at).date());
            at += SignedDuration::from_mins(1);
        }
        dates
    }

    fn padded(start: Timestamp, end: Timestamp, (before, after): (i64, i64)) -> Self {
        Self {
            start: start - SignedDuration::from_mins(before),
            end: end + SignedDuration::from_mins(after),
        }
    }
}
