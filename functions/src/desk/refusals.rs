//! Refusals at the desk, drawn as pages: with the frame for whoever is signed in.

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use super::{Desk, SignedIn};
use crate::answer::{Failure, PageFacts, Refused};

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
    let (heading, words) = said(&failure);
    let context = RefusalPage {
        page: PageFacts {
            title: format!("Error: {heading}"),
            description: "This did not work; here is what to do.",
            address: "/desk/",
        },
        heading,
        words,
    };
    let (status, template) = (failure.status(), "desk/problem.html");
    let mut page = match refused.extensions().get::<SignedIn>() {
        // What is not theirs looks like what is not there: the frame says nothing of the address.
        Some(signed_in) => desk.page(&signed_in.nowhere(), status, template, &context),
        None => desk.open_page(status, template, &context),
    };
    if let Some(seconds) = refused.headers().get(header::RETRY_AFTER) {
        page.headers_mut()
            .insert(header::RETRY_AFTER, seconds.clone());
    }
    page
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
