//! A day's bookings in JSON.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use super::entry::EntryView;
use super::reading::{address_fields, date_of};
use crate::answer::Failure;
use crate::desk::{Desk, SignedIn};

#[derive(Serialize)]
struct DayJson {
    date: String,
    bookings: Vec<EntryView>,
}

/// `GET /api/desk/day?date=2026-12-01`: bookings, holds and blocks in time order; those that one may
/// open have an `address`.
pub(super) async fn day(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let date = date_of(&address_fields(query, &["date"])?, desk.today())?;
    let published = desk.app.published();
    let entries = desk.entries(&signed_in, &[date]).await?;
    let bookings = entries.on(date, None, &published.catalogue);
    let date = date.to_string();
    Ok(Json(DayJson { date, bookings }).into_response())
}
