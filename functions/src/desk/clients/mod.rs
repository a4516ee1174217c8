//! Clients at the desk: who they are, what they have booked, and what is known of their health.

mod answers;
mod contact;
mod directory;
mod doubles;
mod flags;
mod last_note;
mod merge;
mod notes;
mod opened;
mod page;
mod search;
mod submission;
mod visits;
mod words;

pub(super) use flags::{FlagView, IntakeOf};
pub(super) use last_note::LastNoteView;
pub(super) use words::{Names, at as moment};

use super::access::{Door, Right, Routes};

/// The doors of this room.
pub(super) const DOORS: &[Door] = &[
    Door::get("/desk/clients").with(Right::SeeClients),
    Door::post("/desk/clients").with(Right::SeeClients),
    Door::get("/desk/clients/{client}")
        .with(Right::SeeClients)
        .of_client(),
    Door::get("/desk/clients/{client}/contact")
        .with(Right::ChangeClients)
        .of_client(),
    Door::post("/desk/clients/{client}/contact")
        .with(Right::ChangeClients)
        .of_client(),
    Door::get("/desk/clients/{client}/submissions/{submission}")
        .with(Right::SeeHealth)
        .of_client(),
    Door::post("/desk/clients/{client}/submissions/{submission}")
        .with(Right::WriteHealth)
        .of_client(),
    Door::post("/desk/clients/{client}/notes")
        .with(Right::WriteHealth)
        .of_client(),
    Door::get("/desk/clients/{client}/notes/{note}")
        .with(Right::SeeHealth)
        .of_client(),
    Door::post("/desk/clients/{client}/notes/{note}")
        .with(Right::WriteHealth)
        .of_client(),
    Door::get("/desk/clients/{client}/merge")
        .with(Right::ChangeClients)
        .of_client(),
    Door::get("/desk/clients/{client}/merge/{double}")
        .with(Right::ChangeClients)
        .of_client(),
    Door::post("/desk/clients/{client}/merge/{double}")
        .with(Right::ChangeClients)
        .of_client(),
];

/// The routes of this room.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk/clients", directory::show)
        .post("/desk/clients", directory::search)
        .get("/desk/clients/{client}", page::show)
        .get("/desk/clients/{client}/contact", contact::show)
        .post("/desk/clients/{client}/contact", contact::correct)
        .get(
            "/desk/clients/{client}/submissions/{submission}",
            submission::show,
        )
        .post(
            "/desk/clients/{client}/submissions/{submission}",
            submission::acknowledge,
        )
        .post("/desk/clients/{client}/notes", notes::write)
        .get("/desk/clients/{client}/notes/{note}", notes::show)
        .post("/desk/clients/{client}/notes/{note}", notes::add)
        .get("/desk/clients/{client}/merge", doubles::show)
        .get("/desk/clients/{client}/merge/{double}", merge::show)
        .post("/desk/clients/{client}/merge/{double}", merge::merge)
}

/// Where a client's page is.
pub(super) fn address(client: &str) -> String {
    format!("/desk/clients/{client}")
}
