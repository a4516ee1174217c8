//! The dates that suit somebody who waits.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::availability::{WINDOW_DAYS_MAX, last_date, local_date};
use crate::booking::FieldError;
use crate::catalogue::Practice;

/// The first and the last date that suit somebody: in order, and at most [`WINDOW_DAYS_MAX`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    first: Date,
    last: Date,
}

impl Dates {
    /// Dates as they were kept; none if no list would have taken them.
    #[must_use]
    pub fn new(dates: RangeInclusive<Date>) -> Option<Self> {
        let (first, last) = dates.into_inner();
        let days = first.duration_until(last).as_hours() / 24;
        let fits = first <= last && days < i64::from(WINDOW_DAYS_MAX);
        fits.then_some(Self { first, last })
    }

    /// Dates that somebody may wait for at `now`: not past, in order, not too many, and not later
    /// than the practice takes bookings.
    ///
    /// # Errors
    /// [`FieldError`] of `from` or `to`, which says what to enter instead.
    pub fn to_come(
        dates: RangeInclusive<Date>,
        practice: &Practice,
        now: Timestamp,
    ) -> Result<Self, FieldError> {
        let (first, last) = (*dates.start(), *dates.end());
        let today = local_date(&practice.timezone, now);
        let written = |date: Date| date.strftime("%-d %B %Y").to_string();
        if first < today {
            return Err(FieldError::new(
                "from",
                "The first day must be today or later",
            ));
        }
        if last < first {
            let message = "The last day must be the first day or later";
            return Err(FieldError::new("to", message));
        }
        if let Some(end) = last_date(practice, now)
            && last > end
        {
            let (field, called) = if first > end {
                ("from", "first")
            } else {
                ("to", "last")
            };
            let message = format!(
                "The {called} day must be {} or earlier: we take no bookings beyond it yet",
                written(end)
            );
            return Err(FieldError::new(field, message));
        }
        Self::new(dates).ok_or_else(|| {
            let message = format!(
                "The last day must be at most {WINDOW_DAYS_MAX} days from the first, both included"
            );
            FieldError::new("to", message)
        })
    }

    /// The first.
    #[must_use]
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last.
    #[must_use]
    pub fn last(&self) -> Date {
        self.last
    }
}
