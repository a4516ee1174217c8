//! A form that was sent: when, and how it is changed from then on.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::page::facts;
use super::{Intake, intake_address};
use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::when;
use crate::link::manage_address;
use crate::said;
use crate::store::IntakeState;

#[derive(Serialize)]
struct DonePage {
    page: PageFacts,
    sent: String,
    zone: String,
    when: String,
    reference: String,
    /// Whether somebody looks before the visit.
    review: bool,
    booking: String,
}

/// `GET /intake/{token}/done`
pub(super) async fn show(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let opened = intake.open(token).await?;
    let sent = opened.state.as_ref().and_then(IntakeState::sent_at);
    let Some(sent) = sent else {
        return Ok(see_other(&intake_address(&opened.token)));
    };
    let practice = &opened.published.catalogue.practice;
    let page = DonePage {
        page: facts("We have your health form", None),
        sent: when::day_at(sent, practice),
        zone: when::zone(practice),
        when: when::from_to(opened.booking.start, opened.booking.end, practice),
        reference: said::reference(&opened.booking.id),
        review: opened.state.as_ref().is_some_and(|state| state.review),
        booking: manage_address(&opened.token),
    };
    Ok(opened
        .published
        .page(StatusCode::OK, "intake/done.html", &page))
}
