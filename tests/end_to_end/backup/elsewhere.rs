//! Tables that are not on this machine: named, reached by DynamoDB's protocol, in use meanwhile.

use std::fs;
use std::path::Path;

use functions::store::copy::{Part, Row};
use functions::store::{Endpoint, Store};
use sha2::{Digest as _, Sha256};

use super::{lines, practice_with_bookings, refused, text};
use crate::harness::{Practice, Ran, knead, run};

/// Empty tables beside those of a practice that is served.
async fn tables(practice: &Practice, name: &str) -> Store {
    let store = Store::new(&Endpoint::local(&practice.store()), name);
    store.make_table().await.expect("tables");
    store
}

/// Runs a command about tables of this name.
fn command(practice: &Practice, arguments: &[&str], table: &str) -> Ran {
    let mut command = knead();
    command.args(arguments).arg(practice.path());
    command.args(["--table", table]);
    command.env_remove("AWS_ACCESS_KEY_ID");
    run(command.env("AWS_ENDPOINT_URL_DYNAMODB", practice.store()))
}

fn restore(practice: &Practice, copy: &Path, table: &str) -> Ran {
    command(practice, &["restore", &text(copy)], table)
}

/// Writes down, as `knead restore` does, that a table is being filled from a copy.
async fn begin(store: &Store, copy: &Path) {
    let manifest = fs::read(copy.join("manifest.json")).expect("a manifest");
    let name: String = Sha256::digest(manifest)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    store.begin_filling(&name).await.expect("begun");
}

#[tokio::test]
async fn tables_in_use_are_copied_and_restored_beside_themselves() {
    let (practice, served, _) = practice_with_bookings().await;
    let copy = practice.path().join("copy");
    let ran = command(&practice, &["backup", "--out", &text(&copy)], "knead");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!lines(&copy, "table.jsonl").is_empty());
    tables(&practice, "restored").await;
    let ran = restore(&practice, &copy, "restored");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("KNEAD_PRACTICE_KEY"), "{}", ran.stderr);
    let ran = restore(&practice, &copy, "restored");
    refused(&ran, "the table `restored` is in use", "--table NAME");
    let ran = restore(&practice, &copy, "missing");
    refused(&ran, "the store refused", "see that the table is there");
    drop(served);
}

#[tokio::test]
async fn a_restore_that_was_stopped_goes_on_with_the_same_copy_only() {
    let (practice, served, _) = practice_with_bookings().await;
    let copy = practice.path().join("copy");
    let ran = command(&practice, &["backup", "--out", &text(&copy)], "knead");
    assert_eq!(ran.code, 0, "{}", ran.stderr);

    let store = tables(&practice, "restored").await;
    begin(&store, &copy).await;
    let rows = lines(&copy, "table.jsonl");
    let rows: Result<Vec<Row>, _> = rows[..3].iter().map(|line| Row::parse(line)).collect();
    let filled = store.fill(Part::Table, &rows.expect("rows")).await;
    filled.expect("three of its rows");
    let ran = restore(&practice, &copy, "restored");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("was stopped in between"),
        "{}",
        ran.stderr
    );

    let other = tables(&practice, "other").await;
    other.begin_filling("another copy").await.expect("begun");
    let ran = restore(&practice, &copy, "other");
    refused(
        &ran,
        "a restore of another copy into the table `other`",
        "end it first",
    );
    drop(served);
}

#[tokio::test]
async fn what_somebody_else_wrote_meanwhile_is_seen() {
    let (practice, served, _) = practice_with_bookings().await;
    let copy = practice.path().join("copy");
    let ran = command(&practice, &["backup", "--out", &text(&copy)], "knead");
    assert_eq!(ran.code, 0, "{}", ran.stderr);

    let store = tables(&practice, "restored").await;
    begin(&store, &copy).await;
    let stray = r#"{"Item":{"pk":{"S":"B#stray"},"sk":{"S":"B"}}}"#;
    let stray = Row::parse(stray).expect("a row");
    store.fill(Part::Table, &[stray]).await.expect("put");
    let ran = restore(&practice, &copy, "restored");
    refused(
        &ran,
        "the table is not what was copied",
        "something else writes to it",
    );
    drop(served);
}
