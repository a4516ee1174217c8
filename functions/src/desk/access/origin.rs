//! Where the desk is, and whether browsers keep passkeys for such a place.

use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::App;

/// Where the site is.
pub(super) fn site_origin(app: &App) -> String {
    let published = app.published();
    app.origin(&published).trim_end_matches('/').to_owned()
}

/// Where the desk is: as the site is, but this machine by its name. Passkeys belong to names, and
/// 127.0.0.1 is none (W3C WebAuthn 3, 5.1.3).
pub(crate) fn desk_origin(app: &App) -> String {
    let origin = site_origin(app);
    match origin.strip_prefix("http://127.0.0.1") {
        Some(port) => format!("http://localhost{port}"),
        None => origin,
    }
}

/// The passkeys of a place; none where browsers would not keep any.
pub(crate) fn passkeys_at(origin: &str) -> Option<Webauthn> {
    let url = Url::parse(origin).ok()?;
    let host = url.domain()?.to_owned();
    if url.scheme() != "https" && host != "localhost" {
        return None;
    }
    WebauthnBuilder::new(&host, &url).ok()?.build().ok()
}
