//! A day, therapist by therapist and room by room.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use serde::Serialize;

use super::entry::{EntryView, mark_next, said_of};
use super::reading::{address_fields, date_of, resources};
use crate::answer::{Failure, PageFacts};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};

#[derive(Serialize)]
struct DayPage {
    page: PageFacts,
    day: String,
    date: String,
    /// Of the dates beside it; empty where the calendar ends.
    before: String,
    after: String,
    columns: Vec<Column>,
}

/// A therapist's or a room's day.
#[derive(Serialize)]
struct Column {
    title: String,
    /// `therapist:maya`
    of: String,
    entries: Vec<EntryView>,
}

/// `GET /desk/day`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let date = date_of(&address_fields(query, &["date"])?, desk.today())?;
    let published = desk.app.published();
    let catalogue = &published.catalogue;
    let entries = desk.entries(&signed_in, &[date]).await?;
    let is_today = date == desk.today();
    let columns = resources(catalogue).into_iter().map(|resource| {
        let mut entries = entries.on(date, Some(&resource), catalogue);
        if is_today {
            mark_next(&mut entries);
        }
        Column {
            title: said_of(&resource, catalogue),
            entries,
            of: resource.to_string(),
        }
    });
    let beside = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    let page = DayPage {
        page: PageFacts {
            title: when::weekday(date),
            description: "A day, by therapist and room.",
            address: "/desk/day",
        },
        day: when::weekday(date),
        date: date.to_string(),
        before: beside(date.yesterday().ok()),
        after: beside(date.tomorrow().ok()),
        columns: columns.collect(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/day.html", &page))
}
