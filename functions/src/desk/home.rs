//! Where the desk begins: who is signed in.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::access::Routes;
use super::{Desk, SignedIn};
use crate::answer::{Failure, PageFacts};

#[derive(Serialize)]
struct HomePage {
    page: PageFacts,
}

/// This page's route.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/desk/", show)
}

/// `GET /desk/`
async fn show(signed_in: SignedIn, State(desk): State<Desk>) -> Result<Response, Failure> {
    let page = HomePage {
        page: PageFacts {
            title: "The desk".to_owned(),
            description: "The practice's own side.",
            address: "/desk/",
        },
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/home.html", &page))
}
