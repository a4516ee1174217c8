//! The page that says that a link is on its way, and shows the code that goes with it.
//!
//! Whoever opens the link has to know the code, and only this browser is shown it: so a link that is
//! forwarded, or read by somebody else, lets nobody in.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use serde::Serialize;

use crate::answer::{Failure, PageFacts};
use crate::desk::Desk;
use crate::request::parse_query;
use crate::secret::Purpose;

#[derive(Serialize)]
struct SentPage {
    page: PageFacts,
    /// `482 913`
    code: String,
}

/// `GET /desk/sign-in/sent?ask=…`
pub(super) async fn show(
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let query = request.uri().query().unwrap_or_default();
    let fields = parse_query(query.as_bytes())?;
    let secret = &desk.app.secret;
    let link = secret.id_in_token(Purpose::SignInCode, fields.get("ask"));
    let code = secret.sign_in_code(&link.ok_or(Failure::NotFound)?);
    let (one, other) = code.split_at(code.len() / 2);
    let page = SentPage {
        page: PageFacts {
            title: "Look at your mail".to_owned(),
            description: "A link to sign in is on its way.",
            address: "/desk/",
        },
        code: format!("{one} {other}"),
    };
    Ok(desk.open_page(StatusCode::OK, "desk/sent.html", &page))
}

/// Where the code is shown to whoever holds this token.
pub(super) fn sent_address(token: &str) -> String {
    format!("/desk/sign-in/sent?ask={token}")
}
