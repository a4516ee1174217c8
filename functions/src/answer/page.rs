//! Pages drawn by the theme.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use serde::Serialize;

use super::failure::Failure;
use super::problem::{Refused, WayBack};
use crate::booking::rule_broken;
use crate::link::{intake_address, manage_address};
use crate::{Ground, Published};

/// What every page says of itself.
#[derive(Serialize)]
pub(crate) struct PageFacts {
    /// The heading, and the document's title; it starts with "Error: " where there is a problem.
    pub(crate) title: String,
    /// A sentence for tabs and histories.
    pub(crate) description: &'static str,
    /// Its path, without query or token.
    pub(crate) address: &'static str,
}

#[derive(Serialize)]
struct RefusalPage {
    page: PageFacts,
    heading: &'static str,
    words: Vec<String>,
    action: Action,
    /// Whether the way on is to call: nothing here can be done.
    call: bool,
}

#[derive(Serialize)]
struct Action {
    label: &'static str,
    address: String,
}

impl Action {
    /// What to do next, from this address on.
    fn after(failure: &Failure, path: &str) -> Self {
        if let Some(address) = form_within(path)
            && !matches!(failure, Failure::NotFound | Failure::NotActive(_))
        {
            return Self {
                label: "Back to your health form",
                address,
            };
        }
        match booking_within(path) {
            // Where nothing opens, and where nothing can be changed any more, one begins anew.
            Some(address) if !matches!(failure, Failure::NotFound | Failure::NotActive(_)) => {
                Self {
                    label: "Back to your booking",
                    address,
                }
            }
            _ => Self {
                label: "Book a massage",
                address: "/book/".to_owned(),
            },
        }
    }
}

impl Published {
    /// A page of the theme.
    pub(crate) fn page(
        &self,
        status: StatusCode,
        template: &str,
        context: &impl Serialize,
    ) -> Response {
        match self.theme.render(template, context) {
            Ok(html) => (status, Html(html)).into_response(),
            Err(problem) => {
                tracing::error!(template, "A page could not be drawn: {problem}");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something went wrong on our side. Try again in a while, or call us.",
                )
                    .into_response()
            }
        }
    }

    /// A refusal as a page: the one to choose on, or one of its own.
    fn refusal_page(&self, failure: &Failure, path: &str, way_back: Option<WayBack>) -> Response {
        if let Failure::Choice(errors) = failure {
            return self.choose_page(failure, errors);
        }
        let words = match failure {
            Failure::TooLate => vec![
                rule_broken(&self.catalogue.practice),
                "Nothing was changed.".to_owned(),
            ],
            _ => vec![failure.detail()],
        };
        let page = PageFacts {
            title: format!("Error: {}", failure.title()),
            description: "This did not work; here is what to do.",
            address: "/booking/",
        };
        let action = match way_back {
            Some(WayBack(address)) => Action {
                label: "Back to where you were",
                address,
            },
            None => Action::after(failure, path),
        };
        let context = RefusalPage {
            page,
            heading: failure.title(),
            words,
            action,
            call: matches!(failure, Failure::TooLate | Failure::NotOffered),
        };
        self.page(failure.status(), "booking/problem.html", &context)
    }
}

/// Draws a handler's refusal as a page, in place of its problem details; not for programs.
pub(crate) async fn draw_refusals(
    State(ground): State<Ground>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let programs = path.starts_with("/api/");
    let refused = next.run(request).await;
    if programs {
        return refused;
    }
    let Some(Refused(failure)) = refused.extensions().get().cloned() else {
        return refused;
    };
    let way_back = refused.extensions().get().cloned();
    let mut page = ground.published().refusal_page(&failure, &path, way_back);
    if let Some(seconds) = refused.headers().get(header::RETRY_AFTER) {
        page.headers_mut()
            .insert(header::RETRY_AFTER, seconds.clone());
    }
    page
}

/// The page of the booking that an address is about, if it is about one.
fn booking_within(path: &str) -> Option<String> {
    let (token, _) = path.strip_prefix("/booking/m/")?.split_once('/')?;
    Some(manage_address(token))
}

/// The page of the form that an address is about, if it is about one.
fn form_within(path: &str) -> Option<String> {
    let (token, _) = path.strip_prefix("/intake/")?.split_once('/')?;
    Some(intake_address(token))
}

/// 303: what was sent has been done; look at it there.
pub(crate) fn see_other(address: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(address) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
