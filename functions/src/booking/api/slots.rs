//! `/api/slots`: the starts that are offered.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use practice::availability::{NotAWindow, WINDOW_DAYS_MAX, window};
use practice::booking::FieldError;

use super::json::SlotsJson;
use crate::App;
use crate::answer::Failure;
use crate::booking::choice::Choice;
use crate::request::{Fields, parse_query};

const SLOTS_FIELDS: [&str; 6] = ["service", "minutes", "from", "to", "therapist", "zone"];

/// `GET /api/slots`
pub(in crate::booking) async fn slots(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let fields = parse_query(query.unwrap_or_default().as_bytes())?;
    fields.only(&SLOTS_FIELDS)?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let mut errors = Vec::new();
    let choice = Choice::read(catalogue, &fields)
        .map_err(|more| errors.extend(more))
        .ok();
    let zone = read_zone(&fields, catalogue)
        .map_err(|error| errors.push(error))
        .ok();
    let window = read_window(&fields, zone.as_ref())
        .map_err(|more| errors.extend(more))
        .ok();
    let (Some(choice), Some(zone), Some(window)) = (choice, zone, window) else {
        return Err(Failure::Fields(errors));
    };
    let asked = choice.within(window);
    let slots = app.slots(catalogue, &asked, &[]).await?;
    let zone_name = zone
        .iana_name()
        .unwrap_or(&catalogue.practice.timezone_name);
    let answer = SlotsJson::of(&asked, &slots, &zone, zone_name);
    Ok(Json(answer).into_response())
}

pub(in crate::booking) fn read_zone(
    fields: &Fields,
    catalogue: &practice::Catalogue,
) -> Result<TimeZone, FieldError> {
    let name = fields.get("zone");
    if name.is_empty() {
        return Ok(catalogue.practice.timezone.clone());
    }
    TimeZone::get(name)
        .map_err(|_| FieldError::new("zone", "Use an IANA name such as Europe/London"))
}

pub(in crate::booking) fn read_window(
    fields: &Fields,
    zone: Option<&TimeZone>,
) -> Result<std::ops::Range<jiff::Timestamp>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let [from, to] = ["from", "to"].map(|name| {
        let date: Option<Date> = fields.get(name).parse().ok();
        if date.is_none() {
            errors.push(FieldError::new(
                name,
                format!("Write `{name}` as a date of the calendar, like 2026-12-01"),
            ));
        }
        date
    });
    let (Some(from), Some(to), Some(zone)) = (from, to, zone) else {
        return Err(errors);
    };
    window(zone, &(from..=to)).map_err(|why| {
        vec![FieldError::new(
            "to",
            match why {
                NotAWindow::EndsBeforeItStarts => {
                    "Write a `to` that is not before `from`".to_owned()
                }
                NotAWindow::TooLong => format!("Ask for at most {WINDOW_DAYS_MAX} days"),
            },
        )]
    })
}
