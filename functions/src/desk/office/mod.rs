//! The office: mails and what became of them, who waits, and what needs a person.

mod mail;
mod messages;
mod waiting;

use super::access::Routes;

/// The routes of the office.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/desk/mail", mail::show)
        .post("/desk/mail/again", mail::again)
        .get("/desk/waiting", waiting::show)
        .post("/desk/waiting/off", waiting::take_off)
        .get("/desk/messages", messages::show)
}
