//! Parts of the day, on the practice's clock.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::booking::FieldError;

/// The hour with which the afternoon begins.
const AFTERNOON_HOUR: i8 = 12;
/// The hour with which the evening begins.
const EVENING_HOUR: i8 = 17;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Before 12:00.
    Morning,
    /// From 12:00 to before 17:00.
    Afternoon,
    /// From 17:00 on.
    Evening,
}

/// Parts of the day, in order, each once; never none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

impl Part {
    /// Every part, in order.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// The part in which an instant lies.
    #[must_use]
    pub fn of(at: Timestamp, zone: &TimeZone) -> Self {
        match zone.to_datetime(at).hour() {
            ..AFTERNOON_HOUR => Self::Morning,
            AFTERNOON_HOUR..EVENING_HOUR => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// The word in forms, in JSON and in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }
}

impl Parts {
    /// Reads parts with commas between them: `morning,evening`.
    ///
    /// # Errors
    /// [`FieldError`], when there is none, or one that no day has.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let words = text.split(',').map(str::trim);
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        let refuse = |message| Err(FieldError::new("parts", message));
        if words.is_empty() {
            return refuse("Choose at least one part of the day");
        }
        let of_no_day = |word: &&str| {
            !Part::ALL
                .iter()
                .any(|part| part.as_str().eq_ignore_ascii_case(word))
        };
        if words.iter().any(of_no_day) {
            return refuse("Choose from morning, afternoon and evening");
        }
        let chosen = |part: &Part| {
            let mut words = words.iter();
            words.any(|word| part.as_str().eq_ignore_ascii_case(word))
        };
        Ok(Self(Part::ALL.into_iter().filter(chosen).collect()))
    }

    /// Whether a part is among them.
    #[must_use]
    pub fn contains(&self, part: Part) -> bool {
        self.0.contains(&part)
    }

    /// Each of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Part> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Parts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = self.iter().map(Part::as_str).collect();
        formatter.write_str(&words.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::message;

    #[test]
    fn parts_are_read_in_any_order_and_written_in_the_days() {
        let parts = Parts::parse(" Evening, morning,evening,").expect("parts");
        assert_eq!(parts.to_string(), "morning,evening");
        assert!(parts.contains(Part::Morning) && !parts.contains(Part::Afternoon));
    }

    #[test]
    fn no_part_and_a_part_of_no_day_are_refused_with_what_to_do() {
        let none = "Choose at least one part of the day";
        assert_eq!(message(Parts::parse("")), none);
        assert_eq!(message(Parts::parse(" , ")), none);
        let other = "Choose from morning, afternoon and evening";
        assert_eq!(message(Parts::parse("morning,night")), other);
    }

    #[test]
    fn a_day_is_parted_at_twelve_and_at_five_on_the_practices_clock() {
        let zone = TimeZone::get("America/New_York").expect("a zone of the bundle");
        let part = |time: &str| {
            let at = format!("2026-12-01T{time}-05:00");
            Part::of(at.parse().expect("an instant"), &zone)
        };
        assert_eq!(part("00:00:00"), Part::Morning);
        assert_eq!(part("11:59:59"), Part::Morning);
        assert_eq!(part("12:00:00"), Part::Afternoon);
        assert_eq!(part("16:59:59"), Part::Afternoon);
        assert_eq!(part("17:00:00"), Part::Evening);
        assert_eq!(part("23:59:59"), Part::Evening);
    }
}
