//! Copies that are not as they were taken, and places where they do not belong.

use std::fs;

use super::{backup, begin_anew, copied, drill, refused, restore};
use crate::harness::Practice;

#[tokio::test]
async fn a_copy_that_is_not_as_it_was_taken_is_not_restored() {
    let (practice, copy, _) = copied().await;
    begin_anew(&practice, &["secret", "practice.key"]);
    let path = copy.join("table.jsonl");
    let whole = fs::read_to_string(&path).expect("a file");
    let bytes = whole.len();
    let check = |text: &str, what: &str| {
        fs::write(&path, text).expect("written");
        refused(
            &restore(&practice, &copy, &[]),
            what,
            "fetch the copy again",
        );
        assert!(!practice.data().join("store.sqlite").exists(), "{what}");
    };
    let half = bytes / 2;
    check(
        &whole[..half],
        &format!("`table.jsonl` is cut off: {half} of {bytes} bytes are there"),
    );
    let changed = whole.replacen("Client 1", "Client 7", 1);
    assert_ne!(changed, whole);
    check(&changed, "`table.jsonl` was changed");
    let second = whole.find('\n').expect("a line") + 1;
    let mut broken = whole.clone();
    broken.replace_range(second..=second, "[");
    check(&broken, "line 2 of `table.jsonl` was changed or cut off");
    let twice = format!("{whole}{}", whole.lines().next().expect("a line"));
    check(&twice, "was changed or cut off");
}

#[tokio::test]
async fn a_copy_with_a_part_missing_is_not_restored() {
    let (practice, copy, _) = copied().await;
    begin_anew(&practice, &["secret", "practice.key"]);
    let keys = fs::read(copy.join("keys.jsonl")).expect("a file");
    fs::remove_file(copy.join("keys.jsonl")).expect("removed");
    let ran = restore(&practice, &copy, &[]);
    refused(
        &ran,
        "keys.jsonl` cannot be read",
        "no record of this copy ever opens",
    );
    fs::write(copy.join("keys.jsonl"), keys).expect("written");

    let manifest = copy.join("manifest.json");
    let text = fs::read_to_string(&manifest).expect("a file");
    let newer = text.replace("\"format\": 1", "\"format\": 2");
    fs::write(&manifest, newer).expect("written");
    let ran = restore(&practice, &copy, &[]);
    refused(
        &ran,
        "this copy is of form 2",
        "the version of knead that took it",
    );
    fs::remove_file(&manifest).expect("removed");
    let ran = drill(&practice, &copy, &[]);
    refused(&ran, "holds no whole copy", "is taken anew");
    let ran = backup(&practice, &copy);
    refused(&ran, "nothing to copy", "--data");
}

#[tokio::test]
async fn a_copy_is_restored_into_empty_tables_of_the_same_practice_only() {
    let (practice, copy, _) = copied().await;
    let ran = restore(&practice, &copy, &[]);
    refused(&ran, "is in use: it is not empty", "--data DIR");
    let other = Practice::new();
    other.replace("practice.toml", "Test Practice", "Other Practice");
    let ran = restore(&other, &copy, &[]);
    refused(
        &ran,
        "this copy is of `Test Practice`, but the practice in this folder is `Other Practice`",
        "--renamed",
    );
    let ran = restore(&other, &copy, &["--renamed"]);
    refused(&ran, "has no `secret`", "first put the copies of");
}

#[tokio::test]
async fn records_are_restored_only_beside_the_key_that_opens_them() {
    let (practice, copy, _) = copied().await;
    let aside = begin_anew(&practice, &["secret"]);
    let ran = restore(&practice, &copy, &[]);
    refused(&ran, "practice.key", "put back");
    let other = Practice::new();
    drop(other.serve());
    let foreign = other.data().join("practice.key");
    fs::copy(&foreign, practice.data().join("practice.key")).expect("copied");
    let ran = restore(&practice, &copy, &[]);
    refused(
        &ran,
        "does not hold",
        "put the copy of `practice.key` there",
    );
    let ran = drill(&practice, &copy, &[]);
    refused(&ran, "1 clients' keys do not open", "--data");
    let ran = drill(&practice, &copy, &["--data", &super::text(&aside)]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[tokio::test]
async fn a_copy_goes_into_a_new_folder() {
    let (practice, copy, _) = copied().await;
    refused(
        &backup(&practice, &copy),
        "there is something in",
        "name a new folder",
    );
    fs::remove_file(copy.join("manifest.json")).expect("removed");
    let ran = backup(&practice, &copy);
    assert_eq!(
        ran.code, 0,
        "one that was stopped is taken anew: {}",
        ran.stderr
    );
}
