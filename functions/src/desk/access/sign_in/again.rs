//! Signing in anew, for what wants to know that it is still the same person.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::begin::PasskeyView;
use crate::answer::{Failure, PageFacts};
use crate::desk::access::{Verb, doors};
use crate::desk::{Desk, SignedIn};
use crate::request::parse_query;

#[derive(Serialize)]
struct AgainPage<'a> {
    page: PageFacts,
    passkeys: PasskeyView,
    /// Where they wanted to go.
    to: String,
    email: &'a str,
}

/// `GET /desk/again?to=…`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let query = request.uri().query().unwrap_or_default();
    let fields = parse_query(query.as_bytes())?;
    let page = AgainPage {
        page: PageFacts {
            title: "Sign in again".to_owned(),
            description: "So that it is certain that it is you.",
            address: "/desk/",
        },
        passkeys: desk.passkey_view(),
        to: page_at(fields.get("to")),
        email: &signed_in.staff.account.email,
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/again.html", &page))
}

/// Where one signs in anew, to come back to this page.
pub(in crate::desk::access) fn again_address(path: &str) -> String {
    format!("/desk/again?to={}", page_at(path))
}

/// The page at an address of the desk, or the nearest above it: never one of somebody else's.
pub(super) fn page_at(path: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "-_/".contains(sign);
    let mut rest = Some(path).filter(|path| path.chars().all(plain));
    while let Some(path) = rest {
        if doors().any(|door| door.verb == Verb::Get && leads(door.path, path)) {
            return path.to_owned();
        }
        rest = path.rsplit_once('/').map(|(above, _)| above);
    }
    "/desk/".to_owned()
}

/// Whether a door's path is that of an address.
fn leads(door: &str, path: &str) -> bool {
    let (mut door, mut path) = (door.split('/'), path.split('/'));
    loop {
        match (door.next(), path.next()) {
            (None, None) => return true,
            (Some(own), Some(part)) if own == part && !own.starts_with('{') => {}
            (Some(own), Some(part)) if own.starts_with('{') && !part.is_empty() => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_at;

    #[test]
    fn one_comes_back_to_the_page_or_to_the_nearest_above_it() {
        for (path, page) in [
            ("/desk/staff", "/desk/staff"),
            ("/desk/staff/01ABC", "/desk/staff/01ABC"),
            ("/desk/staff/01ABC/close", "/desk/staff/01ABC"),
            ("/desk/nothing/of/this", "/desk"),
        ] {
            assert_eq!(page_at(path), page, "{path}");
        }
    }

    #[test]
    fn one_comes_back_to_no_other_place() {
        for path in [
            "https://evil.example/",
            "//evil.example/",
            "",
            "/book/",
            "/desk/../x",
        ] {
            assert_eq!(page_at(path), "/desk/", "{path}");
        }
    }
}
