//! Every door of the desk: the one table. A route that is not in it cannot be built.

use super::door::Door;

/// What anybody may open, to come in.
const SIGN_IN: &[Door] = &[
    Door::get("/desk").for_anybody(),
    Door::get("/desk/sign-in").for_anybody(),
    Door::get("/desk/link/{token}/").for_anybody(),
    Door::post("/desk/link/{token}/").for_anybody(),
];

/// One's own account.
const OWN: &[Door] = &[Door::get("/desk/"), Door::post("/desk/sign-out")];

/// Every door.
pub fn doors() -> impl Iterator<Item = &'static Door> {
    [SIGN_IN, OWN].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::super::door::{Asks, Scope, Verb};
    use super::doors;

    #[test]
    fn no_two_doors_are_at_one_place() {
        for door in doors() {
            let same = |other: &&_| {
                let other: &super::Door = other;
                (other.verb, other.path) == (door.verb, door.path)
            };
            assert_eq!(doors().filter(same).count(), 1, "{door:?}");
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
        for door in doors().filter(|door| door.asks == Asks::Nothing) {
            let way_in = ["/desk", "/desk/sign-in", "/desk/link/", "/api/desk/sign-in"];
            let known = way_in.iter().any(|way| {
                door.path == *way
                    || door
                        .path
                        .starts_with(&format!("{}/", way.trim_end_matches('/')))
                        && *way != "/desk"
            });
            assert!(known, "{door:?}");
            assert!(door.scope == Scope::Any && !door.fresh, "{door:?}");
        }
    }

    #[test]
    fn what_shows_is_asked_for_with_get_under_the_desks_own_prefixes() {
        for door in doors() {
            assert!(door.path.starts_with("/desk") || door.path.starts_with("/api/desk/"));
            assert!(matches!(door.verb, Verb::Get | Verb::Post));
        }
    }
}
