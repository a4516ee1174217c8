//! What the script of "Choose a time" is told, so that its months and weeks read as ours do.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use practice::Catalogue;
use practice::availability::WINDOW_DAYS_MAX;
use serde::Serialize;

use super::page::Chosen;
use super::week::{Week, in_days};

/// Months in a year.
const MONTHS: i32 = 12;

/// The reach of a calendar, the names in it, and where its times come from.
#[derive(Serialize)]
pub(in crate::booking) struct MonthView {
    /// Where times are asked for, but for the dates.
    slots: String,
    /// How many days can be asked for at once.
    days_max: u32,
    /// The first date that can be reached.
    today: String,
    /// The last one.
    last: String,
    /// The Monday of the week that is shown.
    monday: String,
    /// Monday first.
    weekdays: Vec<String>,
    /// January first.
    months: Vec<String>,
    therapists: Vec<TherapistName>,
}

/// Who an id stands for.
#[derive(Serialize)]
struct TherapistName {
    id: String,
    name: String,
}

impl MonthView {
    /// The view of what can be booked, from today on.
    pub(in crate::booking) fn of(
        catalogue: &Catalogue,
        chosen: &Chosen<'_>,
        week: Week,
        reach: &RangeInclusive<Date>,
    ) -> Self {
        let therapists = catalogue.therapists_of(chosen.choice.service);
        Self {
            slots: chosen.aim.slots(chosen.choice),
            days_max: WINDOW_DAYS_MAX,
            today: reach.start().to_string(),
            last: reach.end().to_string(),
            monday: week.monday.to_string(),
            weekdays: week.dates().map(|date| named(date, "%A")).collect(),
            months: months().map(|date| named(date, "%B")).collect(),
            therapists: therapists
                .map(|therapist| TherapistName {
                    id: therapist.id.to_string(),
                    name: therapist.name.clone(),
                })
                .collect(),
        }
    }
}

/// A date of each month.
fn months() -> impl Iterator<Item = Date> {
    let january = jiff::civil::date(2026, 1, 15);
    (0..MONTHS).map(move |month| in_days(january, 30 * month))
}

fn named(date: Date, format: &str) -> String {
    date.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::{months, named};

    #[test]
    fn every_month_is_named_once_and_in_order() {
        let named: Vec<_> = months().map(|date| named(date, "%m")).collect();
        let wanted: Vec<_> = (1..=12).map(|month| format!("{month:02}")).collect();
        assert_eq!(named, wanted);
    }
}
