//! Where one comes in.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::answer::{PageFacts, see_other};
use crate::desk::Desk;

#[derive(Serialize)]
struct SignInPage {
    page: PageFacts,
}

/// `GET /desk`
pub(super) async fn lead_in() -> Response {
    see_other("/desk/")
}

/// `GET /desk/sign-in`
pub(super) async fn show(State(desk): State<Desk>) -> Response {
    let page = SignInPage { page: facts() };
    desk.open_page(StatusCode::OK, "desk/sign_in.html", &page)
}

fn facts() -> PageFacts {
    PageFacts {
        title: "Sign in".to_owned(),
        description: "The practice's own side.",
        address: "/desk/",
    }
}
