//! The intake function: a booking's form, section by section, checked, signed and sent; the same in
//! JSON.
//!
//! It has the public half of the practice's key and no other key: it knows a link by its hash, seals
//! what is saved under the link itself and what is sent to the client's key, and can open neither
//! once the request is over.

mod address;
mod api;
mod check;
mod done;
mod list;
mod not_now;
mod page;
mod returning;
mod section;
mod sign;
mod stop;
mod submit;
mod visit;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{get, post};

use crate::Ground;
use crate::answer::{Failure, draw_refusals, log_request, private};
use crate::request::{refuse_cross_site, refuse_past_front};
use crate::sealing::PracticePublic;

use crate::link::intake_address;
pub(crate) use address::form_address;

/// The form that clients fill in before they come: `content/forms/intake.toml`.
pub(crate) const FORM: &str = "intake";

/// The state of the function. Clones share it.
#[derive(Clone)]
pub struct Intake {
    ground: Ground,
    practice: PracticePublic,
}

impl Intake {
    /// A function on this ground, which seals to the practice's key.
    #[must_use]
    pub fn new(ground: Ground, practice: PracticePublic) -> Self {
        Self { ground, practice }
    }
}

/// Every address of the function. Paths are whole, since CloudFront keeps the prefix.
pub fn router(intake: Intake) -> Router {
    let ground = intake.ground.clone();
    Router::new()
        .route("/intake/{token}/", get(list::show))
        .route("/intake/{token}/unchanged", post(returning::send))
        .route("/intake/{token}/check", get(check::show))
        .route("/intake/{token}/sign", get(sign::show).post(sign::send))
        .route("/intake/{token}/stop", get(stop::show))
        .route("/intake/{token}/done", get(done::show))
        .route(
            "/intake/{token}/{section}",
            get(section::show).post(section::send),
        )
        .route("/api/intake/{token}", get(api::show).post(api::send))
        .fallback(async || Failure::NotFound)
        .layer(from_fn_with_state(ground.clone(), refuse_cross_site))
        .layer(from_fn_with_state(ground.clone(), refuse_past_front))
        .layer(from_fn_with_state(ground, draw_refusals))
        .layer(map_response(private))
        .layer(from_fn(log_request))
        .with_state(intake)
}
