//! A day, in three boxes.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::posted::DATE_PARTS;
use super::super::{Answer, Bound};
use super::{Posted, Reading};
use crate::waiting::{NotADate, TypedDate};

/// The farthest a date lies in the past, in years: no client is older.
const PAST_YEARS_MAX: i16 = 130;
/// The farthest a date lies in the future, in years.
const FUTURE_YEARS_MAX: i16 = 10;

impl Posted<'_, '_> {
    pub(super) fn date(&self, bound: Bound) -> Reading {
        let [day, month, year] = DATE_PARTS.map(|part| self.part(part));
        let century = self.century(year, bound);
        let year = century.as_deref().unwrap_or(year);
        let called = self.field.called();
        match (TypedDate { day, month, year }).read() {
            Ok(date) => match self.out_of_bounds(date, bound) {
                Some(bound) => self.refuse(format!("{} must be {bound}", called.subject())),
                None => Ok(Some(Answer::Text(date.to_string()))),
            },
            Err(NotADate::Empty) => self.nothing(|| format!("Enter {}", called.object())),
            Err(NotADate::Lacks(parts)) => {
                self.refuse(format!("{} must include {parts}", called.subject()))
            }
            Err(NotADate::Impossible) => self.refuse(format!(
                "{} must be a real date, like 1 December 1985",
                called.subject()
            )),
        }
    }

    /// The year that was meant by two digits, where a date lies in the past: 85 was 1985.
    fn century(&self, year: &str, bound: Bound) -> Option<String> {
        let this_year = self.today.filter(|_| bound == Bound::Past)?.year();
        let digits = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        let short: i16 = year.parse().ok().filter(|_| digits)?;
        let century = this_year - this_year.rem_euclid(100);
        let year = century + short;
        Some((if year > this_year { year - 100 } else { year }).to_string())
    }

    /// Where the date has to lie instead.
    fn out_of_bounds(&self, date: Date, bound: Bound) -> Option<String> {
        let today = self.today?;
        let earliest = today
            .checked_sub(PAST_YEARS_MAX.years())
            .unwrap_or(Date::MIN);
        let latest = today
            .checked_add(FUTURE_YEARS_MAX.years())
            .unwrap_or(Date::MAX);
        if bound == Bound::Past && date > today {
            Some("today or in the past".to_owned())
        } else if bound == Bound::Future && date < today {
            Some("today or in the future".to_owned())
        } else if date < earliest {
            Some(format!("within the last {PAST_YEARS_MAX} years"))
        } else if date > latest {
            Some(format!("within the next {FUTURE_YEARS_MAX} years"))
        } else {
            None
        }
    }
}
