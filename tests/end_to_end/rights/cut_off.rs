//! An erasure killed before each of its writes, one after the other: a sweep finishes it, and the
//! proof is the same.

use functions::store::{Endpoint, Store};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::markers_in;
use crate::desk::house::{Answer, Browser, House};
use crate::fire::{Fire, Rates};
use crate::intake;
use crate::post::office::Office;
use crate::post::practice;
use crate::stored::plain;

/// Once the appointment is over.
const AFTER: &str = "2026-12-01T12:00:00-05:00";
/// Fewer writes than an erasure of all this has: its key, mails, bookings, place, contact, line,
/// record, and its two ends.
const WRITES_LEAST: u64 = 8;

/// A practice, and a client with something of every kind that an erasure takes away.
struct World {
    fire: Fire,
    house: House,
    owner: Browser,
    client: String,
}

impl World {
    async fn open() -> Self {
        let fire = Fire::light(1, Rates::none()).await;
        let practice = practice();
        intake::add_form(&practice);
        let house = House::of(Office::storing(practice, &fire.url).await);
        let client = told(&house).await;
        let owner = house.owner().await;
        let note = "id=01KB0000000000000000000002&text=Purplenote+of+the+back";
        let notes = format!("/desk/clients/{client}/notes");
        let kept = house.post(&owner, &notes, note).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        house.office.at(AFTER);
        let owner = house.owner().await;
        Self {
            fire,
            house,
            owner,
            client,
        }
    }

    async fn erase(&self) -> Answer {
        let path = format!("/desk/clients/{}/erase", self.client);
        let typed = "name=Zebulon+Quillmark&early=yes";
        self.house.post(&self.owner, &path, typed).await
    }

    /// What proves the one erasure, but for what differs from one world to the next.
    async fn proof(&self) -> Value {
        let erasures = self.house.rows("N#erasures").await;
        assert_eq!(erasures.len(), 1, "{erasures:?}");
        let erasure = &erasures[0];
        assert_eq!(erasure["client"], self.client.as_str());
        assert_eq!(erasure["aim"], Value::Null, "what was aimed at is gone");
        json!({ "found": erasure["found"], "done_at": erasure["done_at"], "asked_at": erasure["asked_at"] })
    }

    /// What the audit tells of the erasure.
    async fn audited(&self) -> Vec<String> {
        let rows = self.house.rows("L#").await;
        let word = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let of_erasure = [
            "erase client",
            "destroy key",
            "forget contact",
            "client erased",
        ];
        let actions = rows.iter().map(|row| word(row, "action"));
        let mut actions: Vec<_> = actions
            .filter(|action| of_erasure.contains(&action.as_str()))
            .collect();
        actions.sort();
        actions
    }

    /// What is left of each kind, but for the outbox and its ledger, which the sweep ends by itself.
    async fn left(&self) -> Vec<String> {
        let items = self.house.office.items().await;
        let kind = |item: &Value| {
            let item = plain(item);
            let first = |name: &str| {
                let key = item[name].as_str().unwrap_or_default();
                key.split('#').next().unwrap_or_default().to_owned()
            };
            format!("{} {}", first("pk"), first("sk"))
        };
        let mut kinds: Vec<_> = items.iter().map(kind).collect();
        kinds.retain(|kind| {
            ["B ", "C ", "M ", "W "]
                .iter()
                .any(|of| kind.starts_with(of))
        });
        kinds.sort();
        kinds
    }

    /// Nothing tells of the client, and nothing of theirs opens.
    async fn is_forgotten(&self) {
        let table = json!(self.house.office.items().await).to_string();
        assert_eq!(markers_in(table.as_bytes()), Vec::<&str>::new());
        assert!(!self.key_is_there().await);
    }

    async fn key_is_there(&self) -> bool {
        let store = Store::new(&Endpoint::local(&self.fire.url), "knead");
        let key = store.client_key(&self.house.office.key, &self.client).await;
        key.expect("the store answers").is_some()
    }
}

/// A client with marker words in every field books, waits, and sends their form: the client's id.
async fn told(house: &House) -> String {
    let office = &house.office;
    let who = json!({
        "name": "Zebulon Quillmark", "email": "zeb.quillmark@example.com",
        "phone": "(555) 5550177", "note": "Purplenote",
    });
    let booked = office.book(7, &who).await;
    let mut form = intake::whole();
    form["answers"]["full_name"] = json!("Zebulon Quillmark");
    let path = format!("/api/intake/{}", booked.token);
    let (status, sent) = office.post(&path, &form).await;
    assert_eq!(status, StatusCode::CREATED, "{sent}");
    let wait = json!({
        "service": "deep-tissue", "minutes": 60, "from": "2026-12-01", "to": "2026-12-02", "parts": "morning",
        "name": "Zebulon Quillmark", "email": "zeb.quillmark@example.com",
    });
    let (status, joined) = office.post("/api/waiting", &wait).await;
    assert_eq!(status, StatusCode::CREATED, "{joined}");
    office.wait(180);
    office.sweep().await;
    let rows = house.rows("F#").await;
    let sort = format!("BOOKING#{}", booked.id);
    let filed = rows.iter().find(|row| row["sk"] == sort.as_str());
    let partition = filed
        .and_then(|row| row["pk"].as_str())
        .expect("it is filed");
    partition.trim_start_matches("F#").to_owned()
}

#[tokio::test]
async fn an_erasure_killed_before_any_of_its_writes_ends_in_the_same_proof() {
    let whole = World::open().await;
    let erased = whole.erase().await;
    assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
    whole.house.office.sweep().await;
    whole.is_forgotten().await;
    let (proof, audited, left) = (
        whole.proof().await,
        whole.audited().await,
        whole.left().await,
    );
    for writes in 0.. {
        let world = World::open().await;
        let done = world.fire.killed_after(writes, world.erase()).await;
        if done.is_some() {
            assert!(writes >= WRITES_LEAST, "an erasure has {writes} writes");
            return;
        }
        if writes == 0 {
            assert!(world.key_is_there().await, "nothing was begun");
            assert_eq!(world.erase().await.status, StatusCode::SEE_OTHER);
        } else {
            assert_eq!(
                world.key_is_there().await,
                writes == 1,
                "the key goes first"
            );
        }
        world.house.office.sweep().await;
        world.is_forgotten().await;
        assert_eq!(world.proof().await, proof, "killed after {writes} writes");
        assert_eq!(
            world.audited().await,
            audited,
            "killed after {writes} writes"
        );
        assert_eq!(world.left().await, left, "killed after {writes} writes");
    }
}
