//! The booking function: times, details, confirmation; and the same in JSON.

mod address;
mod aim;
mod api;
mod booked_view;
mod calendar;
mod cancelling;
mod carried;
mod changing;
mod check;
mod choice;
mod choose_page;
mod confirm;
mod decide;
mod details;
mod draft;
mod holding;
mod honeypot;
mod json;
mod making;
mod manage;
mod manage_view;
mod month_view;
mod move_check;
mod move_slots;
mod moving;
mod offered;
mod own_change;
mod proof;
mod prove;
mod series;
mod times;
mod times_view;
mod waiting;
mod week;
pub(crate) mod when;

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::{get, post};
use site_gen::headers;

use crate::App;
use crate::answer::{Failure, draw_refusals, log_request};
use crate::request::refuse_cross_site;

pub use json::{SlotJson, SlotsJson};
pub(crate) use own_change::rule_broken;
pub(crate) use prove::prove_address;

/// Every address of the function. Paths are whole, since CloudFront keeps the prefix.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .route("/booking/times", get(times::show).post(times::choose))
        .route("/booking/release", post(times::release))
        .route("/booking/details", get(details::open).post(details::send))
        .route(
            "/booking/",
            get(confirm::nothing_yet).post(confirm::confirm),
        )
        .route("/booking/m/{token}/", get(manage::show))
        .route(
            "/booking/m/{token}/cancel",
            get(cancelling::show).post(cancelling::send),
        )
        .route(
            "/booking/m/{token}/move",
            get(moving::show).post(moving::send),
        )
        .route("/booking/m/{token}/move/check", get(move_check::show))
        .route(
            "/booking/waiting",
            get(waiting::form::open).post(waiting::form::send),
        )
        .route("/booking/waiting/{token}/", get(waiting::show::show))
        .route("/booking/waiting/{token}/leave", post(waiting::show::leave))
        .route("/booking/waiting/{token}/book", post(waiting::show::book))
        .route(
            "/booking/decide/{token}/",
            get(decide::show).post(decide::send),
        )
        .route("/booking/prove/{token}/", get(prove::ask).post(prove::send))
        .route("/booking/feed/{token}", get(calendar::therapist));
    let api = Router::new()
        .route("/api/slots", get(api::slots))
        .route("/api/bookings", post(api::book))
        .route("/api/bookings/{token}", get(api::show))
        .route("/api/bookings/{token}/slots", get(move_slots::slots))
        .route("/api/bookings/{token}/calendar.ics", get(calendar::file))
        .route("/api/bookings/{token}/cancel", post(api::cancel))
        .route("/api/bookings/{token}/move", post(api::shift))
        .route("/api/waiting", post(waiting::api::join))
        .route("/api/waiting/{token}", get(waiting::api::show))
        .route("/api/waiting/{token}/leave", post(waiting::api::leave))
        .route("/api/holds", post(api::hold))
        .route("/api/holds/{hold}/renew", post(api::renew))
        .route("/api/holds/{hold}/release", post(api::release));
    pages
        .merge(api)
        .route_layer(from_fn(log_request))
        .fallback(async || Failure::NotFound)
        .layer(from_fn_with_state(app.clone(), refuse_cross_site))
        .layer(from_fn_with_state(app.clone(), draw_refusals))
        .layer(map_response(private))
        .with_state(app)
}

/// Every answer is one person's, and most addresses hold a token or a draft.
async fn private(mut response: Response) -> Response {
    for (name, value) in headers::of(headers::Kind::Token) {
        response.headers_mut().insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}
