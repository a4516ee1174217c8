//! What to do when an answer says that massage has to wait. Nothing is cancelled by itself.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::address::within;
use super::page::facts;
use super::{Intake, intake_address};
use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::when;
use crate::link::manage_address;

#[derive(Serialize)]
struct StopPage {
    page: PageFacts,
    /// What to do, a paragraph each.
    advice: Vec<String>,
    when: String,
    /// Where the form goes on.
    back: String,
    /// Where the booking is moved or cancelled.
    booking: String,
}

/// `GET /intake/{token}/stop`
pub(super) async fn show(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let opened = intake.open(token).await?;
    if opened.is_sent() {
        return Ok(see_other(&within(&opened.token, "done")));
    }
    let advice = opened.advice();
    if advice.is_empty() {
        return Ok(see_other(&intake_address(&opened.token)));
    }
    let practice = &opened.published.catalogue.practice;
    let page = StopPage {
        page: facts("Please read this before you come", None),
        advice,
        when: when::from_to(opened.booking.start, opened.booking.end, practice),
        back: intake_address(&opened.token),
        booking: manage_address(&opened.token),
    };
    Ok(opened
        .published
        .page(StatusCode::OK, "intake/stop.html", &page))
}
