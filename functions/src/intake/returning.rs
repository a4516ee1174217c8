//! A client who was here before says that nothing has changed: one button in place of one question
//! for each part. Nothing of what they told us then is shown.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::Request;
use axum::response::Response;
use practice::form::{Answer, Answers, Ask, Section};

use super::address::within;
use super::visit::Opened;
use super::{Intake, intake_address};
use crate::answer::{Failure, see_other};
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_no_fields};
use crate::store::NotSaved;

/// `POST /intake/{token}/unchanged`
pub(super) async fn send(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    read_no_fields(request, Encoding::Form).await?;
    let opened = intake.open(token).await?.unsent()?;
    if opened.last_signed.is_none() {
        return Err(Failure::NotFound);
    }
    let admitted = intake.ground.admit(network, Effort::None).await?;
    for section in unanswered(&opened) {
        let answers = unchanged(section);
        match intake
            .save_unseen(&opened, section, &answers, &admitted)
            .await
        {
            // What was saved meanwhile stays.
            Ok(()) | Err(NotSaved::Changed) => {}
            Err(NotSaved::Sent) => return Err(Failure::FormSent),
            Err(NotSaved::Store(error)) => return Err(error.into()),
        }
    }
    let saved = intake.open_by(opened.token.clone()).await?;
    let next = saved.next_after(None);
    Ok(see_other(&next.map_or_else(
        || intake_address(&saved.token),
        |section| within(&saved.token, &section.id),
    )))
}

/// The sections of an earlier visit that were not looked at yet.
fn unanswered(opened: &Opened) -> Vec<&Section> {
    let sections = opened.sections().into_iter();
    let first = sections.filter(|section| section.ask == Ask::First);
    first
        .filter(|section| !opened.saved.contains_key(&section.id))
        .collect()
}

/// The first question of such a section is whether it is still true.
fn unchanged(section: &Section) -> Answers {
    let question = section.fields.first();
    let yes = |field: &practice::form::Field| {
        let choice = field.kind.choices().next()?;
        Some((field.id.clone(), Answer::Text(choice.id.clone())))
    };
    question.and_then(yes).into_iter().collect()
}
