//! Building the desk's router: each route behind its door.

use axum::Router;
use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};

use super::door::{Door, Verb};
use super::doors::doors;
use super::guard::{Guard, guard};
use crate::answer::Failure;
use crate::desk::Desk;

/// The door behind which nothing is: whoever is not signed in is not told that.
static NOWHERE: Door = Door::get("/desk/");

/// Routes, each behind its door.
pub(crate) struct Routes {
    desk: Desk,
    router: Router<Desk>,
}

impl Routes {
    pub(crate) fn new(desk: Desk) -> Self {
        Self {
            desk,
            router: Router::new(),
        }
    }

    /// A page or an answer that changes nothing.
    pub(crate) fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Desk>,
        T: 'static,
    {
        self.at(Verb::Get, path, get(handler))
    }

    /// A change.
    pub(crate) fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, Desk>,
        T: 'static,
    {
        self.at(Verb::Post, path, post(handler))
    }

    fn at(mut self, verb: Verb, path: &'static str, handler: MethodRouter<Desk>) -> Self {
        let door = doors().find(|door| door.verb == verb && door.path == path);
        let door = door.expect("a route is built only if its door is in the table of doors");
        let guarded = handler.layer(from_fn_with_state(self.guard(door), guard));
        self.router = self.router.route(path, guarded);
        self
    }

    pub(crate) fn into_router(self) -> Router<Desk> {
        let nothing = get(async || Failure::NotFound).post(async || Failure::NotFound);
        let nothing = nothing.layer(from_fn_with_state(self.guard(&NOWHERE), guard));
        self.router.fallback_service(nothing.with_state(self.desk))
    }

    fn guard(&self, door: &'static Door) -> Guard {
        Guard {
            desk: self.desk.clone(),
            door,
        }
    }
}
