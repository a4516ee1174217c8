//! What was copied is there again, and all that was promised with it.

use std::fs;

use reqwest::StatusCode;
use serde_json::json;

use super::{STARTS, at, backup, begin_anew, book, copied, drill, lines, restore};
use crate::intake::{opened, submissions};
use crate::page::Page;

#[tokio::test]
async fn a_restored_practice_goes_on_where_it_was() {
    let (practice, copy, tokens) = copied().await;
    begin_anew(&practice, &["secret", "practice.key"]);
    let ran = restore(&practice, &copy, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let rows = lines(&copy, "table.jsonl").len();
    let told = format!("table.jsonl rows {rows} equal\nkeys.jsonl rows 1 equal\n");
    assert_eq!(ran.stdout, told);

    let served = practice.serve_without_limits();
    let submission = submissions(&practice).await.remove(0);
    let name = opened(&practice, &submission, "full_name").await;
    assert_eq!(name, Some(json!("Ada Lovelace")), "a record opens");
    for token in &tokens {
        let page = Page::of(served.get(&format!("/booking/m/{token}/"))).await;
        assert_eq!(page.status, StatusCode::OK, "a link works: {}", page.html);
    }
    let (status, answer) = book(&served, 8, &at(STARTS[1])).await;
    assert_eq!(status, StatusCode::CONFLICT, "taken is taken: {answer}");
    let (status, answer) = book(&served, 9, &at("2026-12-02T14:00:00-05:00")).await;
    assert_eq!(status, StatusCode::CREATED, "bookings go on: {answer}");
}

#[tokio::test]
async fn a_copy_of_what_was_restored_is_the_same_copy() {
    let (practice, copy, _) = copied().await;
    begin_anew(&practice, &["secret", "practice.key"]);
    assert_eq!(restore(&practice, &copy, &[]).code, 0);
    let again = practice.path().join("again");
    let ran = backup(&practice, &again);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for name in ["table.jsonl", "keys.jsonl"] {
        assert_eq!(lines(&copy, name), lines(&again, name));
    }
}

#[tokio::test]
async fn a_copy_holds_no_session_and_only_its_owner_can_read_it() {
    let (practice, copy, tokens) = copied().await;
    let table = lines(&copy, "table.jsonl");
    let of = |kind: &str| {
        let begins = format!("\"pk\":{{\"S\":\"{kind}");
        table.iter().filter(|line| line.contains(&begins)).count()
    };
    assert_eq!((of("S#"), of("R#"), of("N#retention")), (0, 0, 0));
    assert_eq!(of("U#"), 1, "the owner's account");
    for secret in [
        tokens[0].as_str(),
        "Aspirin",
        "10 December 1985",
        "1985-12-10",
    ] {
        let is_there = table.iter().any(|line| line.contains(secret));
        assert!(!is_there, "{secret} is in the copy");
    }
    let names = fs::read_dir(&copy).expect("a folder").flatten();
    for file in names {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = file.metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", file.path().display());
    }
    drop(practice);
}

#[tokio::test]
async fn a_drill_restores_books_and_leaves_no_trace() {
    let (practice, copy, _) = copied().await;
    let before = fs::read(practice.data().join("store.sqlite")).expect("a store");
    let ran = drill(&practice, &copy, &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for held in [
        "keys.jsonl rows 1 equal",
        "clients' keys open 1",
        "times offered ",
        "booked 2026-11-24T",
        "taken since: offered to nobody, and refused",
    ] {
        assert!(ran.stdout.contains(held), "{held}: {}", ran.stdout);
    }
    let after = fs::read(practice.data().join("store.sqlite")).expect("a store");
    assert!(before == after, "the practice's own tables were touched");
}
