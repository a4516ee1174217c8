//! Who looked at clients' records, wrote in them or took them out.

mod day;
mod told;

pub(super) use told::Told;

use super::access::Routes;

/// The routes of the audit.
pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/desk/audit", day::show)
}
