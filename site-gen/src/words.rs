//! Times, dates and lengths as visitors read them: one wording for every page.

use jiff::civil::Date;
use practice::catalogue::Address;

/// Weekdays, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// A minute of the day as `9:00 am`; 1440 is `12:00 am`.
///
/// # Examples
/// ```
/// assert_eq!(site_gen::words::clock(9 * 60), "9:00 am");
/// assert_eq!(site_gen::words::clock(12 * 60 + 30), "12:30 pm");
/// ```
#[must_use]
pub fn clock(minute_of_day: u16) -> String {
    let (hour, minute) = (minute_of_day / 60 % 24, minute_of_day % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!("{hour}:{minute:02} {half}")
}

/// A minute of the day as machines read it: `09:00`. The day's end is `23:59`.
#[must_use]
pub fn clock_iso(minute_of_day: u16) -> String {
    if minute_of_day >= 1440 {
        return "23:59".to_owned();
    }
    format!("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60)
}

/// `24 November 2026`.
#[must_use]
pub fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `Tuesday, 24 November 2026`.
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%A, %-d %B %Y").to_string()
}

/// `60, 75 or 90 minutes`; an empty list is an empty text.
#[must_use]
pub fn lengths(minutes: impl IntoIterator<Item = u16>) -> String {
    let minutes: Vec<String> = minutes
        .into_iter()
        .map(|length| length.to_string())
        .collect();
    if minutes.is_empty() {
        return String::new();
    }
    format!("{} minutes", alternatives(&minutes))
}

/// `a`, `a or b`, `a, b or c`.
#[must_use]
pub fn alternatives(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// Street, town, region and postcode in one line; parts left out are passed over.
#[must_use]
pub fn address(address: &Address) -> String {
    joined(&[&address.street, &locality(address)], ", ")
}

/// Town, region and postcode in one line.
#[must_use]
pub fn locality(address: &Address) -> String {
    let region = joined(&[&address.region, &address.postcode], " ");
    joined(&[&address.city, &region], ", ")
}

/// The parts that are not empty, with something between them.
#[must_use]
pub fn joined(parts: &[&str], between: &str) -> String {
    let filled: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    filled.join(between)
}

/// A span of minutes in its largest whole unit: `45 minutes`, `2 hours`, `3 days`.
#[must_use]
pub fn span(minutes: u32) -> String {
    let (count, unit) = match minutes {
        minutes if minutes >= 2880 && minutes.is_multiple_of(1440) => (minutes / 1440, "day"),
        minutes if minutes >= 60 && minutes.is_multiple_of(60) => (minutes / 60, "hour"),
        minutes => (minutes, "minute"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noon_and_midnight_are_twelve() {
        assert_eq!(clock(0), "12:00 am");
        assert_eq!(clock(720), "12:00 pm");
        assert_eq!(clock(1440), "12:00 am");
        assert_eq!(clock_iso(1440), "23:59");
    }

    #[test]
    fn lengths_read_as_a_choice() {
        assert_eq!(lengths([60]), "60 minutes");
        assert_eq!(lengths([60, 90]), "60 or 90 minutes");
        assert_eq!(lengths([30, 60, 90]), "30, 60 or 90 minutes");
    }

    #[test]
    fn a_span_is_said_in_its_largest_whole_unit() {
        assert_eq!(span(45), "45 minutes");
        assert_eq!(span(60), "1 hour");
        assert_eq!(span(24 * 60), "24 hours");
        assert_eq!(span(3 * 24 * 60), "3 days");
    }
}
