//! A request's body: its size and type are checked before it is parsed.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, header};
use serde::de::DeserializeOwned;

use super::fields::Fields;
use super::{json, urlencoded};
use crate::answer::Failure;

/// The largest body of a form or a JSON request.
const BODY_BYTES_MAX: usize = 64 * 1024;
/// How much of a body that is too large is read, so that its sender hears the answer.
const DRAINED_BYTES_MAX: usize = 4 * 1024 * 1024;

/// How a door wants its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// `application/x-www-form-urlencoded`
    Form,
    /// `application/json`
    Json,
}

/// The fields of a request's body.
pub(crate) async fn fields(request: Request<Body>, encoding: Encoding) -> Result<Fields, Failure> {
    if !encoding.is_of(request.headers()) {
        return Err(Failure::ContentType(encoding.as_str()));
    }
    let body = bytes(request).await?;
    encoding.parse(&body)
}

/// Sees that a request whose address says it all asks for nothing else: its body is empty, or has
/// no fields.
pub(crate) async fn no_fields(request: Request<Body>, encoding: Encoding) -> Result<(), Failure> {
    let is_of = encoding.is_of(request.headers());
    let body = bytes(request).await?;
    if body.is_empty() {
        return Ok(());
    }
    if !is_of {
        return Err(Failure::ContentType(encoding.as_str()));
    }
    Ok(encoding.parse(&body)?.only(&[])?)
}

/// A request's body as one JSON object, with no members but these.
pub(crate) async fn json<T: DeserializeOwned>(
    request: Request<Body>,
    members: &[&str],
) -> Result<T, Failure> {
    if !Encoding::Json.is_of(request.headers()) {
        return Err(Failure::ContentType(Encoding::Json.as_str()));
    }
    json::parse_as(&bytes(request).await?, members)
}

async fn bytes(request: Request<Body>) -> Result<Bytes, Failure> {
    let body = to_bytes(request.into_body(), DRAINED_BYTES_MAX)
        .await
        .map_err(|_| Failure::TooLarge)?;
    if body.len() > BODY_BYTES_MAX {
        return Err(Failure::TooLarge);
    }
    Ok(body)
}

impl Encoding {
    fn as_str(self) -> &'static str {
        match self {
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
        }
    }

    fn parse(self, body: &[u8]) -> Result<Fields, Failure> {
        match self {
            Self::Form => urlencoded::parse(body).map_err(Failure::Fields),
            Self::Json => json::parse(body),
        }
    }

    fn is_of(self, headers: &HeaderMap) -> bool {
        let written = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let mut parts = written.unwrap_or_default().split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(self.as_str()));
        named
            && parts.all(|parameter| match parameter.split_once('=') {
                Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
                    value.trim_matches('"').eq_ignore_ascii_case("utf-8")
                }
                _ => true,
            })
    }
}
