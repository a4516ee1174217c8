//! `knead slots --explain`: why a start is offered, or is not.

mod asking;
mod programs;
mod words;

use std::fs;

use serde_json::{Value, json};

use crate::harness::{NOW, Practice, Ran, knead, run};

/// What is booked on the days the tests ask about: Maya on Tuesday morning, the one room of deep
/// tissue on Wednesday, everyone on Thursday.
fn bookings() -> Value {
    json!([
        {"start": "2026-12-01T09:00-05:00", "end": "2026-12-01T10:00-05:00", "therapist": "maya", "buffer_after": 15},
        {"start": "2026-12-01T16:00-05:00", "end": "2026-12-01T17:00-05:00", "therapist": "maya", "status": "hold", "expires_at": "2026-11-24T08:10-05:00"},
        {"start": "2026-12-02T11:00-05:00", "end": "2026-12-02T12:00-05:00", "room": "quiet", "therapist": "jonas", "buffer_after": 15},
        {"start": "2026-12-03T00:00-05:00", "end": "2026-12-04T00:00-05:00", "status": "block"},
    ])
}

/// Asks at [`NOW`], with these bookings.
fn ask(practice: &Practice, arguments: &[&str]) -> Ran {
    let file = practice.path().join("bookings.json");
    fs::write(&file, bookings().to_string()).expect("a file");
    run(knead()
        .arg("slots")
        .args(arguments)
        .args(["--now", NOW, "--bookings"])
        .arg(file)
        .current_dir(practice.path()))
}

/// Holds all that is said against what is expected.
#[track_caller]
fn check_in(practice: &Practice, arguments: &[&str], expected: &[&str]) {
    let ran = ask(practice, arguments);
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(lines, expected);
}

#[track_caller]
fn check(start: &str, expected: &[&str]) {
    check_in(
        &Practice::new(),
        &["deep-tissue", "--explain", start],
        expected,
    );
}
