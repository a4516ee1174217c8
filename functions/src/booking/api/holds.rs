//! `/api/holds`: to hold a start, to keep it longer, to give it back.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::json::HoldJson;
use crate::App;
use crate::answer::Failure;
use crate::booking::choice::{Choice, read_start};
use crate::booking::offered::Looked;
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_fields, read_no_fields};
use crate::store::NotHeld;

const HOLD_FIELDS: [&str; 4] = ["service", "minutes", "start", "therapist"];

/// `POST /api/holds`
pub(in crate::booking) async fn hold(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&HOLD_FIELDS)?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let mut errors = Vec::new();
    let choice = Choice::read(catalogue, &fields)
        .map_err(|more| errors.extend(more))
        .ok();
    let start = read_start(&fields).map_err(|error| errors.push(error)).ok();
    let (Some(choice), Some(start)) = (choice, start) else {
        return Err(Failure::Fields(errors));
    };
    let admitted = app.admit(network, Effort::None).await?;
    let held = app.take_hold(catalogue, &choice, start, None, &admitted);
    match held.await {
        Ok(held) => {
            let answer = HoldJson::of(&held.hold, held.token, &catalogue.practice);
            Ok((StatusCode::CREATED, Json(answer)).into_response())
        }
        Err(NotHeld::Refused(refusal)) => {
            let looked = Looked::of(catalogue, &choice, None);
            Err(app.starts_refused(&looked, &[(start, refusal)]).await?)
        }
        Err(NotHeld::Store(error)) => Err(error.into()),
    }
}

/// `POST /api/holds/{hold}/renew`
pub(in crate::booking) async fn renew(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_no_fields(request, Encoding::Json).await?;
    let hold = app.open_hold(&token).map_err(|_| Failure::NotFound)?;
    let published = app.published();
    let admitted = app.admit(network, Effort::None).await?;
    let held = app.renew_hold(&published.catalogue, &hold, &admitted);
    let held = held.await?.ok_or(Failure::HoldLost)?;
    let answer = HoldJson::of(&held.hold, held.token, &published.catalogue.practice);
    Ok(Json(answer).into_response())
}

/// `POST /api/holds/{hold}/release`
pub(in crate::booking) async fn release(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_no_fields(request, Encoding::Json).await?;
    let hold = app.open_hold(&token).map_err(|_| Failure::NotFound)?;
    let published = app.published();
    let admitted = app.admit(network, Effort::None).await?;
    app.give_back(&published.catalogue, &hold, &admitted)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
