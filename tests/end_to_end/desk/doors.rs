//! Every door of the desk, tried by everybody, for what is theirs, what is not, and what is not there.
//!
//! It is made from the table of doors and the matrix of rights: a door that is added is tried, too.

use axum::http::{StatusCode, header};
use functions::desk::{Asks, Door, Role, Scope, Verb, doors};
use serde_json::json;

use super::house::{Answer, Browser, House};

/// An id that nothing has.
const UNKNOWN: &str = "01KB0000000000000000000000";
/// Longer than somebody counts as having just signed in.
const SIX_MINUTES: i64 = 6 * 60;
/// Longer than a session lasts that is not used.
const SIXTEEN_MINUTES: i64 = 16 * 60;

/// Whose is what a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Own,
    Foreign,
    Nobodys,
}

/// A practice with somebody of each role; and a booking and a client of the therapist's, and of another's.
struct World {
    house: House,
    people: Vec<(Role, &'static str, Browser)>,
    bookings: [String; 2],
    clients: [String; 2],
    staff: String,
}

impl World {
    async fn open() -> Self {
        let mut house = House::without_limits().await;
        let owner = house.owner().await;
        house
            .hire(
                &owner,
                "name=Maya&email=maya%40practice.example&role=therapist&therapist=maya&version=",
            )
            .await;
        let staff = house
            .hire(
                &owner,
                "name=Fay&email=fay%40practice.example&role=front-desk&therapist=&version=",
            )
            .await;
        let own = house.office.book(1, &json!({})).await;
        let jonas = json!({ "service": "swedish", "therapist": "jonas", "start": "2026-12-01T13:00:00-05:00" });
        let foreign = house.office.book(2, &jonas).await;
        house.office.wait(180);
        house.office.sweep().await;
        let bookings = [own.id, foreign.id];
        let clients = [
            client_of(&house, &bookings[0]).await,
            client_of(&house, &bookings[1]).await,
        ];
        let mut people = Vec::new();
        for (role, email) in [
            (Role::Owner, "desk@practice.example"),
            (Role::Therapist, "maya@practice.example"),
            (Role::FrontDesk, "fay@practice.example"),
        ] {
            people.push((role, email, house.sign_in(email).await));
        }
        Self {
            house,
            people,
            bookings,
            clients,
            staff,
        }
    }

    /// A door's path, filled in.
    fn path(&self, door: &Door, whose: Whose) -> String {
        let of = |pair: &[String; 2]| match whose {
            Whose::Own => pair[0].clone(),
            Whose::Foreign => pair[1].clone(),
            Whose::Nobodys => UNKNOWN.to_owned(),
        };
        let part = |part: &str| match part {
            "{booking}" => of(&self.bookings),
            "{client}" => of(&self.clients),
            "{staff}" => self.staff.clone(),
            part if part.starts_with('{') => UNKNOWN.to_owned(),
            part => part.to_owned(),
        };
        door.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// Somebody tries a door; if that signs them out, they come in again.
    async fn try_door(&mut self, at: usize, door: &Door, path: &str) -> Answer {
        let browser = self.people[at].2.clone();
        let answer = self.house.ask(&browser, (door.verb, path), "").await;
        if self.house.get(&browser, "/desk/again").await.status != StatusCode::OK {
            self.people[at].2 = self.house.sign_in(self.people[at].1).await;
        }
        answer
    }
}

/// The client of a booking, as it is filed; empty where no door asks for one.
async fn client_of(house: &House, booking: &str) -> String {
    let rows = house.rows("F#").await;
    let filed = rows.iter().find(|row| {
        let sort = row["sk"].as_str().unwrap_or_default();
        sort.starts_with("BOOKING#") && sort.ends_with(&format!("#{booking}"))
    });
    let key = filed.and_then(|row| row["pk"].as_str()?.strip_prefix("F#").map(str::to_owned));
    let wanted = doors().any(|door| door.scope == Scope::Client);
    assert!(
        key.is_some() || !wanted,
        "the sweep has filed no client for {booking}"
    );
    key.unwrap_or_default()
}

fn guarded() -> impl Iterator<Item = &'static Door> {
    doors().filter(|door| door.asks != Asks::Nothing)
}

/// Whose things a door can be tried with.
fn variants(door: &Door) -> &'static [Whose] {
    match door.scope {
        Scope::Any => &[Whose::Own],
        Scope::Client | Scope::Booking => &[Whose::Own, Whose::Foreign, Whose::Nobodys],
    }
}

/// Whether a door leads nowhere else than to what a test has: then it must open.
fn is_known(door: &Door) -> bool {
    let mut named = door.path.split('/').filter(|part| part.starts_with('{'));
    named.all(|part| ["{booking}", "{client}", "{staff}"].contains(&part))
}

