//! Who looked at clients' records, wrote in them or took them out.

mod day;
mod told;

pub(super) use told::Told;

use super::access::{Door, Right, Routes};

/// The door of this room.
pub(super) const DOORS: &[Door] = &[Door::get("/desk/audit").with(Right::SeeAudit)];

/// The routes of the audit.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/desk/audit", day::show)
}
