//! `09:00-12:00`: an opening range on the wall clock, as a practice writes it.

use std::fmt;

const HOUR_MINUTES: u16 = 60;
const DAY_MINUTES: u16 = 24 * HOUR_MINUTES;

/// `HH:MM-HH:MM` on the wall clock (R3). An end before its start is on the next local date; an end
/// equal to its start makes an empty range.
///
/// # Examples
/// ```
/// use practice::availability::ClockRange;
/// assert!(ClockRange::parse("09:00-12:00").is_ok());
/// assert!(ClockRange::parse("20:00-24:00").is_ok());
/// assert!(ClockRange::parse("9:00-12:00").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClockRange {
    opens_minute: u16,
    closes_minute: u16,
}

/// Why a text is not a [`ClockRange`]; it says how to write one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAClockRange {
    /// Not two times of two digits each with a hyphen between them.
    Shape,
    /// An hour after 23.
    Hour,
    /// A minute after 59.
    Minute,
    /// `24:00` where the range starts.
    StartsAtEndOfDay,
}

impl ClockRange {
    /// Reads `09:00-12:00`. `24:00`, the next local midnight, may only end a range.
    ///
    /// # Errors
    /// [`NotAClockRange`], which says how to write it.
    pub fn parse(text: &str) -> Result<Self, NotAClockRange> {
        let (opens, closes) = text.split_once('-').ok_or(NotAClockRange::Shape)?;
        let (opens_minute, closes_minute) = (minute_of_day(opens)?, minute_of_day(closes)?);
        if opens_minute == DAY_MINUTES {
            return Err(NotAClockRange::StartsAtEndOfDay);
        }
        Ok(Self {
            opens_minute,
            closes_minute,
        })
    }

    /// When it opens, in minutes of the wall clock from midnight: 0 to 1439.
    #[must_use]
    pub fn opens_minute(self) -> u16 {
        self.opens_minute
    }

    /// When it closes, in minutes of the wall clock from midnight: 0 to 1440. Where this is before
    /// the opening, it is a minute of the next local date.
    #[must_use]
    pub fn closes_minute(self) -> u16 {
        self.closes_minute
    }

    /// Whether it starts where it ends, and so is never open.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.opens_minute == self.closes_minute
    }
}

impl fmt::Display for ClockRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [opens, closes] = [self.opens_minute, self.closes_minute]
            .map(|minute| format!("{:02}:{:02}", minute / HOUR_MINUTES, minute % HOUR_MINUTES));
        write!(formatter, "{opens}-{closes}")
    }
}

impl fmt::Display for NotAClockRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Shape => "write it like `09:00-12:00`, with two digits for each hour and minute",
            Self::Hour => "an hour is 00 to 23; only the end may be `24:00`",
            Self::Minute => "a minute is 00 to 59",
            Self::StartsAtEndOfDay => "a range that starts at midnight starts at `00:00`",
        })
    }
}

impl std::error::Error for NotAClockRange {}

fn minute_of_day(text: &str) -> Result<u16, NotAClockRange> {
    let &[hour_tens, hour_ones, b':', minute_tens, minute_ones] = text.as_bytes() else {
        return Err(NotAClockRange::Shape);
    };
    let (hour, minute) = (
        two_digits(hour_tens, hour_ones)?,
        two_digits(minute_tens, minute_ones)?,
    );
    if minute >= HOUR_MINUTES {
        return Err(NotAClockRange::Minute);
    }
    let minute_of_day = hour * HOUR_MINUTES + minute;
    if minute_of_day > DAY_MINUTES {
        Err(NotAClockRange::Hour)
    } else {
        Ok(minute_of_day)
    }
}

fn two_digits(tens: u8, ones: u8) -> Result<u16, NotAClockRange> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u16::from(byte - b'0'));
    let (tens, ones) = digit(tens).zip(digit(ones)).ok_or(NotAClockRange::Shape)?;
    Ok(tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(u16, u16), NotAClockRange>) {
        let range = ClockRange::parse(text);
        assert_eq!(
            range.map(|range| (range.opens_minute, range.closes_minute)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_range_is_two_times_of_two_digits_each() {
        check("09:00-12:00", Ok((540, 720)));
        check("00:00-24:00", Ok((0, 1440)));
        check("20:00-02:00", Ok((1200, 120)));
        check("23:59-00:00", Ok((1439, 0)));
    }

    #[test]
    fn anything_else_is_refused_with_the_repair() {
        for text in [
            "",
            "-",
            "9:00-12:00",
            "09:00",
            "0900-1200",
            "09:00-12:00-13:00",
            "09:00 - 12:00",
            "09:00–12:00",
            "+9:00-12:00",
            " 09:00-12:00",
            "09:00-12:0x",
            "09.00-12.00",
            "é9:0-12:00",
        ] {
            check(text, Err(NotAClockRange::Shape));
        }
        check("09:00-24:01", Err(NotAClockRange::Hour));
        check("25:00-26:00", Err(NotAClockRange::Hour));
        check("09:60-12:00", Err(NotAClockRange::Minute));
        check("24:00-02:00", Err(NotAClockRange::StartsAtEndOfDay));
        check("24:00-24:00", Err(NotAClockRange::StartsAtEndOfDay));
    }

    #[test]
    fn each_refusal_says_how_to_write_a_range() {
        let repairs = ["9-12", "09:00-25:00", "09:00-12:60", "24:00-02:00"]
            .map(|text| ClockRange::parse(text).map_err(|why| why.to_string()));
        let expected = [
            "write it like `09:00-12:00`, with two digits for each hour and minute",
            "an hour is 00 to 23; only the end may be `24:00`",
            "a minute is 00 to 59",
            "a range that starts at midnight starts at `00:00`",
        ];
        assert_eq!(repairs, expected.map(|repair| Err(repair.to_owned())));
    }

    #[test]
    fn a_range_is_written_as_it_is_read() {
        for text in ["09:00-12:00", "00:00-24:00", "20:05-02:10"] {
            assert_eq!(
                ClockRange::parse(text).map(|range| range.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn a_range_that_ends_where_it_starts_is_empty() {
        assert_eq!(
            ClockRange::parse("09:00-09:00").map(ClockRange::is_empty),
            Ok(true)
        );
        assert_eq!(
            ClockRange::parse("00:00-24:00").map(ClockRange::is_empty),
            Ok(false)
        );
    }
}
