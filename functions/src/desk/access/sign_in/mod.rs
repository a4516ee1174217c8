//! Coming in, and going out.

mod begin;
mod entry;
mod invite;
mod link;
mod out;

use super::Routes;

/// The routes of signing in and out.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk", begin::lead_in)
        .get("/desk/sign-in", begin::show)
        .get("/desk/link/{token}/", link::show)
        .post("/desk/link/{token}/", link::send)
        .post("/desk/sign-out", out::send)
}

/// Where one signs in anew, to come back to this page.
pub(super) fn again_address(_path: &str) -> String {
    "/desk/sign-in".to_owned()
}
