//! The desk: every door, then all that staff do, with what it needs.

use functions::desk::{Door, Verb, doors};
use functions::mail::Sender;
use serde_json::{Value, json};

use super::intake::{ADA, ADA_AGAIN};
use crate::harness::booking_with;
use crate::roles::world::{Visitor, World};

/// The practice's own address: whoever asks with it first is the owner.
pub(super) const OWNER: &str = "desk@practice.example";
const MAYA: &str = "maya@practice.example";
/// An id that nothing has.
const UNKNOWN: &str = "01KB0000000000000000000000";
/// Where nobody takes mail.
const NOWHERE: &str = "smtp://127.0.0.1:9";
/// Longer than a mail is tried to be sent.
const GIVEN_UP_SECONDS: i64 = 5 * 3_600;

pub(super) async fn walk(world: &World) {
    let owner = world.sign_in(OWNER).await;
    every_door(world, &owner).await;
    let owner = world.sign_in(OWNER).await;
    schedule(world, &owner).await;
    let owner = world.sign_in(OWNER).await;
    records(world, &owner).await;
    office(world).await;
    staff(world).await;
}

/// Every door, as who has just come in; then once more where nothing is.
async fn every_door(world: &World, owner: &Visitor<'_>) {
    let [booking, client] = [booking_of(world, ADA).await, client_of(world, ADA).await];
    let submission = sort_after(world, &format!("C#{client}"), "INTAKE#").await;
    for door in doors().filter(|door| !door.path.contains("sign-out")) {
        let fill = |part: &str| match part {
            "{booking}" => booking.clone(),
            "{client}" => client.clone(),
            "{submission}" => submission.clone(),
            part if part.starts_with('{') => UNKNOWN.to_owned(),
            part => part.to_owned(),
        };
        let path: Vec<_> = door.path.split('/').map(fill).collect();
        go_through(owner, door, &path.join("/")).await;
    }
}

async fn go_through(owner: &Visitor<'_>, door: &Door, path: &str) {
    match door.verb {
        Verb::Get => owner.get(path).await,
        Verb::Post if path.starts_with("/api/") => owner.json(path, &json!({})).await,
        Verb::Post => owner.form(path, &[]).await,
    };
}

async fn schedule(world: &World, owner: &Visitor<'_>) {
    let cancelled = booked(world, 31, "2026-12-18T09:00:00-05:00").await;
    let completed = booked(world, 32, "2026-11-25T12:00:00-05:00").await;
    let missed = booked(world, 33, "2026-11-25T14:00:00-05:00").await;
    let to = [
        ("date", "2026-11-25"),
        ("time", "16:00"),
        ("therapist", "maya"),
        ("room", ""),
        ("version", "1"),
    ];
    let shift = format!("{cancelled}/move");
    owner.form(&shift, &to).await.leads_on();
    world.at("2026-11-25T15:00:00-05:00");
    let owner = world.sign_in(OWNER).await;
    for (page, action, version) in [
        (cancelled, "cancel", "2"),
        (completed, "complete", "1"),
        (missed, "no-show", "1"),
    ] {
        let act = [("action", action), ("version", version)];
        owner.form(&page, &act).await.leads_on();
    }
    let call = [
        ("offer", "swedish.60"),
        ("date", "2026-11-27"),
        ("time", "9:07"),
        ("therapist", "maya"),
        ("room", ""),
        ("name", "Ada Caller"),
        ("email", "caller@example.com"),
        ("phone", ""),
        ("note", ""),
        ("key", "one"),
    ];
    owner.form("/desk/book", &call).await.leads_on();
    let block = [
        ("key", "one"),
        ("of", "therapist:maya"),
        ("date", "2026-12-22"),
        ("to_date", ""),
        ("from", "09:00"),
        ("to", "12:00"),
        ("words", "Dentist"),
    ];
    owner.form("/desk/blocks", &block).await.leads_on();
    for path in [
        "/desk/week",
        "/desk/day?date=2026-12-22",
        "/desk/day?date=2026-12-10",
    ] {
        owner.get(path).await.fine();
    }
    let blocks = owner.get("/desk/blocks").await.page();
    let remove = blocks.all("form[action$='/remove']", "action").remove(0);
    owner.form(&remove, &[]).await.leads_on();
    world.sweep().await;
}

