//! The script in every page that reloads it, and lays an overlay over it when a save broke something.

use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde::Serialize;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::screen::{Screen, Shown};

const SCRIPT: &str = include_str!("live.js");
const SCRIPT_ELEMENT: &str = "<script src=\"/_dev/live.js\" defer></script>\n";
/// Pages are far smaller.
const PAGE_BYTES_MAX: usize = 16 * 1024 * 1024;

#[derive(Serialize)]
struct News<'a> {
    /// Pages of another process are always older.
    process: u32,
    generation: u64,
    problem: Option<&'a str>,
}

/// `/_dev/live.js` and the news it listens to.
pub(super) fn routes(screen: Screen) -> Router {
    Router::new()
        .route("/_dev/live.js", get(script))
        .route("/_dev/events", get(events))
        .with_state(screen)
}

/// Adds the script to pages that are looked at. One that answers a form is left alone: to reload
/// it would send the form again.
pub(super) async fn inject(request: Request, next: Next) -> Response {
    // Our own tools do not change with the site.
    let ours = request.uri().path().starts_with("/_dev/");
    let looked_at = *request.method() == Method::GET && !ours;
    let response = next.run(request).await;
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let is_page = content_type.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !looked_at || !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, PAGE_BYTES_MAX).await else {
        return axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = String::from_utf8_lossy(&bytes);
    let page = match page.rfind("</body>") {
        Some(end) => format!("{}{SCRIPT_ELEMENT}{}", &page[..end], &page[end..]),
        None => format!("{page}{SCRIPT_ELEMENT}"),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page))
}

async fn script() -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/javascript; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    (headers, SCRIPT).into_response()
}

async fn events(
    State(screen): State<Screen>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let news = WatchStream::new(screen.news()).map(|shown| Ok(event(&shown)));
    Sse::new(news).keep_alive(KeepAlive::default())
}

fn event(shown: &Shown) -> Event {
    let news = News {
        process: std::process::id(),
        generation: shown.generation,
        problem: shown.problem.as_deref(),
    };
    Event::default().json_data(news).unwrap_or_default()
}
