//! Coming in, and going out.

mod again;
mod begin;
mod entry;
mod invite;
mod link;
mod out;
mod passkey;
mod sent;

use super::Routes;

pub(super) use again::again_address;
pub(super) use begin::PasskeyView;
pub(crate) use link::link_address;

/// The routes of signing in and out.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk", begin::lead_in)
        .get("/desk/sign-in", begin::show)
        .post("/desk/sign-in", begin::send)
        .get("/desk/sign-in/sent", sent::show)
        .get("/desk/link/{token}/", link::show)
        .post("/desk/link/{token}/", link::send)
        .post("/api/desk/sign-in/passkey/begin", passkey::begin)
        .post("/api/desk/sign-in/passkey", passkey::finish)
        .get("/desk/again", again::show)
        .post("/desk/sign-out", out::send)
        .post("/desk/sign-out/everywhere", out::send_everywhere)
}
