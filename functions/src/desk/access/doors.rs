//! Every door of the desk: the one table. A route that is not in it cannot be built.

use super::door::Door;
use super::role::Right;
use crate::desk::{clients, schedule};

/// What anybody may open, to come in.
const SIGN_IN: &[Door] = &[
    Door::get("/desk").for_anybody(),
    Door::get("/desk/sign-in").for_anybody(),
    Door::post("/desk/sign-in").for_anybody(),
    Door::get("/desk/sign-in/sent").for_anybody(),
    Door::get("/desk/link/{token}/").for_anybody(),
    Door::post("/desk/link/{token}/").for_anybody(),
    Door::post("/api/desk/sign-in/passkey/begin").for_anybody(),
    Door::post("/api/desk/sign-in/passkey").for_anybody(),
];

/// One's own account.
const OWN: &[Door] = &[
    Door::get("/desk/"),
    Door::get("/desk/again"),
    Door::get("/desk/account"),
    Door::post("/desk/account/passkeys").fresh(),
    Door::post("/api/desk/passkeys/begin").fresh(),
    Door::post("/api/desk/passkeys").fresh(),
    Door::post("/desk/sign-out"),
    Door::post("/desk/sign-out/everywhere"),
];

/// Everybody's accounts.
const STAFF: &[Door] = &[
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

/// What a client may ask of the practice: for owners who have just signed in.
const RIGHTS: &[Door] = &[
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

/// The mail, the waiting list, and what needs a person.
const OFFICE: &[Door] = &[
    Door::get("/desk/mail").with(Right::SeeOffice),
    Door::post("/desk/mail/again").with(Right::SeeOffice),
    Door::get("/desk/waiting").with(Right::SeeOffice),
    Door::post("/desk/waiting/off").with(Right::SeeOffice),
    Door::get("/desk/messages").with(Right::SeeOffice),
];

/// Who looked at clients' records.
const AUDIT: &[Door] = &[Door::get("/desk/audit").with(Right::SeeAudit)];

/// Every door.
pub fn doors() -> impl Iterator<Item = &'static Door> {
    let rooms = [
        SIGN_IN,
        OWN,
        STAFF,
        schedule::DOORS,
        clients::DOORS,
        RIGHTS,
        OFFICE,
        AUDIT,
    ];
    rooms.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::super::door::{Asks, Scope};
    use super::doors;

    #[test]
    fn no_two_doors_are_at_one_place() {
        for door in doors() {
            let place = (door.verb, door.path);
            let there = doors().filter(|other| (other.verb, other.path) == place);
            assert_eq!(there.count(), 1, "{door:?}");
        }
    }

    #[test]
    fn a_door_about_a_client_or_a_booking_names_it_and_every_other_does_not() {
        for door in doors() {
            let named = (
                door.path.contains("{client}"),
                door.path.contains("{booking}"),
            );
            let expected = match door.scope {
                Scope::Client => (true, false),
                Scope::Booking => (false, true),
                Scope::Any => (false, false),
            };
            assert_eq!(named, expected, "{door:?}");
        }
    }

    #[test]
    fn what_is_open_to_anybody_is_only_the_way_in() {
        let open = doors().filter(|door| door.asks == Asks::Nothing);
        for door in open {
            let ways_in = ["/desk/sign-in", "/desk/link/", "/api/desk/sign-in/"];
            let is_way_in = ways_in.iter().any(|way| door.path.starts_with(way));
            assert!(is_way_in || door.path == "/desk", "{door:?}");
            assert!(door.scope == Scope::Any && !door.fresh, "{door:?}");
        }
    }

    #[test]
    fn every_door_is_at_the_desk() {
        for door in doors() {
            let at_the_desk = ["/desk/", "/api/desk/"];
            let is = at_the_desk.iter().any(|place| door.path.starts_with(place));
            assert!(is || door.path == "/desk", "{door:?}");
        }
    }
}
