//! The form as JSON, for programs.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse as _, Response};
use practice::availability::with_offset;
use practice::form::{Answers, Form, Submitted};
use serde::Serialize;

use super::Intake;
use super::visit::Opened;
use crate::answer::Failure;
use crate::limits::Effort;
use crate::request::{Network, read_json};
use crate::store::{IntakeState, NotSent};

#[derive(Serialize)]
struct IntakeJson<'a> {
    /// `new`, `started` or `submitted`.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_at: Option<String>,
    service: &'a str,
    /// Whether this client has signed a form before.
    returning: bool,
    form: &'a Form,
    prefilled: Answers,
}

#[derive(Serialize)]
struct SentJson {
    state: &'static str,
    sent_at: String,
    /// Whether somebody of the practice looks before the visit.
    review: bool,
    /// What to do before the visit, where an answer says that massage has to wait.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    advice: Vec<String>,
}

/// `GET /api/intake/{token}`
pub(super) async fn show(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let opened = intake.open(token).await?;
    let sent_at = opened.state.as_ref().and_then(IntakeState::sent_at);
    let state = match (&opened.state, sent_at) {
        (_, Some(_)) => "submitted",
        (Some(_), None) => "started",
        (None, None) => "new",
    };
    Ok(Json(IntakeJson {
        state,
        sent_at: sent_at.map(|at| opened.told(at)),
        service: &opened.booking.service,
        returning: opened.last_signed.is_some(),
        form: opened.form(),
        prefilled: if sent_at.is_some() {
            Answers::default()
        } else {
            opened.prefilled()
        },
    })
    .into_response())
}

/// `POST /api/intake/{token}`
pub(super) async fn send(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let names = ["answers", "consents", "signature", "form_version"];
    let submitted: Submitted = read_json(request, &names).await?;
    let opened = intake.open(token).await?.unsent()?;
    let form = opened.form();
    if submitted
        .form_version()
        .is_some_and(|version| version != form.version)
    {
        return Err(Failure::FormChanged);
    }
    let complete = form.check_submitted(submitted, &opened.visit())?;
    let admitted = intake.ground.admit(network, Effort::None).await?;
    let answers = complete.answers().clone();
    match intake.submit(&opened, complete, None, &admitted).await? {
        Ok(()) => {}
        Err(NotSent::Sent) => return Err(Failure::FormSent),
        Err(NotSent::Changed) => return Err(Failure::FormChanged),
        Err(NotSent::Store(error)) => return Err(error.into()),
    }
    let advice = opened.advice_on(&answers);
    let sent = SentJson {
        state: "submitted",
        sent_at: opened.told(intake.ground.now()),
        review: !advice.is_empty(),
        advice,
    };
    Ok((StatusCode::CREATED, Json(sent)).into_response())
}

impl Opened {
    /// An instant with the offset in force at the practice.
    fn told(&self, at: jiff::Timestamp) -> String {
        with_offset(&self.published.catalogue.practice.timezone, at)
    }
}
