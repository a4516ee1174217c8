//! Erasing a client.

use std::fs;

use functions::sealing::KeyFile;
use functions::store::{Endpoint, Store};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use super::{LATER, MARKERS, audit_of, markers_in, serve, told};
use crate::desk::Owner;
use crate::harness::{NOW, Practice, answer};
use crate::intake::{opened, practice, submissions};
use crate::page::Page;
use crate::stored::{self, ask, plain};

/// What is typed to erase the client.
const TYPED: [(&str, &str); 2] = [("name", "zebulon  quillmark"), ("early", "yes")];

async fn client_key_is_there(practice: &Practice, client: &str) -> bool {
    let key = KeyFile::at(&practice.data().join("practice.key"));
    let store = Store::new(&Endpoint::local(&practice.store()), "knead");
    let opened = store
        .client_key(&key.read().expect("the practice's key"), client)
        .await;
    opened.expect("the store answers").is_some()
}

/// What the store's own files hold of the marker words.
fn markers_in_files(practice: &Practice) -> Vec<&'static str> {
    let files = fs::read_dir(practice.data()).expect("the data folder");
    let files = files.flatten().map(|entry| entry.path());
    let files = files.filter(|path| path.to_string_lossy().contains("store.sqlite"));
    let held: Vec<_> = files
        .flat_map(|path| fs::read(path).unwrap_or_default())
        .collect();
    markers_in(&held)
}

async fn put(practice: &Practice, item: &Value) {
    let wanted = json!({ "TableName": "knead", "Item": item });
    let (status, said) = answer(ask(&Client::new(), &practice.store(), "PutItem", &wanted)).await;
    assert_eq!(status, StatusCode::OK, "{said}");
}

#[tokio::test]
async fn a_client_who_is_erased_leaves_no_word_and_a_proof() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    served.kill();
    let served = serve(&practice, LATER);
    let owner = Owner::of(&served).await;
    assert_eq!(markers_in_files(&practice).len(), MARKERS.len());

    let path = format!("/desk/clients/{client}/erase");
    let before = Page::of(owner.get(&path)).await;
    assert_eq!(before.status, StatusCode::OK, "{}", before.html);
    for part in ["Erase Zebulon Quillmark", "Signed health forms", "The law"] {
        assert!(
            before.html.contains(part),
            "{part} is not in {}",
            before.html
        );
    }
    let copy = submissions(&practice).await;
    assert!(opened(&practice, &copy[0], "heart_what").await.is_some());

    let erased = owner.post(&path, &TYPED).send().await.expect("an answer");
    assert_eq!(erased.status(), StatusCode::SEE_OTHER);
    let proof = erased.headers()["location"].to_str().expect("a path");
    let page = Page::of(owner.get(proof)).await;
    assert!(page.html.contains("A client was erased"), "{}", page.html);
    let (_, proof) = answer(owner.get(&format!("/api{proof}"))).await;
    let found = [
        ("keys", 1),
        ("submissions", 1),
        ("bookings", 1),
        ("contacts", 1),
    ];
    for (kind, count) in found {
        assert_eq!(proof["found"][kind], count, "{proof}");
    }
    assert_eq!(proof["client"], client.as_str());

    // Not in the table, and, once its file is written anew, not in the file.
    let table = json!(practice.items().await).to_string();
    assert_eq!(markers_in(table.as_bytes()), Vec::<&str>::new());
    while !markers_in_files(&practice).is_empty() {
        owner.get("/desk/erasures").send().await.expect("an answer");
    }
    let said = [page.html, proof.to_string(), practice.log()].concat();
    assert_eq!(markers_in(said.as_bytes()), Vec::<&str>::new());

    // Yesterday's copy is put back: the key that is gone does not come with it.
    put(&practice, &copy[0]).await;
    assert_eq!(submissions(&practice).await, copy);
    assert!(!client_key_is_there(&practice, &client).await);

    let audit = audit_of(&practice, &client).await;
    let of_erasure: Vec<_> = audit
        .iter()
        .filter(|row| row.contains(" by staff"))
        .collect();
    let expected = [
        "erase client by staff",
        "destroy key by staff",
        "client erased by staff",
    ];
    let mut sorted = expected.to_vec();
    sorted.sort_unstable();
    let mut found: Vec<_> = of_erasure.iter().map(|row| row.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, sorted);
}

