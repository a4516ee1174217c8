//! The static site, from memory.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use site_gen::{Site, headers};

use crate::content_type;

/// What stands at an address: a file, a page, or the page that says that there is none.
pub(super) fn answer(site: &Site, path: &str) -> Response {
    let name = path.trim_start_matches('/');
    let page = format!("{name}index.html");
    if name.is_empty() || name.ends_with('/') {
        if let Some(bytes) = site.files.get(&page) {
            return file(StatusCode::OK, path, &page, bytes);
        }
    } else if let Some(bytes) = site.files.get(name) {
        return file(StatusCode::OK, path, name, bytes);
    } else if site.files.contains_key(&format!("{name}/index.html")) {
        let location = HeaderValue::from_str(&format!("/{name}/"));
        return location.map_or(StatusCode::NOT_FOUND.into_response(), |location| {
            (
                StatusCode::MOVED_PERMANENTLY,
                [(header::LOCATION, location)],
            )
                .into_response()
        });
    }
    let missing = "404.html";
    let bytes = site
        .files
        .get(missing)
        .map_or(&b"There is nothing at this address."[..], Vec::as_slice);
    file(StatusCode::NOT_FOUND, "/404", missing, bytes)
}

fn file(status: StatusCode, path: &str, name: &str, bytes: &[u8]) -> Response {
    let mut all = HeaderMap::new();
    for (name, value) in headers::of_static(path) {
        all.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if let Ok(kind) = HeaderValue::from_str(&content_type::of(name)) {
        all.insert(header::CONTENT_TYPE, kind);
    }
    (status, all, bytes.to_vec()).into_response()
}
