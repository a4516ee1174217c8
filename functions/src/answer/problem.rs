//! Refusals in JSON: problem details (RFC 9457).

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use practice::booking::FieldError;
use serde::Serialize;

use super::failure::Failure;
use crate::booking::SlotJson;

/// The refusal that a response carries, for a page to be drawn in its place.
#[derive(Clone)]
pub(crate) struct Refused(pub(crate) Arc<Failure>);

/// Where a page leads whose request may be sent again, with everything that was answered.
#[derive(Clone)]
pub(crate) struct WayBack(pub(crate) String);

/// `application/problem+json`.
#[derive(Serialize)]
struct ProblemDetails<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternatives: Option<&'a [SlotJson]>,
}

#[derive(Serialize)]
struct FieldProblem<'a> {
    field: &'a str,
    message: &'a str,
}

impl<'a> From<&'a Failure> for ProblemDetails<'a> {
    fn from(failure: &'a Failure) -> Self {
        let (errors, alternatives) = match failure {
            Failure::Choice(errors) | Failure::Fields(errors) => (errors.as_slice(), None),
            Failure::Taken(errors, slots) => (errors.as_slice(), Some(slots.as_slice())),
            _ => (&[][..], None),
        };
        let field = |FieldError { field, message }: &'a FieldError| FieldProblem { field, message };
        Self {
            kind: format!("urn:knead:{}", failure.code()),
            title: failure.title(),
            status: failure.status().as_u16(),
            detail: failure.detail(),
            errors: errors.iter().map(field).collect(),
            alternatives,
        }
    }
}

impl Failure {
    /// The refusal, with a way back to what was answered if the same may be sent again.
    pub(crate) fn leading_back(self, address: String) -> Response {
        let passes = self.retry_after().is_some();
        let mut response = self.into_response();
        if passes {
            response.extensions_mut().insert(WayBack(address));
        }
        response
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.status();
        let retry_after = self.retry_after();
        let failure = Arc::new(self);
        let mut response = (status, axum::Json(ProblemDetails::from(&*failure))).into_response();
        response.extensions_mut().insert(Refused(failure));
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