#[tokio::test]
async fn what_was_booked_stays_as_numbers_and_its_link_leads_nowhere() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    served.kill();
    let served = serve(&practice, LATER);
    let owner = Owner::of(&served).await;
    let path = format!("/desk/clients/{client}/erase");
    owner.post(&path, &TYPED).send().await.expect("an answer");
    let items = practice.items_of("B#").await;
    let bookings: Vec<_> = items.iter().map(plain).collect();
    assert_eq!(bookings.len(), 1, "{bookings:?}");
    let booking = &bookings[0];
    assert_eq!(
        (&booking["price"], &booking["service"]),
        (&json!("95.00"), &json!("deep-tissue"))
    );
    for gone in ["name", "email", "client", "link", "fingerprint"] {
        assert_eq!(booking[gone], "", "{gone}");
    }
    assert_eq!(
        (&booking["phone"], &booking["note"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(practice.items_of("M#").await, Vec::<Value>::new());
    // They are unknown now, as anybody who never was here.
    assert_eq!(
        Page::of(owner.get(&path)).await.status,
        StatusCode::NOT_FOUND
    );
    let table = owner.get("/desk/export/bookings.csv?month=2026-12");
    let table = table.send().await.expect("an answer");
    let table = table.text().await.expect("a table");
    assert!(table.contains("\"95.00\",\"USD\",\"\","), "{table}");
}

#[tokio::test]
async fn nobody_is_erased_by_a_slip_or_before_the_record_may_go() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    served.kill();
    let served = serve(&practice, LATER);
    let owner = Owner::of(&served).await;
    let path = format!("/desk/clients/{client}/erase");
    let wrong: [(&[(&str, &str)], &str); 3] = [
        (
            &[("name", "Zebulon"), ("early", "yes")],
            "Type the client&#39;s name",
        ),
        (
            &[("name", ""), ("early", "yes")],
            "Type the client&#39;s name",
        ),
        (
            &[("name", "Zebulon Quillmark")],
            "Say that the record may go",
        ),
    ];
    let before = practice.kept().await;
    for (typed, words) in wrong {
        let page = Page::of(owner.post(&path, typed)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
        let html = page.html.replace("&#x27;", "&#39;");
        assert!(html.contains(words), "{words} is not in {html}");
    }
    let after = practice.kept().await;
    let of_client = |items: &[Value]| {
        let kept = items.iter().filter(|item| {
            let partition = item["pk"]["S"].as_str().unwrap_or_default();
            is_about_a_client(partition)
        });
        kept.count()
    };
    assert_eq!(of_client(&before), of_client(&after));
    assert!(client_key_is_there(&practice, &client).await);
}

#[tokio::test]
async fn a_client_who_is_still_to_come_is_not_erased() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    let owner = Owner::of(&served).await;
    let path = format!("/desk/clients/{client}/erase");
    let page = Page::of(owner.post(&path, &TYPED)).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.html.contains("1 appointment is"), "{}", page.html);
    assert!(client_key_is_there(&practice, &client).await);
}

#[tokio::test]
async fn an_erasure_that_was_cut_off_is_finished_by_itself() {
    let practice = practice();
    let served = serve(&practice, NOW);
    let client = told(&practice, &served).await;
    served.kill();
    let served = serve(&practice, LATER);
    let copy = practice.items().await;
    let owner = Owner::of(&served).await;
    let path = format!("/desk/clients/{client}/erase");
    owner.post(&path, &TYPED).send().await.expect("an answer");
    // As it stood when it had only been written down: everything is back but the key.
    let erasures = practice.items_of("N#erasures").await;
    let mut erasure = erasures[0].clone();
    let booking = copy.iter().find(|item| item["sk"]["S"] == "B");
    let booking = &booking.expect("a booking")["id"];
    erasure["version"] = json!({ "N": "1" });
    erasure["aim"] = json!({ "M": {
        "clients": { "L": [{ "S": client }] },
        "bookings": { "L": [booking] },
        "places": { "L": [] },
        "contacts": { "L": [] },
    } });
    erasure.as_object_mut().expect("an item").remove("done_at");
    let theirs = copy.iter().filter(|item| {
        let partition = item["pk"]["S"].as_str().unwrap_or_default();
        is_about_a_client(partition) || partition == "N#clients"
    });
    for item in theirs {
        put(&practice, item).await;
    }
    put(&practice, &erasure).await;
    served.kill();
    let _served = serve(&practice, LATER);
    loop {
        let erasures = practice.items_of("N#erasures").await;
        if erasures[0].get("done_at").is_some() {
            break;
        }
    }
    let table = json!(stored::items(&practice.store()).await).to_string();
    assert_eq!(markers_in(table.as_bytes()), Vec::<&str>::new());
    let audit = audit_of(&practice, &client).await;
    assert!(
        audit.contains(&"client erased by time".to_owned()),
        "{audit:?}"
    );
}

/// Whether a partition is a client's or a booking's.
fn is_about_a_client(partition: &str) -> bool {
    let kinds = ["C#", "F#", "P#", "B#", "I#", "H#"];
    kinds.iter().any(|kind| partition.starts_with(kind))
}
