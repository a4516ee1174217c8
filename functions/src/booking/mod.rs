//! The booking function: times, details, confirmation; and the same in JSON.

mod address;
mod aim;
mod api;
mod changing;
mod choice;
mod form;
mod holding;
mod link;
mod making;
mod offered;
mod series;
mod times;
mod waiting;
pub(crate) mod when;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{get, post};

use crate::App;
use crate::answer::{Failure, draw_refusals, log_request, private};
use crate::request::{refuse_cross_site, refuse_past_front};

pub use api::json::{SlotJson, SlotsJson};
pub(crate) use link::own_change::rule_broken;

/// Every address of the function. Paths are whole, since CloudFront keeps the prefix.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .route(
            "/booking/times",
            get(times::page::show).post(times::page::choose),
        )
        .route("/booking/release", post(times::page::release))
        .route(
            "/booking/details",
            get(form::details::open).post(form::details::send),
        )
        .route(
            "/booking/",
            get(form::confirm::nothing_yet).post(form::confirm::confirm),
        )
        .route("/booking/m/{token}/", get(link::manage::show))
        .route(
            "/booking/m/{token}/cancel",
            get(link::cancelling::show).post(link::cancelling::send),
        )
        .route(
            "/booking/m/{token}/move",
            get(link::moving::show).post(link::moving::send),
        )
        .route("/booking/m/{token}/move/check", get(link::move_check::show))
        .route(
            "/booking/waiting",
            get(waiting::form::open).post(waiting::form::send),
        )
        .route("/booking/waiting/{token}/", get(waiting::show::show))
        .route("/booking/waiting/{token}/leave", post(waiting::show::leave))
        .route("/booking/waiting/{token}/book", post(waiting::show::book))
        .route(
            "/booking/decide/{token}/",
            get(link::decide::show).post(link::decide::send),
        )
        .route(
            "/booking/prove/{token}/",
            get(link::prove::ask).post(link::prove::send),
        )
        .route("/booking/feed/{token}", get(link::calendar::therapist));
    let api = Router::new()
        .route("/api/slots", get(api::slots::slots))
        .route("/api/bookings", post(api::bookings::book))
        .route("/api/bookings/{token}", get(api::bookings::show))
        .route("/api/bookings/{token}/slots", get(api::move_slots::slots))
        .route(
            "/api/bookings/{token}/calendar.ics",
            get(link::calendar::file),
        )
        .route("/api/bookings/{token}/cancel", post(api::changes::cancel))
        .route("/api/bookings/{token}/move", post(api::changes::shift))
        .route("/api/waiting", post(waiting::api::join))
        .route("/api/waiting/{token}", get(waiting::api::show))
        .route("/api/waiting/{token}/leave", post(waiting::api::leave))
        .route("/api/holds", post(api::holds::hold))
        .route("/api/holds/{hold}/renew", post(api::holds::renew))
        .route("/api/holds/{hold}/release", post(api::holds::release));
    pages
        .merge(api)
        .fallback(async || Failure::NotFound)
        .layer(from_fn_with_state(app.ground().clone(), refuse_cross_site))
        .layer(from_fn_with_state(app.ground().clone(), refuse_past_front))
        .layer(from_fn_with_state(app.ground().clone(), draw_refusals))
        .layer(map_response(private))
        .layer(from_fn(log_request))
        .with_state(app)
}
