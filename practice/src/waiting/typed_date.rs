//! A date as people type it: three boxes, the month as a number or by its name.

use jiff::civil::Date;

use crate::booking::FieldError;

/// English, as the pages are; three letters are enough to tell them apart.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// The fewest letters by which a month is known.
const MONTH_LETTERS_MIN: usize = 3;
/// The century of a year of two digits.
const CENTURY: i16 = 2000;

/// What stands in the three boxes.
#[derive(Clone, Copy, Debug)]
pub struct TypedDate<'a> {
    /// `1`, `01`, `1st`
    pub day: &'a str,
    /// `12`, `December`, `dec`
    pub month: &'a str,
    /// `2026`, `26`
    pub year: &'a str,
}

/// Reads a date from its boxes.
///
/// # Errors
/// [`FieldError`] of `field`, in which the date is `called` so: "first day".
///
/// # Examples
/// ```
/// use practice::waiting::{TypedDate, read_date};
/// let typed = TypedDate { day: "1", month: "Dec", year: "2026" };
/// assert_eq!(read_date(typed, "from", "first day").map(|date| date.to_string()), Ok("2026-12-01".to_owned()));
/// ```
pub fn read_date(typed: TypedDate<'_>, field: &str, called: &str) -> Result<Date, FieldError> {
    typed.read().map_err(|why| {
        let message = match why {
            NotADate::Empty => format!("Enter the {called}"),
            NotADate::Lacks(parts) => format!("The {called} must include {parts}"),
            NotADate::Impossible => {
                format!("The {called} must be a real date, like 1 December 2026")
            }
        };
        FieldError::new(field, message)
    })
}

/// Why three boxes are not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotADate {
    /// Nothing was typed.
    Empty,
    /// Something is missing: "a day and a year".
    Lacks(String),
    /// No calendar has it.
    Impossible,
}

impl TypedDate<'_> {
    /// Reads the date.
    pub(crate) fn read(self) -> Result<Date, NotADate> {
        let boxes = [
            ("day", self.day),
            ("month", self.month),
            ("year", self.year),
        ];
        let empty = boxes.iter().filter(|(_, text)| text.trim().is_empty());
        let empty: Vec<_> = empty.map(|(name, _)| *name).collect();
        if empty.len() == boxes.len() {
            return Err(NotADate::Empty);
        }
        if !empty.is_empty() {
            return Err(NotADate::Lacks(format!("a {}", empty.join(" and a "))));
        }
        read_day(self.day)
            .zip(read_month(self.month))
            .zip(read_year(self.year))
            .and_then(|((day, month), year)| Date::new(year, month, day).ok())
            .ok_or(NotADate::Impossible)
    }
}

fn read_day(text: &str) -> Option<i8> {
    let text = text.trim();
    let digits = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic());
    let ending = text.get(digits.len()..)?.to_ascii_lowercase();
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&ending.as_str());
    read_digits(digits, 2).filter(|_| ordinal)?.try_into().ok()
}

fn read_month(text: &str) -> Option<i8> {
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    if let Some(number) = read_digits(&text, 2) {
        return number.try_into().ok();
    }
    let named = |month: &&str| text.len() >= MONTH_LETTERS_MIN && month.starts_with(&text);
    let index = MONTHS.iter().position(named)?;
    i8::try_from(index + 1).ok()
}

fn read_year(text: &str) -> Option<i16> {
    let text = text.trim();
    match text.len() {
        2 => Some(CENTURY + read_digits(text, 2)?),
        4 => read_digits(text, 4),
        _ => None,
    }
}

/// Digits alone: no sign, no more of them than fit.
fn read_digits(text: &str, most: usize) -> Option<i16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && text.len() <= most).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(boxes: [&str; 3], expected: &str) {
        let [day, month, year] = boxes;
        let read = read_date(TypedDate { day, month, year }, "from", "first day");
        let said = read.map_or_else(|error| error.message, |date| date.to_string());
        assert_eq!(said, expected, "{boxes:?}");
    }

    #[test]
    fn a_date_is_read_as_people_type_it() {
        for boxes in [
            ["1", "12", "2026"],
            [" 01 ", "December", "26"],
            ["1st", "dec.", "2026"],
            ["1", "DECEMB", " 2026"],
        ] {
            check(boxes, "2026-12-01");
        }
        check(["9", "sept", "2026"], "2026-09-09");
        check(["29", "2", "2028"], "2028-02-29");
    }

    #[test]
    fn a_box_left_empty_is_named() {
        check(["", " ", ""], "Enter the first day");
        check(["1", "", "2026"], "The first day must include a month");
        let two = "The first day must include a day and a year";
        check(["", "12", ""], two);
    }

    #[test]
    fn a_date_that_no_calendar_has_is_refused_with_one_that_it_has() {
        let expected = "The first day must be a real date, like 1 December 2026";
        for boxes in [
            ["29", "2", "2027"],
            ["0", "1", "2027"],
            ["1", "13", "2027"],
            ["1", "ma", "2027"],
            ["1", "1", "027"],
            ["-1", "1", "2027"],
            ["1x", "1", "2027"],
            ["１", "1", "2027"],
            ["1", "é", "2027"],
        ] {
            check(boxes, expected);
        }
    }
}
