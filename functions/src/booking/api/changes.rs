//! `/api/bookings/{token}/...`: to cancel a booking, and to move it.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::{IntoResponse as _, Response};

use super::json::BookingJson;
use crate::App;
use crate::answer::Failure;
use crate::booking::aim::Moved;
use crate::booking::changing::choice_of;
use crate::booking::choice::read_start;
use crate::booking::link::moving::MOVE_FIELDS;
use crate::request::{Encoding, Network, read_fields, read_no_fields};
use crate::secret::Purpose;
use crate::store::{Actor, Change, NotChanged};

/// `POST /api/bookings/{token}/cancel`
pub(in crate::booking) async fn cancel(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    app.id_in(Purpose::Manage, &token)?;
    read_no_fields(request, Encoding::Json).await?;
    let (booking, admitted) = app.booking_to_change(&token, network).await?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let booking = app
        .change(catalogue, booking, Change::Cancel, Actor::Client, &admitted)
        .await?;
    Ok(Json(BookingJson::of(&booking, &token, catalogue, app.now())).into_response())
}

/// `POST /api/bookings/{token}/move`
pub(in crate::booking) async fn shift(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    app.id_in(Purpose::Manage, &token)?;
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&MOVE_FIELDS)?;
    let start = read_start(&fields)?;
    let (booking, admitted) = app.booking_to_change(&token, network).await?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let choice = choice_of(&booking, catalogue, &fields)?;
    let change = Change::Move {
        start,
        therapist: choice.therapist_id(),
    };
    match app
        .change(catalogue, booking.clone(), change, Actor::Client, &admitted)
        .await
    {
        Ok(booking) => {
            Ok(Json(BookingJson::of(&booking, &token, catalogue, app.now())).into_response())
        }
        Err(NotChanged::Refused(refusal)) => {
            let (booking, token) = (&booking, token.as_str());
            let looked = Moved { booking, token }.looked(catalogue, &choice);
            Err(app.starts_refused(&looked, &[(start, refusal)]).await?)
        }
        Err(refused) => Err(refused.into()),
    }
}