/// Books, and gives the page of the booking at the desk.
async fn booked(world: &World, number: usize, start: &str) -> String {
    let booking = booking_with(number, &json!({ "start": start }));
    let made = world.visitor().json("/api/bookings", &booking).await;
    format!("/desk/bookings/{}", made.fine().said("id"))
}

async fn records(world: &World, owner: &Visitor<'_>) {
    let [ada, again] = [
        client_of(world, ADA).await,
        client_of(world, ADA_AGAIN).await,
    ];
    let page = format!("/desk/clients/{ada}");
    owner.get(&page).await.fine();
    let submission = sort_after(world, &format!("C#{ada}"), "INTAKE#").await;
    let submission = format!("{page}/submissions/{submission}");
    owner.get(&submission).await.fine();
    owner
        .form(&submission, &[("decision", "call"), ("version", "0")])
        .await
        .leads_on();
    let notes = format!("{page}/notes");
    owner
        .form(&notes, &[("id", UNKNOWN), ("text", "Tight")])
        .await
        .leads_on();
    let note = format!("{notes}/{UNKNOWN}");
    owner.get(&note).await.fine();
    let adds = [("id", "01KB0000000000000000000001"), ("text", "Better")];
    owner.form(&note, &adds).await.leads_on();
    // Somebody who has told nothing, and has no key yet.
    let other = format!("/desk/clients/{}/notes", client_of(world, 31).await);
    let first = [("id", "01KB0000000000000000000005"), ("text", "Tall")];
    owner.form(&other, &first).await.leads_on();
    let contact = format!("{page}/contact");
    owner
        .fill_in(
            &contact,
            &contact,
            &[
                ("name", "Ada Byron"),
                ("email", "client21@example.com"),
                ("phone", ""),
            ],
        )
        .await
        .leads_on();
    owner
        .form("/desk/clients", &[("search", "ada")])
        .await
        .leads_on();
    owner.get(&format!("{page}/merge")).await.fine();
    let merge = format!("{page}/merge/{again}");
    owner
        .fill_in(&merge, &merge, &[("stays", &ada)])
        .await
        .leads_on();
    // The form of a double is filed with the one who stays.
    let client = world.visitor();
    super::intake::by_program(&client, ADA_AGAIN, "2026-12-15T10:00:00-05:00").await;
    for path in [
        "/desk/export/practice.ndjson",
        "/desk/export/clients.csv",
        "/desk/export/bookings.csv?month=2026-12",
    ] {
        owner.get(path).await.fine();
    }
    owner.get(&format!("{page}/export")).await.fine();
    owner
        .get(&format!("/api/desk/clients/{ada}/export"))
        .await
        .fine();
    // A therapist sees who is theirs, and is refused the rest.
    staff_member(owner, "Maya", MAYA, "therapist").await;
    let maya = world.sign_in(MAYA).await;
    maya.get(&page).await.fine();
    maya.get("/desk/staff").await;
}

/// A mail is given up and sent again; somebody is taken off the waiting list.
async fn office(world: &World) {
    let client = world.visitor();
    let members = json!({ "start": "2026-12-21T10:00:00-05:00" });
    client
        .json("/api/bookings", &booking_with(34, &members))
        .await
        .fine();
    for _ in 0..8 {
        world.wait(GIVEN_UP_SECONDS);
        world
            .sweep_with(Sender::named(NOWHERE).expect("a mail server"))
            .await;
    }
    super::waiting::join(&client, 5).await;
    let owner = world.sign_in(OWNER).await;
    owner.get("/desk/messages").await.fine();
    owner
        .fill_in("/desk/mail", "/desk/mail/again", &[])
        .await
        .leads_on();
    owner
        .fill_in("/desk/waiting", "/desk/waiting/off", &[])
        .await
        .leads_on();
    world.sweep().await;
}

