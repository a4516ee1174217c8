//! The practice's key and its clients': kept, changed, destroyed, and refused where they are not right.

mod client_keys;
mod files;
mod kms;
mod rotating;
mod wrapping;

use std::fs;
use std::path::PathBuf;

use functions::sealing::{ClientPublic, KeyFile, Place, PracticeKey, PracticePublic, Sealed};
use functions::store::{Endpoint, Store};
use jiff::Timestamp;

use crate::harness::{NOW, Practice, Ran, Served, knead, run};

/// What is sealed in these tests.
const ANSWER: &[u8] = b"warfarin, since 2024";

fn now() -> Timestamp {
    NOW.parse().expect("an instant")
}

fn key_file(practice: &Practice) -> PathBuf {
    practice.data().join("practice.key")
}

/// The practice's key as the desk opens it.
fn practice_key(practice: &Practice) -> PracticeKey {
    let key = KeyFile::at(&key_file(practice)).read();
    key.expect("a key file")
}

/// The practice's public half as the intake function has it.
fn practice_public(practice: &Practice) -> PracticePublic {
    let text = fs::read_to_string(practice.data().join("practice.pub")).expect("a public half");
    PracticePublic::parse(&text).expect("a public half")
}

/// The store of a practice that is served.
fn store(practice: &Practice) -> Store {
    Store::new(&Endpoint::local(&practice.store()), "knead")
}

fn place(client: &str) -> Place<'_> {
    Place {
        client,
        item: "INTAKE#01",
        field: "medications",
    }
}

/// A practice that has been served, with so many clients who have answered.
async fn with_clients(count: usize) -> (Practice, Served, Vec<(String, Sealed)>) {
    let practice = Practice::new();
    let served = practice.serve();
    let (store, public) = (store(&practice), practice_public(&practice));
    let mut sealed = Vec::new();
    for number in 0..count {
        let client = format!("CLIENT{number:04}");
        let key = store.client_public_or_new(&client, &public, now()).await;
        sealed.push((client.clone(), seal(&key.expect("a key"), &client)));
    }
    (practice, served, sealed)
}

fn seal(key: &ClientPublic, client: &str) -> Sealed {
    key.seal(place(client), ANSWER).expect("sealed")
}

/// Whether every client's answer opens.
async fn all_open(store: &Store, key: &PracticeKey, sealed: &[(String, Sealed)]) {
    for (client, sealed) in sealed {
        let client_key = store.client_key(key, client).await.expect("it opens");
        let client_key = client_key.expect("they have one");
        let opened = client_key.open(place(client), sealed).expect("it opens");
        assert_eq!(&*opened, ANSWER);
    }
}

fn keys(practice: &Practice, arguments: &[&str]) -> Ran {
    let mut command = knead();
    command.arg("keys").args(arguments).arg(practice.path());
    run(command.env_remove("AWS_ENDPOINT_URL_DYNAMODB"))
}
