//! `/api/bookings`: to make one, and to see it.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::json::BookingJson;
use crate::App;
use crate::answer::Failure;
use crate::booking::choice::Choice;
use crate::booking::making::{BOOKING_FIELDS, NotMade};
use crate::booking::offered::Looked;
use crate::request::{Encoding, Network, read_fields};
use crate::store::Booking;

const KEY_HEADER: &str = "idempotency-key";

/// `POST /api/bookings`
pub(in crate::booking) async fn book(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let key = read_key(request.headers())?;
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&BOOKING_FIELDS)?;
    let published = app.published();
    let catalogue = &published.catalogue;
    match app.make(catalogue, &fields, &key, network).await {
        Ok(made) => {
            let later = app.later_of(&made.booking).await?;
            let later = app.with_tokens(&later)?;
            let answer = BookingJson::of(&made.booking, &made.token, catalogue, app.now());
            let answer = answer.with_later(&later, catalogue, app.now());
            Ok((StatusCode::CREATED, Json(answer)).into_response())
        }
        Err(NotMade::Failure(failure)) => Err(failure),
        Err(NotMade::Starts(refused)) => {
            let choice = Choice::read(catalogue, &fields)?;
            let looked = Looked::of(catalogue, &choice, None);
            Err(app.starts_refused(&looked, &refused).await?)
        }
    }
}

/// `GET /api/bookings/{token}`
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    Ok(Json(BookingJson::of(
        &booking,
        &token,
        &published.catalogue,
        app.now(),
    ))
    .into_response())
}

impl App {
    fn with_tokens<'b>(
        &self,
        bookings: &'b [Booking],
    ) -> Result<Vec<(&'b Booking, String)>, Failure> {
        let each = bookings.iter();
        each.map(|booking| Ok((booking, self.manage_token(&booking.id)?)))
            .collect()
    }
}

fn read_key(headers: &HeaderMap) -> Result<String, Failure> {
    let mut keys = headers.get_all(KEY_HEADER).iter();
    let (key, another) = (keys.next(), keys.next());
    let refuse = |message| Failure::field("Idempotency-Key", message);
    match (key, another) {
        (None, _) => Ok(String::new()),
        (Some(_), Some(_)) => Err(refuse("Send one Idempotency-Key")),
        (Some(key), None) => match key.to_str() {
            Ok(key) if !key.trim().is_empty() => Ok(key.trim().to_owned()),
            _ => Err(refuse("Write the Idempotency-Key in ASCII characters")),
        },
    }
}
