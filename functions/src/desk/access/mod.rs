//! Who comes in, and which doors open to them.

mod cookie;
mod door;
mod doors;
mod guard;
mod origin;
mod role;
mod routes;
mod sign_in;
mod signed_in;
mod token;

pub use door::{Asks, Door, Scope, Verb};
pub use doors::doors;
pub use role::{Right, Role};

pub(super) use origin::{desk_origin, passkeys_at};
pub(crate) use routes::Routes;
pub(crate) use signed_in::SignedIn;

/// The routes of signing in and of accounts.
pub(super) fn routes(routes: Routes) -> Routes {
    sign_in::routes(routes)
}
