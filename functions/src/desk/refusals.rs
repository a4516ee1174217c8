//! Refusals at the desk, drawn as pages: with the frame for whoever is signed in.

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use super::{Desk, SignedIn};
use crate::Published;
use crate::answer::{Failure, PageFacts, Refused};

const TEMPLATE: &str = "desk/problem.html";

#[derive(Serialize)]
struct RefusalPage {
    page: PageFacts,
    heading: &'static str,
    words: String,
}

/// Draws a handler's refusal as a page, in place of its problem details; not for programs.
pub(super) async fn draw(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let programs = request.uri().path().starts_with("/api/");
    let refused = next.run(request).await;
    if programs {
        return refused;
    }
    let Some(Refused(failure)) = refused.extensions().get().cloned() else {
        return refused;
    };
    let signed_in = refused.extensions().get::<SignedIn>();
    let mut page = match signed_in {
        // What is not theirs looks like what is not there: the frame says nothing of the address.
        Some(signed_in) => {
            let context = RefusalPage::of(&failure);
            desk.page(&signed_in.nowhere(), failure.status(), TEMPLATE, &context)
        }
        None => self::page(&desk.app.published(), &failure),
    };
    if let Some(seconds) = refused.headers().get(header::RETRY_AFTER) {
        page.headers_mut()
            .insert(header::RETRY_AFTER, seconds.clone());
    }
    page
}

/// A refusal as a page for whoever is not signed in.
pub(super) fn page(published: &Published, failure: &Failure) -> Response {
    published.page(failure.status(), TEMPLATE, &RefusalPage::of(failure))
}

impl RefusalPage {
    fn of(failure: &Failure) -> Self {
        let (heading, words) = said(failure);
        Self {
            page: PageFacts {
                title: format!("Error: {heading}"),
                description: "This did not work; here is what to do.",
                address: "/desk/",
            },
            heading,
            words,
        }
    }
}

/// Heading and words. What is said to clients of their booking is said otherwise here.
fn said(failure: &Failure) -> (&'static str, String) {
    match failure {
        Failure::NotFound => (
            "There is nothing at this address",
            "It may be old, a character of it may be missing, or it is not yours to open."
                .to_owned(),
        ),
        Failure::Busy => (
            "The desk is busy at this moment",
            "Nothing was changed. Wait a few seconds, go back and send it again.".to_owned(),
        ),
        Failure::Broken => (
            failure.title(),
            "It has been logged. Try again in a while.".to_owned(),
        ),
        _ => (failure.title(), failure.detail()),
    }
}
