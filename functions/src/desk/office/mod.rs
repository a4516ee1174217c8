//! The office: mails and what became of them, who waits, and what needs a person.

mod mail;
mod messages;
mod waiting;

use super::access::{Door, Right, Routes};

/// The doors of this room.
pub(super) const DOORS: &[Door] = &[
    Door::get("/desk/mail").with(Right::SeeOffice),
    Door::post("/desk/mail/again").with(Right::SeeOffice),
    Door::get("/desk/waiting").with(Right::SeeOffice),
    Door::post("/desk/waiting/off").with(Right::SeeOffice),
    Door::get("/desk/messages").with(Right::SeeOffice),
];

/// The routes of this room.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk/mail", mail::show)
        .post("/desk/mail/again", mail::again)
        .get("/desk/waiting", waiting::show)
        .post("/desk/waiting/off", waiting::take_off)
        .get("/desk/messages", messages::show)
}
