//! What a client may ask of the practice: a copy of all that is known of them, and to be forgotten.

mod client_export;
mod erase;
mod erasures;
mod found;
mod gathered;
mod practice_export;
mod tables;

use super::access::Routes;

/// The routes of rights.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk/clients/{client}/erase", erase::show)
        .post("/desk/clients/{client}/erase", erase::send)
        .get("/desk/erasures", erasures::list)
        .get("/desk/erasures/{erasure}", erasures::show)
        .get("/api/desk/erasures/{erasure}", erasures::json)
        .get("/desk/clients/{client}/export", client_export::show)
        .get("/api/desk/clients/{client}/export", client_export::json)
        .get("/desk/export", practice_export::show)
        .get("/desk/export/practice.ndjson", practice_export::part)
        .get("/desk/export/clients.csv", tables::clients)
        .get("/desk/export/bookings.csv", tables::bookings)
}
