//! Dates and times in a client's words, on the practice's clock.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use practice::catalogue::Practice;
use site_gen::words;

/// `9:00 am`, `12:30 pm`; in an hour that occurs twice, which of the two: `1:30 am EDT`
pub(crate) fn clock(at: Timestamp, practice: &Practice) -> String {
    let zone = &practice.timezone;
    let local = zone.to_datetime(at);
    let minute_of_day =
        u16::from(local.hour().unsigned_abs()) * 60 + u16::from(local.minute().unsigned_abs());
    let time = words::clock(minute_of_day);
    match which_of_two(at, zone) {
        Some(which) => format!("{time} {which}"),
        None => time,
    }
}

/// In an hour that occurs twice, which of the two an instant is in: `EDT`
pub(super) fn which_of_two(at: Timestamp, zone: &TimeZone) -> Option<String> {
    let local = zone.to_datetime(at);
    let twice = zone.to_ambiguous_timestamp(local).is_ambiguous();
    twice.then(|| zone.to_offset_info(at).abbreviation().to_owned())
}

/// `Tuesday, 24 November`
pub(crate) fn weekday(date: Date) -> String {
    date.strftime("%A, %-d %B").to_string()
}

/// `Tuesday 24`
pub(super) fn weekday_short(date: Date) -> String {
    date.strftime("%A %-d").to_string()
}

/// `24 to 30 November 2026`, naming what both ends do not share; of one day, that day.
pub(crate) fn span(first: Date, last: Date) -> String {
    if first == last {
        return words::date(last);
    }
    let (first, last) = ends(first, last);
    format!("{first} to {last}")
}

/// `24` and `30 November 2026`: a span's first date, in what both ends do not share, and its last.
pub(super) fn ends(first: Date, last: Date) -> (String, String) {
    let start = if first.year() != last.year() {
        "%-d %B %Y"
    } else if first.month() != last.month() {
        "%-d %B"
    } else {
        "%-d"
    };
    (first.strftime(start).to_string(), words::date(last))
}

/// `Tuesday, 24 November 2026, 9:00 am to 10:00 am`
pub(crate) fn from_to(start: Timestamp, end: Timestamp, practice: &Practice) -> String {
    let date = words::day(local_date(start, practice));
    // "10:45" and "am" stay on one line.
    let [start, end] = [start, end].map(|at| clock(at, practice).replace(' ', "\u{a0}"));
    format!("{date}, {start} to {end}")
}

/// `Tuesday, 24 November 2026 at 9:00 am`
pub(crate) fn day_at(at: Timestamp, practice: &Practice) -> String {
    let date = words::day(local_date(at, practice));
    format!("{date} at {}", clock(at, practice).replace(' ', "\u{a0}"))
}

/// `Tuesday, 24 November at 9:00 am`
pub(super) fn weekday_at(at: Timestamp, practice: &Practice) -> String {
    let date = weekday(local_date(at, practice));
    format!("{date} at {}", clock(at, practice).replace(' ', "\u{a0}"))
}

/// The date on the practice's calendar.
pub(crate) fn local_date(at: Timestamp, practice: &Practice) -> Date {
    practice.timezone.to_datetime(at).date()
}

/// `New York time`: the zone in plain words.
pub(crate) fn zone(practice: &Practice) -> String {
    let city = practice
        .timezone_name
        .rsplit('/')
        .next()
        .unwrap_or(&practice.timezone_name);
    format!("{} time", city.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;
    use practice::read::{Source, catalogue};

    use super::{clock, ends};

    fn said(instant: &str) -> String {
        let text = "name = \"P\"\ntimezone = \"America/New_York\"\ncurrency = \"USD\"\n[hours]\n";
        let service = "+++\ntitle = \"S\"\noffers = [{ minutes = 60, price = \"1\" }]\n+++\n";
        let source = |path: &str, text: &str| Source {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let read = catalogue(&[
            source("practice.toml", text),
            source("services/s.md", service),
        ]);
        let at: Timestamp = instant.parse().expect("an instant");
        clock(at, &read.catalogue.expect("a practice").practice)
    }

    #[test]
    fn times_are_on_the_practices_clock() {
        assert_eq!(said("2026-12-01T05:00:00Z"), "12:00 am");
        assert_eq!(said("2026-12-01T14:05:00Z"), "9:05 am");
        assert_eq!(said("2026-12-01T17:30:00Z"), "12:30 pm");
        assert_eq!(said("2026-12-02T04:59:00Z"), "11:59 pm");
    }

    #[test]
    fn a_time_that_occurs_twice_says_which_of_the_two() {
        assert_eq!(said("2026-11-01T05:30:00Z"), "1:30 am EDT");
        assert_eq!(said("2026-11-01T06:30:00Z"), "1:30 am EST");
    }

    #[test]
    fn a_week_names_what_its_ends_do_not_share() {
        let said = |first, last| {
            let (first, last) = ends(first, last);
            format!("{first} to {last}")
        };
        assert_eq!(
            said(date(2026, 11, 23), date(2026, 11, 29)),
            "23 to 29 November 2026"
        );
        assert_eq!(
            said(date(2026, 11, 30), date(2026, 12, 6)),
            "30 November to 6 December 2026"
        );
        assert_eq!(
            said(date(2026, 12, 28), date(2027, 1, 3)),
            "28 December 2026 to 3 January 2027"
        );
    }
}
