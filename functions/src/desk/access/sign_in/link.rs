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
use crate::desk::access::cookie;
use crate::desk::access::field::{FieldView, ProblemView};
use crate::desk::access::token;
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_fields};
use crate::secret::Purpose;
use crate::store::{SignIn, Staff};

/// How often a code may be tried before its link is spent.
const TRIES_MAX: u32 = 5;
/// What is said of a code that is another's.
const WRONG_CODE: &str = "Enter the six digits that are shown where you asked for the link";

#[derive(Serialize)]
struct LinkPage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    /// Where the button leads.
    action: String,
    /// The box for the code; none where none is asked for.
    code: Option<FieldView<'a>>,
}

/// `GET /desk/link/{token}/`
pub(super) async fn show(
    State(desk): State<Desk>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let (_, link) = desk.link(&token).await?;
    Ok(desk.link_page(&token, &link, None))
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
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["code"])?;
    desk.app.admit(network, Effort::None).await?;
    let (id, link) = desk.link(&token).await?;
    let kept = token::code(&token);
    if link.coded && !desk.is_code(&id, &kept, fields.get("code")).await? {
        if let Some(staff) = link.staff {
            let door = ("POST", "/desk/link/{token}/");
            let now = desk.app.now();
            desk.app.store.note_refusal(staff, door, now).await?;
        }
        return Ok(desk.link_page(&token, &link, Some(WRONG_CODE)));
    }
    let staff = desk
        .app
        .store
        .staff(link.staff.ok_or(Failure::NotFound)?)
        .await?;
    let staff = staff.filter(Staff::is_open).ok_or(Failure::NotFound)?;
    let had = cookie::read(&desk, &headers);
    let way = Way {
        had: had.as_deref(),
        link: Some(&kept),
        how: "link",
    };
    let to = desk.first_page_of(&staff).await?;
    let let_in = desk.let_in(&staff, way, to).await?;
    let_in.ok_or(Failure::NotFound)
}

impl Desk {
    /// The link of a token, with its id, if it can still be used.
    async fn link(&self, token: &str) -> Result<(String, SignIn), Failure> {
        let id = self.app.secret.id_in_token(Purpose::SignIn, token);
        let id = id.ok_or(Failure::NotFound)?;
        let (code, now) = (token::code(token), self.app.now());
        let link = self.app.store.link(&code, now).await?;
        let link = link.filter(|link| link.tries < TRIES_MAX && link.staff.is_some());
        Ok((id, link.ok_or(Failure::NotFound)?))
    }

    /// Whether a code is that of the link. Each try is counted before it is looked at, so that many
    /// at once are no more than may be.
    async fn is_code(&self, id: &str, kept: &str, typed: &str) -> Result<bool, Failure> {
        let link = self.app.store.count_try(kept).await?;
        if link.is_none_or(|link| link.tries > TRIES_MAX) {
            return Err(Failure::NotFound);
        }
        let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
        Ok(typed == self.app.secret.sign_in_code(id))
    }

    /// Who has no passkey yet is led to where one is made.
    async fn first_page_of(&self, staff: &Staff) -> Result<&'static str, Failure> {
        let bare = self.app.store.passkeys(staff.id).await?.is_empty();
        Ok(if bare && self.passkeys.is_some() {
            "/desk/account"
        } else {
            "/desk/"
        })
    }

    fn link_page(&self, token: &str, link: &SignIn, error: Option<&str>) -> Response {
        let (status, before) = match error {
            Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, "Error: "),
            None => (StatusCode::OK, ""),
        };
        let page = LinkPage {
            page: PageFacts {
                title: format!("{before}Sign in"),
                description: "The practice's own side.",
                address: "/desk/",
            },
            problem: error.map(|error| ProblemView::of([("#code", error)])),
            action: link_address(token),
            code: link.coded.then_some(FieldView { value: "", error }),
        };
        self.open_page(status, "desk/link.html", &page)
    }
}

/// Where somebody signs in with this token.
pub(crate) fn link_address(token: &str) -> String {
    format!("/desk/link/{token}/")
}
