//! The JSON door of the waiting list.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::json::WaitingJson;
use super::typed::Typed;
use crate::App;
use crate::answer::Failure;
use crate::booking::choice::Choice;
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_fields, read_no_fields};
use crate::store::Waiting;

const JOIN_FIELDS: [&str; 9] = [
    "service",
    "minutes",
    "therapist",
    "from",
    "to",
    "parts",
    "name",
    "email",
    "phone",
];

/// `POST /api/waiting`
pub(in crate::booking) async fn join(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&JOIN_FIELDS)?;
    let published = app.published();
    let choice = Choice::read(&published.catalogue, &fields)?;
    let typed = Typed::in_words(&fields);
    let joined = app.join_list(&published.catalogue, &choice, &fields, (typed, network));
    let joined = joined.await?;
    let answer = app.waiting_answer(&joined.waiting, &joined.token)?;
    Ok((StatusCode::CREATED, answer).into_response())
}

/// `GET /api/waiting/{token}`
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let waiting = app.waiting_of(&token).await?;
    app.waiting_answer(&waiting, &token)
}

/// `POST /api/waiting/{token}/leave`
pub(in crate::booking) async fn leave(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_no_fields(request, Encoding::Json).await?;
    let admitted = app.admit(network, Effort::None).await?;
    let left = app.leave_list(&token, &admitted).await?;
    app.waiting_answer(&left, &token)
}

impl App {
    fn waiting_answer(&self, waiting: &Waiting, token: &str) -> Result<Response, Failure> {
        let published = self.published();
        let practice = &published.catalogue.practice;
        let kept = waiting.kept_at(self.now());
        let held = kept.map(|hold| self.held(hold.clone())).transpose();
        let held = held.map_err(|_| Failure::Broken)?;
        let kept = kept.zip(held.map(|held| held.token));
        let status = self.state(waiting, practice);
        let answer = WaitingJson::of(waiting, token, status, kept, practice);
        Ok(Json(answer).into_response())
    }
}
