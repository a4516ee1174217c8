//! Who comes in, and which doors open to them.

mod account;
mod ceremony;
mod cookie;
mod door;
mod doors;
pub(super) mod field;
mod guard;
mod origin;
mod role;
mod routes;
mod sign_in;
mod signed_in;
mod staff;
mod token;

pub use door::{Asks, Door, Scope, Verb};
pub use doors::doors;
pub use role::{Right, Role};

pub(crate) use origin::desk_origin;
pub(super) use origin::passkeys_at;
pub(crate) use routes::Routes;
pub(crate) use sign_in::link_address;
pub(crate) use signed_in::SignedIn;

/// The routes of signing in and of accounts.
pub(super) fn routes(routes: Routes) -> Routes {
    let routes = sign_in::routes(routes);
    let routes = account::routes(routes);
    staff::routes(routes)
}
