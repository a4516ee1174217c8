//! A client's key: made once, opened with the practice's, destroyed for good.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use functions::sealing::new_client;
use functions::store::Actor;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use super::{
    ANSWER, all_open, keys, now, place, practice_key, practice_public, seal, store, with_clients,
};
use crate::harness::{Practice, answer};
use crate::stored;

#[tokio::test]
async fn however_many_ask_at_once_a_client_has_one_key() {
    let practice = Practice::new();
    let _served = practice.serve();
    let (store, public) = (store(&practice), practice_public(&practice));
    let asked = (0..12).map(|_| {
        let (store, public) = (store.clone(), public.clone());
        tokio::spawn(async move { store.client_public_or_new("CLIENT", &public, now()).await })
    });
    let mut keys = BTreeSet::new();
    for asked in asked.collect::<Vec<_>>() {
        let key = asked.await.expect("it ends").expect("a key");
        keys.insert(String::from(key));
    }
    assert_eq!(keys.len(), 1);
    let opened = store.client_key(&practice_key(&practice), "CLIENT").await;
    let opened = opened.expect("it opens").expect("it is there");
    assert_eq!(keys.pop_first(), Some(opened.public().into()));
}

#[tokio::test]
async fn the_public_half_seals_what_only_the_desk_opens() {
    let (practice, _served, sealed) = with_clients(3).await;
    all_open(&store(&practice), &practice_key(&practice), &sealed).await;
    let main_table = practice.items_of("P#").await;
    assert_eq!(main_table.len(), 3);
    for item in main_table {
        let names: BTreeSet<_> = item.as_object().expect("an item").keys().collect();
        let expected = ["made_at", "pk", "practice_key", "public", "sk"];
        assert!(names.iter().eq(expected.iter()), "{item}");
    }
}

#[tokio::test]
async fn a_wrapped_key_put_in_another_clients_place_opens_for_neither() {
    let (practice, _served, _) = with_clients(2).await;
    let mut moved = keys_table(&practice).await;
    let own = moved
        .iter()
        .position(|item| item["pk"]["S"] == "K#CLIENT0000");
    let mut moved = moved.remove(own.expect("it is there"));
    moved["pk"]["S"] = "K#CLIENT0001".into();
    put(&practice, "knead-keys", &moved).await;
    let opened = store(&practice)
        .client_key(&practice_key(&practice), "CLIENT0001")
        .await;
    assert_eq!(
        opened.expect_err("it is another's").to_string(),
        "the key of the client `CLIENT0001` does not open: it was changed, or is another's"
    );
}

#[tokio::test]
async fn a_destroyed_key_leaves_every_copy_of_the_record_unreadable() {
    let (practice, _served, sealed) = with_clients(2).await;
    let (store, key) = (store(&practice), practice_key(&practice));
    for (client, sealed) in &sealed {
        let bytes = STANDARD.encode(sealed.as_bytes());
        let item = json!({
            "pk": { "S": format!("C#{client}") }, "sk": { "S": "INTAKE#01" }, "medications": { "B": bytes },
        });
        put(&practice, "knead", &item).await;
    }
    let mut yesterday = practice.items_of("C#CLIENT0000").await;
    yesterday.extend(practice.items_of("P#CLIENT0000").await);
    assert_eq!(
        yesterday.len(),
        2,
        "the public half and what was sealed to it"
    );

    let destroy = || store.destroy_client_key("CLIENT0000", Actor::StaffLink, now());
    assert_eq!(destroy().await, Ok(true));
    assert_eq!(destroy().await, Ok(false), "there is none any more");
    let public = store.client_public("CLIENT0000").await;
    assert_eq!(public, Ok(None));

    // Yesterday's copy is put back whole; the practice's key is there, and so is a new key.
    for item in &yesterday {
        put(&practice, "knead", item).await;
    }
    assert!(
        store
            .client_key(&key, "CLIENT0000")
            .await
            .expect("asked")
            .is_none()
    );
    let (_, wrapped) = new_client(&key.public(), "CLIENT0000").expect("randomness");
    let anew = key.open_client("CLIENT0000", &wrapped).expect("our own");
    let (client, copied) = &sealed[0];
    assert!(anew.open(place(client), copied).is_err());

    // The other client's record is as it was.
    all_open(&store, &key, &sealed[1..]).await;
}

