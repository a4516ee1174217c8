//! The parts of a form, and how far each is.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use practice::booking::FieldError;
use serde::Serialize;

use super::address::within;
use super::page::{facts, problem_elsewhere};
use super::visit::{Opened, Stage};
use super::{Intake, intake_address};
use crate::answer::{Failure, PageFacts, Problem, see_other};
use crate::booking::when;
use crate::link::manage_address;
use crate::said;

#[derive(Serialize)]
struct ListPage {
    page: PageFacts,
    problem: Option<Problem>,
    title: String,
    intro: String,
    minutes: Option<u16>,
    /// What it is for: the massage and when it is.
    appointment: String,
    notice: &'static str,
    tasks: Vec<Task>,
    done: usize,
    /// Where a client who was here before says that nothing has changed; none: nobody asks.
    still_true: Option<StillTrue>,
    /// What to do before the visit, on a page of its own; empty if nothing.
    stop: String,
    /// Where the form goes on.
    next: String,
    next_label: &'static str,
    booking: String,
}

#[derive(Serialize)]
struct Task {
    title: String,
    address: String,
    id: String,
    stage: &'static str,
    stage_words: &'static str,
}

#[derive(Serialize)]
struct StillTrue {
    /// When they last told us.
    on: String,
    action: String,
}

/// `GET /intake/{token}/`
pub(super) async fn show(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let opened = intake.open(token).await?;
    if opened.is_sent() {
        return Ok(see_other(&within(&opened.token, "done")));
    }
    Ok(page(&opened, &[]))
}

/// The list, with what is still wrong in its parts.
pub(super) fn page(opened: &Opened, errors: &[FieldError]) -> Response {
    let form = opened.form();
    let practice = &opened.published.catalogue.practice;
    let service = said::service(&opened.booking.service, &opened.published.catalogue);
    let when = when::from_to(opened.booking.start, opened.booking.end, practice);
    let tasks: Vec<_> = opened
        .sections()
        .into_iter()
        .map(|section| {
            let stage = opened.stage(section);
            Task {
                title: section.title.clone(),
                address: within(&opened.token, &section.id),
                id: section.id.clone(),
                stage: stage.as_str(),
                stage_words: stage.words(),
            }
        })
        .collect();
    let problem = problem_elsewhere(opened, errors);
    let next = opened.next_after(None);
    let done = tasks
        .iter()
        .filter(|task| task.stage == Stage::Done.as_str());
    let page = ListPage {
        page: facts(&form.title, problem.as_ref()),
        title: form.title.clone(),
        intro: form.intro.clone(),
        minutes: form.minutes,
        appointment: format!("{service} on {when}"),
        notice: if opened.changed {
            "This form has changed since you began. What still fits is kept: look through each part and save it again."
        } else {
            ""
        },
        still_true: still_true(opened),
        stop: if opened.advice().is_empty() {
            String::new()
        } else {
            within(&opened.token, "stop")
        },
        next_label: match next {
            Some(_) if opened.saved.is_empty() => "Begin",
            Some(_) => "Go on",
            None => "Check your answers",
        },
        next: next.map_or_else(
            || within(&opened.token, "check"),
            |section| within(&opened.token, &section.id),
        ),
        booking: manage_address(&opened.token),
        done: done.count(),
        tasks,
        problem,
    };
    let status = if page.problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    opened.published.page(status, "intake/list.html", &page)
}

/// Whether a client who was here before is asked at once if anything has changed: as long as they
/// have not begun to answer.
fn still_true(opened: &Opened) -> Option<StillTrue> {
    let on = opened.last_signed.filter(|_| opened.saved.is_empty())?;
    let practice = &opened.published.catalogue.practice;
    Some(StillTrue {
        on: site_gen::words::date(when::local_date(on, practice)),
        action: format!("{}unchanged", intake_address(&opened.token)),
    })
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Started => "started",
            Self::Done => "done",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::Started => "In progress",
            Self::Done => "Done",
        }
    }
}
