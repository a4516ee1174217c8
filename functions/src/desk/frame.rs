//! What stands around every page of the desk: where one can go, and who is signed in.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::access::{Asks, SignedIn, Verb, doors};
use super::{Desk, Role};

/// The navigation: shown as far as a door is there, and its right.
const PLACES: [(&str, &str); 9] = [
    ("Today", "/desk/"),
    ("Week", "/desk/week"),
    ("Clients", "/desk/clients"),
    ("Messages", "/desk/messages"),
    ("Waiting list", "/desk/waiting"),
    ("Mail", "/desk/mail"),
    ("Export", "/desk/export"),
    ("Staff", "/desk/staff"),
    ("Looks", "/desk/audit"),
];

/// `desk` in a template.
#[derive(Serialize)]
struct Frame<'a> {
    /// Who is signed in.
    who: &'a str,
    /// As what: "Front desk".
    role: &'static str,
    places: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    title: &'static str,
    address: &'static str,
    /// Whether it is the page one is on, or leads up to it.
    here: bool,
}

#[derive(Serialize)]
struct Framed<'a, Context> {
    desk: Frame<'a>,
    #[serde(flatten)]
    context: &'a Context,
}

impl Desk {
    /// A page for whoever is signed in. Its context has `page`, and may have anything but `desk`.
    pub(crate) fn page(
        &self,
        signed_in: &SignedIn,
        status: StatusCode,
        template: &str,
        context: &impl Serialize,
    ) -> Response {
        let desk = Frame {
            who: &signed_in.staff.account.name,
            role: signed_in.role().said(),
            places: places(signed_in.role(), &signed_in.path),
        };
        let framed = Framed { desk, context };
        self.app.published().page(status, template, &framed)
    }

    /// A page for whoever is not.
    pub(crate) fn open_page(
        &self,
        status: StatusCode,
        template: &str,
        context: &impl Serialize,
    ) -> Response {
        self.app.published().page(status, template, context)
    }
}

fn places(role: Role, path: &str) -> Vec<Place> {
    let leads_in = |address: &str| {
        let door = doors().find(|door| door.verb == Verb::Get && door.path == address);
        door.is_some_and(|door| match door.asks {
            Asks::Right(right) => role.may(right),
            Asks::Nothing | Asks::SignIn => true,
        })
    };
    let shown = PLACES.iter().filter(|(_, address)| leads_in(address));
    let here = |address: &str| {
        let below = address != "/desk/" && path.starts_with(&format!("{address}/"));
        path == address || below
    };
    shown
        .map(|&(title, address)| Place {
            title,
            address,
            here: here(address),
        })
        .collect()
}
