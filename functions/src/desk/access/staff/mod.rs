//! Everybody's accounts, for the owner: who has one, adding, changing and closing one.

mod closing;
mod form;
mod form_view;
mod list;
mod typed;

use super::{Door, Right, Routes};

/// The doors of everybody's accounts.
pub(super) const DOORS: &[Door] = &[
    Door::get("/desk/staff").with(Right::ManageStaff),
    Door::get("/desk/staff/new")
        .with(Right::ManageStaff)
        .fresh(),
    Door::post("/desk/staff/new")
        .with(Right::ManageStaff)
        .fresh(),
    Door::get("/desk/staff/{staff}")
        .with(Right::ManageStaff)
        .fresh(),
    Door::post("/desk/staff/{staff}")
        .with(Right::ManageStaff)
        .fresh(),
    Door::post("/desk/staff/{staff}/close")
        .with(Right::ManageStaff)
        .fresh(),
    Door::post("/desk/staff/{staff}/open")
        .with(Right::ManageStaff)
        .fresh(),
];

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
