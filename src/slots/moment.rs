//! The start that `--explain` asks about.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// An instant as it is typed: with an offset, or by a clock on the wall.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Moment {
    /// `2026-12-01T10:00-05:00`.
    Instant(Timestamp),
    /// `2026-12-01T10:00`, wherever the clock hangs.
    WallClock(DateTime),
}

/// Why a text is not a [`Moment`]; it says how to write one.
#[derive(Debug)]
pub(crate) struct NotAMoment;

impl Moment {
    /// The instant, if the clock hangs in this zone: of two the first, of none the one that the
    /// offset before the gap gives (R2). None beyond the calendar's end.
    pub(super) fn instant(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Instant(instant) => Some(instant),
            Self::WallClock(time) => zone.to_ambiguous_timestamp(time).compatible().ok(),
        }
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        if let Ok(instant) = text.parse() {
            return Ok(Self::Instant(instant));
        }
        // A date alone is no start, though it can be read as its midnight.
        let has_time = text.contains(':');
        let time = text.parse().ok().filter(|_| has_time);
        time.map(Self::WallClock).ok_or(NotAMoment)
    }
}

impl fmt::Display for NotAMoment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "write 2026-12-01T10:00, as the practice's clock shows it, or 2026-12-01T10:00-05:00",
        )
    }
}

impl std::error::Error for NotAMoment {}
