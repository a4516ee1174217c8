//! Changes are asked for by our own pages, or by programs; never by somebody else's page.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::Ground;
use crate::answer::Failure;

/// Refuses a change that another site's page asks the browser for.
///
/// Fetch Metadata where the browser sends it (W3C, "Fetch Metadata Request Headers"), else Origin.
/// Programs send neither and carry no ambient rights, so they pass.
pub(crate) async fn refuse_cross_site(
    State(ground): State<Ground>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_ours(request.headers(), ground.site_origin.as_deref()) {
        return next.run(request).await;
    }
    Failure::CrossSite.into_response()
}

fn is_ours(headers: &HeaderMap, site_origin: Option<&str>) -> bool {
    let header = |name| {
        headers
            .get(name)
            .map(|value: &header::HeaderValue| value.to_str().unwrap_or("null"))
    };
    match (header("sec-fetch-site"), header("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, None) => true,
        (None, Some(origin)) => {
            let host = origin.split_once("://").map_or(origin, |(_, host)| host);
            site_origin == Some(origin)
                || header("host").is_some_and(|own| own.eq_ignore_ascii_case(host))
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::is_ours;

    fn ours(sent: &[(&'static str, &'static str)]) -> bool {
        let headers: HeaderMap = sent
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        is_ours(&headers, Some("https://www.example.com"))
    }

    #[test]
    fn our_own_pages_and_programs_pass() {
        assert!(ours(&[]));
        assert!(ours(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "null")
        ]));
        assert!(ours(&[
            ("host", "127.0.0.1:8080"),
            ("origin", "http://127.0.0.1:8080")
        ]));
        assert!(ours(&[
            ("host", "abc.execute-api.example"),
            ("origin", "https://www.example.com")
        ]));
    }

    #[test]
    fn pages_of_other_sites_do_not() {
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://www.example.com")
        ]));
        assert!(!ours(&[
            ("host", "127.0.0.1:8080"),
            ("origin", "https://evil.example")
        ]));
        assert!(!ours(&[("host", "127.0.0.1:8080"), ("origin", "null")]));
    }
}
