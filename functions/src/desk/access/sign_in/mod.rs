//! Coming in, and going out.

mod again;
mod begin;
mod entry;
mod invite;
mod link;
mod out;
mod passkey;
mod sent;

use super::{Door, Routes};

pub(super) use again::again_address;
pub(super) use begin::PasskeyView;
pub(crate) use link::link_address;

/// The doors of signing in, which anybody may open, and those of signing in again and out.
pub(super) const DOORS: &[Door] = &[
    Door::get("/desk").for_anybody(),
    Door::get("/desk/sign-in").for_anybody(),
    Door::post("/desk/sign-in").for_anybody(),
    Door::get("/desk/sign-in/sent").for_anybody(),
    Door::get("/desk/link/{token}/").for_anybody(),
    Door::post("/desk/link/{token}/").for_anybody(),
    Door::post("/api/desk/sign-in/passkey/begin").for_anybody(),
    Door::post("/api/desk/sign-in/passkey").for_anybody(),
    Door::get("/desk/again"),
    Door::post("/desk/sign-out"),
    Door::post("/desk/sign-out/everywhere"),
];

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
