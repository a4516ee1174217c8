//! A link to sign in with, once. Opening it changes nothing: mail programs open links, too.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::entry::Way;
use crate::answer::{Failure, PageFacts};
use crate::desk::Desk;
use crate::desk::access::{cookie, token};
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_fields};
use crate::secret::Purpose;
use crate::store::SignIn;

#[derive(Serialize)]
struct LinkPage {
    page: PageFacts,
    /// Where the button leads.
    action: String,
}

/// `GET /desk/link/{token}/`
pub(super) async fn show(
    State(desk): State<Desk>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    desk.link(&token).await?;
    let page = LinkPage {
        page: PageFacts {
            title: "Sign in".to_owned(),
            description: "The practice's own side.",
            address: "/desk/",
        },
        action: format!("/desk/link/{token}/"),
    };
    Ok(desk.open_page(StatusCode::OK, "desk/link.html", &page))
}

/// `POST /desk/link/{token}/`
pub(super) async fn send(
    State(desk): State<Desk>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    headers: HeaderMap,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_fields(request, Encoding::Form).await?.only(&[])?;
    desk.app.admit(network, Effort::None).await?;
    let link = desk.link(&token).await?;
    let staff = link.staff.ok_or(Failure::NotFound)?;
    let staff = desk.app.store.staff(staff).await?;
    let staff = staff.filter(|staff| staff.is_open());
    let staff = staff.ok_or(Failure::NotFound)?;
    let (had, link) = (cookie::read(&headers), token::code(&token));
    let way = Way {
        had: had.as_deref(),
        link: Some(&link),
        how: "link",
    };
    let let_in = desk.let_in(&staff, way, "/desk/").await?;
    let_in.ok_or(Failure::NotFound)
}

impl Desk {
    /// The link of a token, if it can still be used.
    async fn link(&self, token: &str) -> Result<SignIn, Failure> {
        let made = self.app.secret.id_in_token(Purpose::SignIn, token);
        made.ok_or(Failure::NotFound)?;
        let link = self
            .app
            .store
            .link(&token::code(token), self.app.now())
            .await?;
        link.ok_or(Failure::NotFound)
    }
}
