//! Every door of the desk: the one table, joined of what each room has. A route that is not in it
//! cannot be built.

use super::door::Door;
use super::{account, sign_in, staff};
use crate::desk::{audit, clients, office, rights, schedule};

/// Every door.
pub fn doors() -> impl Iterator<Item = &'static Door> {
    let rooms = [
        sign_in::DOORS,
        account::DOORS,
        staff::DOORS,
        schedule::DOORS,
        clients::DOORS,
        office::DOORS,
        rights::DOORS,
        audit::DOORS,
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
