//! The one definition of response headers, for the laptop and for the cloud.

/// A header's name, in lower case, and its value.
pub type Header = (&'static str, &'static str);

/// What every response carries, whatever it is.
///
/// No page loads anything from another host and none has an inline style, handler or script, so
/// the policy allows this origin alone.
pub const EVERYWHERE: [Header; 8] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    (
        "strict-transport-security",
        "max-age=63072000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", REFERRER_ORIGIN),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    ("x-frame-options", "DENY"),
];

const REFERRER_ORIGIN: &str = "strict-origin-when-cross-origin";

/// A public page: kept by browsers, but asked for anew each time.
pub const CACHE_PAGE: Header = ("cache-control", "no-cache");

/// A file whose name holds its fingerprint: it never changes.
pub const CACHE_ASSET: Header = ("cache-control", "public, max-age=31536000, immutable");

/// Anything about a person: nobody on the way keeps it.
pub const CACHE_NEVER: Header = ("cache-control", "no-store");

/// On pages whose address holds a token: the address is told to nobody.
pub const REFERRER_NONE: Header = ("referrer-policy", "no-referrer");

/// What a response is, as far as its headers go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page of the static site, its sitemap and the like.
    Page,
    /// A theme file below `/assets/`, its name holding its fingerprint.
    Asset,
    /// A page or an answer made for one person.
    Personal,
    /// The same at an address that holds a token.
    Token,
}

/// The headers of a response, each name once.
#[must_use]
pub fn of(kind: Kind) -> Vec<Header> {
    let mut headers = EVERYWHERE.to_vec();
    headers.push(match kind {
        Kind::Page => CACHE_PAGE,
        Kind::Asset => CACHE_ASSET,
        Kind::Personal | Kind::Token => CACHE_NEVER,
    });
    if kind == Kind::Token {
        headers.retain(|header| header.0 != REFERRER_NONE.0);
        headers.push(REFERRER_NONE);
    }
    headers
}

/// What a static address is: theme files are kept for ever, all else is asked for anew.
#[must_use]
pub fn of_static(address: &str) -> Vec<Header> {
    of(if address.starts_with("/assets/") {
        Kind::Asset
    } else {
        Kind::Page
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(headers: &[Header], name: &str) -> Vec<&'static str> {
        headers
            .iter()
            .filter(|header| header.0 == name)
            .map(|header| header.1)
            .collect()
    }

    #[test]
    fn no_response_names_a_header_twice() {
        for kind in [Kind::Page, Kind::Asset, Kind::Personal, Kind::Token] {
            let headers = of(kind);
            for (name, _) in &headers {
                assert_eq!(value(&headers, name).len(), 1, "{name} on {kind:?}");
            }
        }
    }

    #[test]
    fn a_token_page_is_not_stored_and_tells_nobody_its_address() {
        let headers = of(Kind::Token);
        assert_eq!(value(&headers, "cache-control"), ["no-store"]);
        assert_eq!(value(&headers, "referrer-policy"), ["no-referrer"]);
    }

    #[test]
    fn only_theme_files_are_kept_for_ever() {
        assert!(
            value(&of_static("/assets/calm.0a1b.css"), "cache-control")[0].contains("immutable")
        );
        assert_eq!(value(&of_static("/"), "cache-control"), ["no-cache"]);
    }
}
