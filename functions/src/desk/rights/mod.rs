//! What a client may ask of the practice: a copy of all that is known of them, and to be forgotten.

mod client_export;
mod erase;
mod erasures;
mod found;
mod gathered;
mod practice_export;
mod tables;

use super::access::{Door, Right, Routes};

/// The doors of this room: for owners, who have just signed in where something leaves or goes.
pub(super) const DOORS: &[Door] = &[
    Door::get("/desk/clients/{client}/erase")
        .with(Right::EraseData)
        .of_client()
        .fresh(),
    Door::post("/desk/clients/{client}/erase")
        .with(Right::EraseData)
        .of_client()
        .fresh(),
    Door::get("/desk/erasures").with(Right::EraseData),
    Door::get("/desk/erasures/{erasure}").with(Right::EraseData),
    Door::get("/api/desk/erasures/{erasure}").with(Right::EraseData),
    Door::get("/desk/clients/{client}/export")
        .with(Right::ExportData)
        .of_client()
        .fresh(),
    Door::get("/api/desk/clients/{client}/export")
        .with(Right::ExportData)
        .of_client()
        .fresh(),
    Door::get("/desk/export").with(Right::ExportData).fresh(),
    Door::get("/desk/export/practice.ndjson")
        .with(Right::ExportData)
        .fresh(),
    Door::get("/desk/export/clients.csv")
        .with(Right::ExportData)
        .fresh(),
    Door::get("/desk/export/bookings.csv")
        .with(Right::ExportData)
        .fresh(),
];

/// The routes of this room.
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
