//! "Check your answers": everything that was answered, before it is signed.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use site_gen::view::form::{AnsweredSection, answered};

use super::address::within;
use super::page::facts;
use super::{Intake, intake_address};
use crate::answer::{Failure, PageFacts, see_other};

#[derive(Serialize)]
struct CheckPage {
    page: PageFacts,
    back: String,
    sections: Vec<AnsweredSection>,
    /// Where an answer is changed, but for its section and field.
    change: String,
    sign: String,
}

/// `GET /intake/{token}/check`
pub(super) async fn show(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let opened = intake.open(token).await?;
    if opened.is_sent() {
        return Ok(see_other(&within(&opened.token, "done")));
    }
    if !opened.is_ready() {
        return Ok(see_other(&intake_address(&opened.token)));
    }
    let page = CheckPage {
        page: facts("Check your answers", None),
        back: intake_address(&opened.token),
        sections: answered(opened.form(), &opened.answers),
        change: intake_address(&opened.token),
        sign: within(&opened.token, "sign"),
    };
    Ok(opened
        .published
        .page(StatusCode::OK, "intake/check.html", &page))
}
