//! The desk: the staff's side. Every page and every JSON door of it stands behind a [`Door`].

pub(crate) mod access;
mod audit;
mod clients;
mod closed;
mod frame;
mod office;
mod refusals;
mod rights;
mod schedule;

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRef;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use site_gen::headers;
use webauthn_rs::Webauthn;

use crate::App;
use crate::answer::log_request;
use crate::request::{refuse_cross_site, refuse_past_front};
use crate::sealing::PracticeKey;

pub use access::{Asks, Door, Right, Role, Scope, Verb, doors};
use access::{Routes, passkeys_at};
pub(crate) use access::{SignedIn, desk_origin, link_address};
pub use closed::ClosedDesk;

/// The state of the desk. Clones share it.
#[derive(Clone)]
pub struct Desk {
    pub(crate) app: App,
    /// Opens clients' records.
    pub(crate) key: Arc<PracticeKey>,
    /// None where browsers know no passkeys: at an address without a name, or in the clear.
    passkeys: Option<Arc<Webauthn>>,
}

impl Desk {
    /// The desk of a practice, with the practice's key.
    #[must_use]
    pub fn new(app: App, key: Arc<PracticeKey>) -> Self {
        let passkeys = passkeys_at(&desk_origin(&app)).map(Arc::new);
        Self { app, key, passkeys }
    }
}

impl FromRef<Desk> for App {
    fn from_ref(desk: &Desk) -> Self {
        desk.app.clone()
    }
}

/// Every address of the desk. Each route has a door; rooms add theirs here.
pub fn router(desk: Desk) -> Router {
    let routes = Routes::new(desk.clone());
    let routes = access::routes(routes);
    let routes = schedule::routes(routes);
    let routes = clients::routes(routes);
    let routes = office::routes(routes);
    let routes = rights::routes(routes);
    let routes = audit::routes(routes);
    routes
        .into_router()
        .layer(from_fn_with_state(
            desk.app.ground().clone(),
            refuse_cross_site,
        ))
        .layer(from_fn_with_state(
            desk.app.ground().clone(),
            refuse_past_front,
        ))
        .layer(from_fn_with_state(desk.clone(), refusals::draw))
        .layer(map_response(private))
        .layer(from_fn(log_request))
        .with_state(desk)
}

/// Every answer is about people, and some addresses hold a token.
async fn private(mut response: Response) -> Response {
    for (name, value) in headers::of(headers::Kind::Token) {
        response.headers_mut().insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}