/// SQLite would leave a deleted row where it was, for the practice's key to open.
#[tokio::test]
async fn a_destroyed_key_is_in_no_file_any_more_once_the_store_was_closed() {
    let (practice, served, _) = with_clients(3).await;
    let own = keys_table(&practice).await;
    let own = own.iter().find(|item| item["pk"]["S"] == "K#CLIENT0001");
    let wrapped = own.expect("it is there")["wrapped"]["B"].as_str();
    let wrapped = wrapped.expect("bytes").to_owned();
    assert!(!files_with(&practice, &wrapped).is_empty());
    let store = store(&practice);
    let destroyed = store
        .destroy_client_key("CLIENT0001", Actor::StaffLink, now())
        .await;
    assert_eq!(destroyed, Ok(true));
    served.kill();
    // Opens the store, and closes it.
    assert_eq!(keys(&practice, &["show"]).code, 0);
    assert_eq!(files_with(&practice, &wrapped), Vec::<PathBuf>::new());
}

/// The files of the data folder in which a text stands.
fn files_with(practice: &Practice, text: &str) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).expect("a file");
        let mut parts = bytes.windows(text.len());
        parts.any(|part| part == text.as_bytes())
    };
    let files = fs::read_dir(practice.data()).expect("a folder");
    let files = files.map(|file| file.expect("an entry").path());
    files.filter(|path| path.is_file() && holds(path)).collect()
}

#[tokio::test]
async fn that_a_key_was_destroyed_is_in_the_audit_once() {
    let (practice, _served, _) = with_clients(1).await;
    let store = store(&practice);
    for _ in 0..2 {
        let destroyed = store
            .destroy_client_key("CLIENT0000", Actor::StaffLink, now())
            .await;
        destroyed.expect("asked");
    }
    let audit = practice.items_of("L#").await;
    let rows: Vec<_> = audit.iter().map(stored::plain).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    let row = &rows[0];
    assert_eq!(
        (&row["action"], &row["client"], &row["actor"]),
        (&json!("destroy key"), &json!("CLIENT0000"), &json!("staff"))
    );
}

#[tokio::test]
async fn who_comes_back_after_their_key_was_destroyed_gets_a_new_one() {
    let (practice, _served, sealed) = with_clients(1).await;
    let (store, key) = (store(&practice), practice_key(&practice));
    let destroyed = store
        .destroy_client_key("CLIENT0000", Actor::StaffLink, now())
        .await;
    assert_eq!(destroyed, Ok(true));
    let public = store
        .client_public_or_new("CLIENT0000", &key.public(), now())
        .await;
    let again = seal(&public.expect("a new key"), "CLIENT0000");
    let opened = store.client_key(&key, "CLIENT0000").await.expect("asked");
    let opened = opened.expect("the new key");
    assert_eq!(
        &*opened.open(place("CLIENT0000"), &again).expect("it opens"),
        ANSWER
    );
    assert!(opened.open(place("CLIENT0000"), &sealed[0].1).is_err());
}

/// Every item of the table of keys, asked past all of our code.
async fn keys_table(practice: &Practice) -> Vec<Value> {
    let scan = json!({ "TableName": "knead-keys" });
    let asked = stored::ask(&Client::new(), &practice.store(), "Scan", &scan);
    let (status, mut page) = answer(asked).await;
    assert_eq!(status, StatusCode::OK, "{page}");
    std::mem::take(page["Items"].as_array_mut().expect("a list"))
}

async fn put(practice: &Practice, table: &str, item: &Value) {
    let put = json!({ "TableName": table, "Item": item });
    let asked = stored::ask(&Client::new(), &practice.store(), "PutItem", &put);
    let (status, answered) = answer(asked).await;
    assert_eq!(status, StatusCode::OK, "{answered}");
}
