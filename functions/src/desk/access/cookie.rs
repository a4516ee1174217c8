//! The desk's one cookie: it holds a session's token.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use cookie::{Cookie, SameSite};

use crate::desk::Desk;

/// Where cookies can be kept to one host and to TLS, browsers see to both by this name (RFC 6265bis,
/// 4.1.3.2).
const NAME: &str = "__Host-desk";
/// On this machine, where pages come in the clear.
const NAME_IN_THE_CLEAR: &str = "desk";

/// The token a request brings. Only one name is believed: under the other, a neighbour's page could
/// put a token of its own.
pub(super) fn read(desk: &Desk, headers: &HeaderMap) -> Option<String> {
    let (name, _) = kind(desk);
    let lines = headers.get_all(header::COOKIE).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    let mut cookies = lines.flat_map(Cookie::split_parse).flatten();
    cookies
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// Sends a token along.
pub(super) fn set(desk: &Desk, response: Response, token: &str) -> Response {
    put(response, &of(desk, token))
}

/// Takes it back.
pub(super) fn clear(desk: &Desk, response: Response) -> Response {
    let mut cookie = of(desk, "");
    cookie.make_removal();
    put(response, &cookie)
}

/// The cookie's name, and whether it wants TLS.
fn kind(desk: &Desk) -> (&'static str, bool) {
    let secure = super::origin::site_origin(&desk.app).starts_with("https://");
    let name = if secure { NAME } else { NAME_IN_THE_CLEAR };
    (name, secure)
}

fn of<'c>(desk: &Desk, token: &'c str) -> Cookie<'c> {
    let (name, secure) = kind(desk);
    // It ends with the browser; before that, with the session.
    Cookie::build((name, token))
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Strict)
        .build()
}

fn put(mut response: Response, cookie: &Cookie<'_>) -> Response {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}