/// Accounts are made, changed, closed and opened; a passkey goes; everybody leaves.
async fn staff(world: &World) {
    let owner = world.sign_in(OWNER).await;
    staff_member(&owner, "Fay", "fay@practice.example", "front-desk").await;
    let fay = staff_id(world, "Fay").await;
    let page = format!("/desk/staff/{fay}");
    let account = |version| {
        [
            ("name", "Fay"),
            ("email", "kay@practice.example"),
            ("role", "front-desk"),
            ("therapist", ""),
            ("version", version),
        ]
    };
    owner.get(&page).await.fine();
    owner.form(&page, &account("1")).await.leads_on();
    owner
        .form(&format!("{page}/close"), &[("version", "2")])
        .await
        .leads_on();
    owner
        .form(&format!("{page}/open"), &[("version", "3")])
        .await
        .leads_on();
    passkey(world, &owner).await;
    owner
        .form("/desk/sign-out/everywhere", &[])
        .await
        .leads_on();
    let owner = world.sign_in(OWNER).await;
    owner.form("/desk/sign-in", &[("email", OWNER)]).await;
    owner.form("/desk/sign-out", &[]).await.leads_on();
}

/// A ceremony that fails, and a passkey that is taken away: what a real one writes is of the same keys.
async fn passkey(world: &World, owner: &Visitor<'_>) {
    let begun = owner
        .json("/api/desk/passkeys/begin", &json!({}))
        .await
        .fine();
    let credential = json!({
        "id": "AA", "rawId": "AA", "type": "public-key",
        "response": { "attestationObject": "AA", "clientDataJSON": "AA" },
    });
    let finish = json!({ "ceremony": begun.said("ceremony"), "credential": credential.to_string(), "name": "Phone" });
    owner.json("/api/desk/passkeys", &finish).await;
    let id = staff_id(world, "Test Practice").await;
    let kept = json!({
        "pk": { "S": format!("U#{id}") }, "sk": { "S": "PASSKEY#AA" }, "id": { "S": "AA" },
        "name": { "S": "Phone" }, "made_at": { "S": "2026-11-24T13:00:00Z" }, "key": { "S": "{}" },
    });
    world.put(&kept).await;
    owner.get("/desk/account").await.fine();
    owner
        .form("/desk/account/passkeys", &[("remove", "AA")])
        .await
        .leads_on();
}

async fn staff_member(owner: &Visitor<'_>, name: &str, email: &str, role: &str) {
    let therapist = if role == "therapist" { "maya" } else { "" };
    let account = [
        ("name", name),
        ("email", email),
        ("role", role),
        ("therapist", therapist),
        ("version", ""),
    ];
    owner.form("/desk/staff/new", &account).await.leads_on();
}

async fn staff_id(world: &World, name: &str) -> String {
    let items = world.items().await;
    let account = items
        .iter()
        .find(|item| item["sk"]["S"] == "STAFF" && item["name"]["S"] == name);
    let id = account.and_then(|account| account["id"]["S"].as_str());
    id.expect("an account").to_owned()
}

/// The first booking of a client of this number.
pub(super) async fn booking_of(world: &World, number: usize) -> String {
    text(&booking(world, number).await, "id")
}

/// The client of this number.
pub(super) async fn client_of(world: &World, number: usize) -> String {
    text(&booking(world, number).await, "client")
}

async fn booking(world: &World, number: usize) -> Value {
    let email = format!("client{number}@example.com");
    let items = world.items().await;
    let mut bookings: Vec<_> = items
        .into_iter()
        .filter(|item| item["sk"]["S"] == "B" && item["email"]["S"] == email)
        .collect();
    bookings.sort_by_key(|booking| text(booking, "start"));
    bookings.into_iter().next().expect("a booking")
}

/// What follows this beginning in the sort key of an item of a partition.
async fn sort_after(world: &World, partition: &str, beginning: &str) -> String {
    let items = world.items().await;
    let mut sorts = items.iter().filter(|item| item["pk"]["S"] == partition);
    let sort = sorts.find_map(|item| item["sk"]["S"].as_str()?.strip_prefix(beginning));
    sort.expect("an item").to_owned()
}

fn text(item: &Value, name: &str) -> String {
    item[name]["S"].as_str().expect("a text").to_owned()
}
