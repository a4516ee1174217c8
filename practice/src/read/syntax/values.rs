//! Values that are not what TOML takes: text without quotes, dates and numbers of other shapes.

use std::ops::Range;

use super::explained::Explained;
use super::line::Line;

/// Quotes that word processors make of straight ones.
pub(super) const TYPOGRAPHIC_QUOTES: [char; 9] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»'];

pub(super) fn without_quotes(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let written = line.text(span.clone());
    let bytes = span.clone();
    if written.is_empty() {
        return missing(line);
    }
    let bare = written.trim_matches(|sign| TYPOGRAPHIC_QUOTES.contains(&sign) || sign == '"');
    if bare.len() < written.len() {
        return Explained::new(
            bytes,
            "these are typographic quotes",
            format!("write straight ones: `\"{}\"`", bare.trim()),
        );
    }
    if let Some(truth) = truth_of(written) {
        let help = format!("write `{truth}`, without quotes");
        return Explained::new(bytes, format!("`{written}` is not a value"), help);
    }
    if is_date_like(written) {
        return not_a_date(bytes, written, "");
    }
    let help = format!(
        "write `\"{}\"`",
        written.replace('\\', "\\\\").replace('"', "\\\"")
    );
    Explained::new(bytes, format!("`{written}` is text without quotes"), help)
}

pub(super) fn missing(line: &Line<'_>) -> Explained {
    let key = line.text(line.key());
    let help = format!("write `{key} = ...`, or take the line away");
    Explained::new(line.key(), format!("`{key}` has no value"), help)
}

pub(super) fn truth(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let written = line.text(span.clone());
    let help = match truth_of(written) {
        Some(truth) => format!("write `{truth}`"),
        None => "write `true` or `false`".to_owned(),
    };
    Explained::new(span.clone(), format!("`{written}` is not a value"), help)
}

fn truth_of(written: &str) -> Option<bool> {
    match written.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// What the parser took for a date or a time of day.
pub(super) fn date(line: &Line<'_>, span: &Range<usize>, message: &str) -> Explained {
    let written = line.text(span.clone());
    if written.contains(':') {
        let help = format!("opening hours stand in quotes: `\"{}\"`", range_of(written));
        return Explained::new(span.clone(), format!("`{written}` is not a value"), help);
    }
    let expected = message
        .split_once(", expected ")
        .map_or("", |(_, expected)| expected);
    not_a_date(span.clone(), written, expected)
}

fn range_of(written: &str) -> &str {
    if written.contains('-') {
        written
    } else {
        "09:00-12:00"
    }
}

/// `expected` is the parser's own: "day between 01 and 28".
fn not_a_date(bytes: Range<usize>, written: &str, expected: &str) -> Explained {
    let help = if let Some(days) = expected.strip_prefix("day between ") {
        format!("that month has the days {}", days.replace("and", "to"))
    } else if expected.starts_with("month between") {
        "write the year, the month, then the day: `2026-12-25`".to_owned()
    } else {
        match from_day_month_year(written) {
            Some(date) => format!("write `{date}`: the year, the month, then the day"),
            None => "write the year, the month, then the day: `2026-12-25`".to_owned(),
        }
    };
    Explained::new(bytes, format!("`{written}` is not a date"), help)
}

/// `25.12.2026` as `2026-12-25`; with slashes it could mean two days.
fn from_day_month_year(written: &str) -> Option<String> {
    let mut parts = written.split('.').map(str::parse::<u16>);
    let (day, month, year) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    let calendar = (1..=31).contains(&day) && (1..=12).contains(&month) && year > 1900;
    calendar.then(|| format!("{year}-{month:02}-{day:02}"))
}

fn is_date_like(written: &str) -> bool {
    let parts: Vec<_> = written.split(['.', '/', '-']).collect();
    parts.len() == 3 && parts.iter().all(|part| is_digits(part))
}

pub(super) fn leading_zero(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let bytes = line.word(span.start);
    let written = line.text(bytes.clone());
    let number = written.trim_start_matches('0');
    let number = if number.is_empty() { "0" } else { number };
    let help = format!("write `{number}`, or, if it is text such as a postcode, `\"{written}\"`");
    Explained::new(bytes, "a number does not begin with 0", help)
}

/// What the parser took for a number: it begins like one, or like `nan` or `inf`.
pub(super) fn number(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let bytes = line.word(span.start);
    let written = line.text(bytes.clone());
    if !written.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return without_quotes(line, &bytes);
    }
    if is_date_like(written) {
        return not_a_date(bytes, written, "");
    }
    let help = format!("write digits alone, or, if it is text, put it in quotes: `\"{written}\"`");
    Explained::new(bytes, format!("`{written}` is not a number"), help)
}

/// A fact of an inline table without its value; above all the half of a number that a comma cuts off:
/// `{ minutes = 60, price = 95,00 }`.
pub(super) fn missing_in_table(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let word = line.word_before(span.start);
    let name = line.text(word.clone());
    let before = line.text(line.whole().start..word.start);
    let whole = before
        .strip_suffix(',')
        .map_or("", |before| before.rsplit([' ', '=']).next().unwrap_or(""));
    if is_digits(whole) && is_digits(name) {
        return decimal_comma(word.start - whole.len() - 1..word.end, whole, name);
    }
    Explained::new(
        word,
        format!("`{name}` has no value"),
        format!("write `{name} = ...`, or take it away"),
    )
}

/// `95,00`, of which TOML makes two things.
pub(super) fn decimal_comma(bytes: Range<usize>, whole: &str, hundredths: &str) -> Explained {
    let help = format!("a price is written with a point, in quotes: `\"{whole}.{hundredths}\"`");
    Explained::new(
        bytes,
        format!("`{whole},{hundredths}` is not a number"),
        help,
    )
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How entries of a list are parted.
pub(super) const COMMA_IN_LIST: &str = "put a comma between two entries of a list";

/// How facts of an inline table are parted.
pub(super) const COMMA_IN_TABLE: &str =
    "put a comma between two facts, as in `{ minutes = 60, price = \"95.00\" }`";

/// Two things that no comma parts.
pub(super) fn comma_missing(before: Range<usize>, help: &str) -> Explained {
    Explained::new(before, "a comma is missing before this", help)
}