fn says_signed_out(door: &Door, answer: &Answer) -> bool {
    if door.is_for_programs() {
        answer.status == StatusCode::UNAUTHORIZED
    } else {
        // Whoever signs out is led there, too, and loses their cookie.
        let goes = answer.headers.contains_key(header::SET_COOKIE);
        answer.status == StatusCode::SEE_OTHER && answer.leads_to() == "/desk/sign-in" && !goes
    }
}

#[tokio::test]
async fn every_door_opens_to_whom_the_matrix_says_and_to_nobody_else() {
    let mut world = World::open().await;
    for door in guarded() {
        for at in 0..world.people.len() {
            let role = world.people[at].0;
            let nowhere = (
                door.verb,
                if door.is_for_programs() {
                    "/api/desk/nowhere"
                } else {
                    "/desk/nowhere"
                },
            );
            let nothing = world
                .house
                .ask(&world.people[at].2.clone(), nowhere, "")
                .await;
            assert_eq!(nothing.status, StatusCode::NOT_FOUND, "{role:?} nowhere");
            for whose in variants(door) {
                let path = world.path(door, *whose);
                let answer = world.try_door(at, door, &path).await;
                let tried = format!(
                    "{role:?} {door:?} {whose:?}: {} {}",
                    answer.status, answer.body
                );
                let theirs = role != Role::Therapist || *whose == Whose::Own;
                if !door.opens_to(role) || !theirs || *whose == Whose::Nobodys {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{tried}");
                    assert_eq!(answer.body, nothing.body, "{role:?} {door:?} {whose:?}");
                } else {
                    assert!(!says_signed_out(door, &answer), "{tried}");
                    assert!(answer.status.as_u16() < 500, "{tried}");
                    assert_ne!(answer.status, StatusCode::FORBIDDEN, "{tried}");
                    let lost = answer.status == StatusCode::NOT_FOUND && is_known(door);
                    assert!(!lost || is_without_passkeys(door), "{tried}");
                }
            }
        }
    }
}

/// None of them is at the first step where nothing was begun.
fn is_without_passkeys(door: &Door) -> bool {
    door.path == "/desk/account/passkeys"
}

#[tokio::test]
async fn no_door_opens_to_whoever_is_not_signed_in_or_was_too_long_ago() {
    let world = World::open().await;
    world.house.office.wait(SIXTEEN_MINUTES);
    let made_up = Browser {
        cookie: "__Host-desk=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned(),
    };
    let ended = world.people.iter().map(|(_, _, browser)| browser.clone());
    let strangers: Vec<_> = ended.chain([Browser::default(), made_up]).collect();
    for door in guarded() {
        let path = world.path(door, Whose::Own);
        for stranger in &strangers {
            let answer = world.house.ask(stranger, (door.verb, &path), "").await;
            assert!(
                says_signed_out(door, &answer),
                "{door:?}: {} {}",
                answer.status,
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn what_wants_a_fresh_session_asks_whoever_has_an_older_one_to_sign_in_again() {
    let world = World::open().await;
    world.house.office.wait(SIX_MINUTES);
    for door in guarded().filter(|door| door.fresh) {
        for (role, _, browser) in world
            .people
            .iter()
            .filter(|(role, ..)| door.opens_to(*role))
        {
            let path = world.path(door, Whose::Own);
            let answer = world.house.ask(browser, (door.verb, &path), "").await;
            let told = format!("{role:?} {door:?}: {} {}", answer.status, answer.body);
            if door.is_for_programs() {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{told}");
            } else {
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{told}");
                let to = answer.leads_to();
                let to = to.strip_prefix("/desk/again?to=").expect("it asks again");
                assert!(path.starts_with(to), "{path} leads back to {to}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_open_to_anybody_breaks_for_nobody() {
    let world = World::open().await;
    for door in doors().filter(|door| door.asks == Asks::Nothing) {
        let path = world.path(door, Whose::Own);
        let answer = world
            .house
            .ask(&Browser::default(), (door.verb, &path), "")
            .await;
        assert!(
            answer.status.as_u16() < 500,
            "{door:?}: {} {}",
            answer.status,
            answer.body
        );
    }
}

#[tokio::test]
async fn looking_at_any_page_changes_nothing_but_what_is_written_of_the_look() {
    let world = World::open().await;
    let owner = &world.people[0].2;
    let kept = async || {
        let mut items = world.house.office.items().await;
        let audit = |item: &serde_json::Value| {
            item["pk"]["S"]
                .as_str()
                .is_some_and(|key| key.starts_with("L#"))
        };
        items.retain(|item| !audit(item));
        items
    };
    let before = kept().await;
    for door in doors().filter(|door| door.verb == Verb::Get) {
        let path = world.path(door, Whose::Own);
        world.house.get(owner, &path).await;
    }
    assert_eq!(kept().await, before);
}
