//! A week, day by day: everybody's, or one therapist's or room's.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use practice::availability::Resource;
use serde::Serialize;

use super::entry::{EntryView, said_of};
use super::reading::{address_fields, date_of, resources};
use crate::answer::{Failure, PageFacts};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};

/// Days of a week.
const DAYS: usize = 7;

#[derive(Serialize)]
struct WeekPage {
    page: PageFacts,
    /// `23 to 29 November 2026`
    span: String,
    /// The date that is shown, and those a week beside it; empty where the calendar ends.
    date: String,
    before: String,
    after: String,
    /// `therapist:maya`; empty for everybody.
    of: String,
    whose: Vec<Whose>,
    days: Vec<DayView>,
}

/// Whose week can be looked at.
#[derive(Serialize)]
struct Whose {
    title: String,
    of: String,
    here: bool,
}

#[derive(Serialize)]
struct DayView {
    day: String,
    date: String,
    today: bool,
    entries: Vec<EntryView>,
}

/// `GET /desk/week`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let fields = address_fields(query, &["date", "of"])?;
    let today = desk.today();
    let date = date_of(&fields, today)?;
    let published = desk.app.published();
    let catalogue = &published.catalogue;
    let all = resources(catalogue);
    let of = all.iter().find(|one| one.to_string() == fields.get("of"));
    if of.is_none() && !fields.get("of").is_empty() {
        let message = "Choose a therapist or a room of the practice";
        return Err(Failure::field("of", message));
    }
    let dates = week_of(date);
    let entries = desk.entries(&signed_in, &dates).await?;
    let days = dates.iter().map(|date| DayView {
        day: when::weekday(*date),
        date: date.to_string(),
        today: *date == today,
        entries: entries.on(*date, of, catalogue),
    });
    let ends = dates.first().zip(dates.last());
    let span = ends.map_or(String::new(), |(first, last)| when::span(*first, *last));
    let beside = |days: i64| {
        let date = date.checked_add(jiff::Span::new().days(days)).ok();
        date.map_or(String::new(), |date: Date| date.to_string())
    };
    let page = WeekPage {
        page: PageFacts {
            title: "Week".to_owned(),
            description: "A week, day by day.",
            address: "/desk/week",
        },
        span,
        date: date.to_string(),
        before: beside(-7),
        after: beside(7),
        of: fields.get("of").to_owned(),
        whose: whose(&all, of, catalogue),
        days: days.collect(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/week.html", &page))
}

/// The dates of the week, Monday first, that a date is in; as far as the calendar goes.
fn week_of(date: Date) -> Vec<Date> {
    let since_monday = i64::from(date.weekday().to_monday_zero_offset());
    let monday = date.checked_sub(jiff::Span::new().days(since_monday));
    let dates = std::iter::successors(Some(monday.unwrap_or(date)), |date| date.tomorrow().ok());
    dates.take(DAYS).collect()
}

fn whose(all: &[Resource], of: Option<&Resource>, catalogue: &practice::Catalogue) -> Vec<Whose> {
    let everybody = Whose {
        title: "Everybody".to_owned(),
        of: String::new(),
        here: of.is_none(),
    };
    let each = all.iter().map(|resource| Whose {
        title: said_of(resource, catalogue),
        of: resource.to_string(),
        here: of == Some(resource),
    });
    std::iter::once(everybody).chain(each).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::week_of;

    #[test]
    fn a_week_runs_from_monday_to_sunday_and_the_calendar_ends_without_a_panic() {
        let week = week_of(date(2026, 11, 29));
        assert_eq!(
            week.first().zip(week.last()),
            Some((&date(2026, 11, 23), &date(2026, 11, 29)))
        );
        assert_eq!(week_of(Date::MAX).last(), Some(&Date::MAX));
        assert!(!week_of(Date::MIN).is_empty());
    }
}
