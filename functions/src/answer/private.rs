//! The headers of what is one person's.

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use site_gen::headers;

/// Every answer is one person's, and most addresses hold a token or a draft.
pub(crate) async fn private(mut response: Response) -> Response {
    for (name, value) in headers::of(headers::Kind::Token) {
        response.headers_mut().insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}
