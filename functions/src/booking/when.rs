//! Dates and times in a client's words, on the practice's clock.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::strtime;
use practice::catalogue::Practice;

/// `9:00 am`, `12:30 pm`
pub(super) fn clock(at: Timestamp, practice: &Practice) -> String {
    let zoned = practice.timezone.to_datetime(at);
    let (hour, half) = (
        zoned.hour() % 12,
        if zoned.hour() < 12 { "am" } else { "pm" },
    );
    format!(
        "{}:{:02} {half}",
        if hour == 0 { 12 } else { hour },
        zoned.minute()
    )
}

/// `Tuesday, 24 November`
pub(super) fn weekday(date: Date) -> String {
    write(date, "%A, %-d %B")
}

/// `Tuesday, 24 November 2026`
pub(super) fn full_date(date: Date) -> String {
    write(date, "%A, %-d %B %Y")
}

/// `24 to 30 November 2026`, naming what both ends do not share.
pub(super) fn span(first: Date, last: Date) -> String {
    let start = if first.year() != last.year() {
        write(first, "%-d %B %Y")
    } else if first.month() != last.month() {
        write(first, "%-d %B")
    } else {
        first.day().to_string()
    };
    format!("{start} to {}", write(last, "%-d %B %Y"))
}

/// `Tuesday, 24 November 2026, 9:00 am to 10:00 am`
pub(super) fn from_to(start: Timestamp, end: Timestamp, practice: &Practice) -> String {
    let date = local_date(start, practice);
    format!(
        "{}, {} to {}",
        full_date(date),
        clock(start, practice),
        clock(end, practice)
    )
}

/// The date on the practice's calendar.
pub(super) fn local_date(at: Timestamp, practice: &Practice) -> Date {
    practice.timezone.to_datetime(at).date()
}

/// `New York time`: the zone in plain words.
pub(super) fn zone(practice: &Practice) -> String {
    let city = practice
        .timezone_name
        .rsplit('/')
        .next()
        .unwrap_or(&practice.timezone_name);
    format!("{} time", city.replace('_', " "))
}

fn write(date: Date, format: &str) -> String {
    // The formats above are ours, and a date has all they ask for.
    strtime::format(format, date).unwrap_or_else(|_| date.to_string())
}
