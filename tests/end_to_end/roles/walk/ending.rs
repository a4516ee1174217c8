//! The end of what is kept: erased at the desk, by the sweep where that was cut off, and in time.

use serde_json::{Value, json};

use super::desk::{OWNER, booking_of, client_of};
use super::intake::ADA;
use crate::harness::booking_with;
use crate::roles::world::World;

/// When all that was booked is over.
const LATER: &str = "2027-02-02T08:00:00-05:00";
/// When contacts are past their time, and when everything is.
const YEARS_LATER: [&str; 2] = ["2030-06-04T08:00:00-05:00", "2035-06-05T08:00:00-05:00"];
/// Whose erasure is cut off.
const GRACE: usize = 41;
/// More sweeps than the walk through the directory takes.
const SWEEPS: usize = 12;

pub(super) async fn walk(world: &World) {
    let client = world.visitor();
    super::intake::by_program(&client, GRACE, "2026-12-28T10:00:00-05:00").await;
    super::intake::begun(&client, GRACE, "2026-12-29T10:00:00-05:00").await;
    world.sweep().await;
    let ada = client_of(world, ADA).await;
    world.at(LATER);
    world.sweep().await;
    waits(world, &format!("client{ADA}@example.com"), "Ada Byron").await;
    // Somebody else is reached at the same address.
    let members = json!({ "start": "2027-02-09T10:00:00-05:00", "email": format!("client{ADA}@example.com"), "name": "Bob Shared" });
    client
        .json("/api/bookings", &booking_with(42, &members))
        .await
        .fine();
    world.wait(180);
    world.sweep().await;
    let owner = world.sign_in(OWNER).await;
    // Nobody has written to them yet.
    waits(world, "client22@example.com", "Ada Byron").await;
    let erase = format!("/desk/clients/{ada}/erase");
    owner.get(&erase).await.fine();
    let typed = [("name", "Ada Byron"), ("early", "yes")];
    let erased = owner.form(&erase, &typed).await.leads_on();
    owner.get(&erased.location).await.fine();
    owner.get(&format!("/api{}", erased.location)).await.fine();
    owner.get("/desk/erasures").await.fine();
    cut_off(world).await;
    for years in YEARS_LATER {
        world.at(years);
        for _ in 0..SWEEPS {
            world.sweep().await;
        }
    }
    let left = world.items().await;
    let kept = |kind: &str| {
        left.iter()
            .filter(|item| {
                item["pk"]["S"]
                    .as_str()
                    .is_some_and(|key| key.starts_with(kind))
            })
            .count()
    };
    for gone in [
        "B#",
        "C#",
        "F#",
        "P#",
        "I#",
        "H#",
        "N#clients",
        "N#accounts",
    ] {
        assert_eq!(kept(gone), 0, "{gone}");
    }
}

/// An erasure that was written down, and no more.
async fn cut_off(world: &World) {
    let (client, booking) = (
        client_of(world, GRACE).await,
        booking_of(world, GRACE).await,
    );
    let items = world.items().await;
    let of = |kind: &str| {
        let text = |item: &Value| item["pk"]["S"].as_str().unwrap_or_default().to_owned();
        let found: Vec<_> = items
            .iter()
            .filter(|item| text(item).starts_with(kind))
            .cloned()
            .collect();
        found
    };
    let mut erasure = of("N#erasures").remove(0);
    let drafts = of("H#");
    let begun = drafts[0]["pk"]["S"]
        .as_str()
        .expect("a key")
        .trim_start_matches("H#");
    let codes = of("M#");
    let contact = |at: usize, shared: bool| {
        let code = codes[at]["pk"]["S"]
            .as_str()
            .expect("a key")
            .trim_start_matches("M#");
        json!({ "M": { "code": { "S": code }, "shared": { "BOOL": shared } } })
    };
    waits(world, &format!("client{GRACE}@example.com"), "Grace").await;
    let items = world.items().await;
    let place = items.iter().find(|item| {
        item["email"]["S"] == format!("client{GRACE}@example.com")
            && item["pk"]["S"] == "W#deep-tissue"
    });
    let place = place.expect("a place")["id"].clone();
    let id = "01KB0000000000000000000009";
    erasure["id"] = json!({ "S": id });
    erasure["sk"] = json!({ "S": id });
    erasure["client"] = json!({ "S": client });
    erasure["version"] = json!({ "N": "1" });
    erasure["aim"] = json!({ "M": {
        "clients": { "L": [{ "S": client }] },
        "bookings": { "L": [{ "S": booking }, { "S": begun }] },
        "places": { "L": [{ "M": { "service": { "S": "deep-tissue" }, "id": place } }] },
        "contacts": { "L": [contact(0, false), contact(1, true)] },
    } });
    erasure.as_object_mut().expect("an item").remove("done_at");
    world.put(&erasure).await;
    world.sweep().await;
    let items = world.items().await;
    let erasure = items.iter().find(|item| item["sk"]["S"] == id);
    assert!(erasure.expect("it is there").get("done_at").is_some());
}

async fn waits(world: &World, email: &str, name: &str) {
    let waiting = json!({
        "service": "deep-tissue", "minutes": 60, "from": "2027-02-09", "to": "2027-02-12",
        "parts": "morning", "name": name, "email": email,
    });
    world.visitor().json("/api/waiting", &waiting).await.fine();
}
