//! `GET /api/bookings/{token}/slots`: the times to which a booking can move.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse as _, Response};

use super::json::SlotsJson;
use super::slots::{read_window, read_zone};
use crate::App;
use crate::answer::Failure;
use crate::booking::aim::Moved;
use crate::booking::changing::choice_of;
use crate::booking::link::own_change::may_be_changed;
use crate::request::parse_query;

const FIELDS: [&str; 4] = ["from", "to", "therapist", "zone"];

/// As `GET /api/slots`, for the booking's own massage and length. Its present time is not in the
/// way, and is not among them.
pub(in crate::booking) async fn slots(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    let catalogue = &published.catalogue;
    may_be_changed(&booking, &catalogue.practice, app.now())?;
    let fields = parse_query(query.unwrap_or_default().as_bytes())?;
    fields.only(&FIELDS)?;
    let choice = choice_of(&booking, catalogue, &fields)?;
    let zone = read_zone(&fields, catalogue)?;
    let asked = choice.within(read_window(&fields, Some(&zone))?);
    let (booking, token) = (&booking, token.as_str());
    let looked = Moved { booking, token }.looked(catalogue, &choice);
    let slots = app.found(&looked, &asked).await?;
    let zone_name = zone
        .iana_name()
        .unwrap_or(&catalogue.practice.timezone_name);
    Ok(Json(SlotsJson::of(&asked, &slots, &zone, zone_name)).into_response())
}
