//! One line a request, without a query, a body, a token or a name.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// Logs what was asked for, as the route's pattern, and how it ended.
pub(crate) async fn log_request(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let status = response.status().as_u16();
    let duration_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::error!(%method, route, status, duration_ms, "Answered {method} {route} with {status}");
    } else {
        tracing::info!(%method, route, status, duration_ms, "Answered {method} {route} with {status}");
    }
    response
}
