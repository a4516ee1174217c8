//! Weekly opening ranges and the dates that replace them.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// `HH:MM-HH:MM` on the wall clock (R3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockRange {
    opens_minute: u16,
    closes_minute: u16,
}

/// Weekly ranges, Monday first, and exceptions by local date (R3, R4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// The ranges of each weekday, Monday first; an empty one is a closed day.
    pub weekly: [Vec<ClockRange>; 7],
    /// The ranges that replace those of one date; none: closed.
    pub exceptions: BTreeMap<Date, Vec<ClockRange>>,
}

impl ClockRange {
    /// Reads `09:00-12:00`. `24:00` may only end a range.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(_text: &str) -> Result<Self, String> {
        Err(String::new())
    }
}
