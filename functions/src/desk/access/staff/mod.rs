//! Everybody's accounts, for the owner: who has one, adding, changing and closing one.

mod closing;
mod form;
mod form_view;
mod list;
mod typed;

use super::Routes;

/// The routes of accounts.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk/staff", list::show)
        .get("/desk/staff/new", form::show_new)
        .post("/desk/staff/new", form::add)
        .get("/desk/staff/{staff}", form::show)
        .post("/desk/staff/{staff}", form::change)
        .post("/desk/staff/{staff}/close", closing::close)
        .post("/desk/staff/{staff}/open", closing::open)
}
