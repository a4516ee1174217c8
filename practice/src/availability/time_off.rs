//! Blocks: time in which a therapist or a room is not available, within a day or for whole days.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::day::Day;
use super::entry::{Entry, Purpose};
use super::instant::{dates, days_after, midnight, wall_clock};
use super::interval::{Buffers, Interval};
use super::place::place;
use super::resource::Resource;
use super::staff::{Force, in_the_way};
use super::touched::local_dates;

/// The most local dates one block may take.
pub const BLOCK_DAYS_MAX: u32 = 60;

/// When a block is, on the practice's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From one time to another of a date; an end of 00:00 is the midnight after it.
    Within {
        /// The local date.
        date: Date,
        /// When it begins.
        from: Time,
        /// When it is over.
        to: Time,
    },
    /// Whole local dates, both included.
    Days {
        /// The first.
        first: Date,
        /// The last.
        last: Date,
    },
}

/// Why a span is no block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotABlock {
    /// It does not end after it begins.
    EndsBeforeItBegins,
    /// It takes more than [`BLOCK_DAYS_MAX`] dates.
    TooLong,
}

/// A block to be made.
#[derive(Clone, Debug)]
pub struct BlockWish<'a> {
    /// Whose time, or which room.
    pub resource: &'a Resource,
    /// When.
    pub time: Interval,
    /// The block's id.
    pub entry_id: &'a str,
    /// Whether it is to be so whatever is in the way.
    pub force: Force,
}

/// Time taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeOff {
    /// The days that change, each one version later than it was read.
    pub days: Vec<Day>,
    /// What was in the way and passed over knowingly; empty if nothing was.
    pub passed_over: Vec<Entry>,
}

impl Span {
    /// The instants it takes (R2).
    ///
    /// # Errors
    /// [`NotABlock`], when it is empty or too long.
    pub fn interval(&self, zone: &TimeZone) -> Result<Interval, NotABlock> {
        let (from, to) = match *self {
            Self::Within { date, from, to } => (
                wall_clock(zone, date, minute(from)),
                wall_clock(zone, date, end_minute(to)),
            ),
            Self::Days { first, last } => {
                if last >= days_after(first, BLOCK_DAYS_MAX) && last > first {
                    return Err(NotABlock::TooLong);
                }
                let next = last.tomorrow().ok();
                (
                    midnight(zone, first),
                    next.and_then(|next| midnight(zone, next)),
                )
            }
        };
        let interval = from.zip(to).and_then(|(from, to)| Interval::new(from..to));
        interval.ok_or(NotABlock::EndsBeforeItBegins)
    }
}

impl BlockWish<'_> {
    /// The day items on which it stands (N9).
    #[must_use]
    pub fn days(&self, zone: &TimeZone) -> Vec<(Resource, Date)> {
        let touched = dates(local_dates(zone, self.time));
        touched.map(|date| (self.resource.clone(), date)).collect()
    }
}

/// Enters a block on its days, all of which are given.
///
/// # Errors
/// All that is in the way, unless it is passed over knowingly.
pub fn take_off(wish: &BlockWish<'_>, days: &[Day], now: Timestamp) -> Result<TimeOff, Vec<Entry>> {
    let passed_over = in_the_way(days.iter(), wish.time, now, &[wish.entry_id]);
    if wish.force == Force::Never && !passed_over.is_empty() {
        return Err(passed_over);
    }
    let entry = Entry {
        id: wish.entry_id.to_owned(),
        purpose: Purpose::Block,
        time: wish.time,
        buffers: Buffers::default(),
        forced: !passed_over.is_empty(),
    };
    let placed = days.iter().map(|day| place(day, &entry, now, &[]));
    let days: Result<_, _> = placed.collect();
    Ok(TimeOff {
        // Nothing is in the way, or it is forced.
        days: days.map_err(|_| passed_over.clone())?,
        passed_over,
    })
}

impl fmt::Display for NotABlock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndsBeforeItBegins => formatter.write_str("it ends before it begins"),
            Self::TooLong => write!(formatter, "it is longer than {BLOCK_DAYS_MAX} days"),
        }
    }
}

impl std::error::Error for NotABlock {}

/// The minute of a date, seconds left out.
fn minute(time: Time) -> u16 {
    let (hours, minutes) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
    60 * u16::from(hours) + u16::from(minutes)
}

fn end_minute(time: Time) -> u16 {
    match minute(time) {
        0 => 24 * 60,
        minute => minute,
    }
}
