//! Copies of the tables: taken, restored, tried out, and refused where they are not right.

mod elsewhere;
mod refusing;
mod restoring;

use std::fs;
use std::path::{Path, PathBuf};

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{NOW, Practice, Ran, Served, booking_with, knead, run};
use crate::intake;

/// Starts on one day, each a booking of another client.
const STARTS: [&str; 3] = [
    "2026-12-01T10:00:00-05:00",
    "2026-12-02T10:00:00-05:00",
    "2026-12-03T10:00:00-05:00",
];

/// A practice with bookings and one signed form; the tokens of its bookings.
async fn practice_with_bookings() -> (Practice, Served, Vec<String>) {
    let practice = intake::practice();
    let served = practice.serve_without_limits();
    let mut tokens = Vec::new();
    for (client, start) in STARTS.iter().enumerate() {
        tokens.push(intake::book_at(&served, client, start).await);
    }
    intake::fill_in(&served, &tokens[0]).await;
    (practice, served, tokens)
}

/// The same, no longer served, and a copy of it.
async fn copied() -> (Practice, PathBuf, Vec<String>) {
    let (practice, served, tokens) = practice_with_bookings().await;
    drop(served);
    let copy = practice.path().join("copy");
    let ran = backup(&practice, &copy);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    (practice, copy, tokens)
}

fn backup(practice: &Practice, out: &Path) -> Ran {
    command(practice, &["backup", "--out", &text(out)])
}

fn restore(practice: &Practice, copy: &Path, more: &[&str]) -> Ran {
    let copy = text(copy);
    command(practice, &[&["restore", &copy], more].concat())
}

fn drill(practice: &Practice, copy: &Path, more: &[&str]) -> Ran {
    let copy = text(copy);
    command(practice, &[&["drill", &copy, "--now", NOW], more].concat())
}

/// Runs a command about this practice and the tables on this machine.
fn command(practice: &Practice, arguments: &[&str]) -> Ran {
    let mut command = knead();
    command.args(arguments).arg(practice.path());
    command.env_remove("AWS_ENDPOINT_URL_DYNAMODB");
    run(command.env_remove("KNEAD_TABLE"))
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

/// Puts the data folder aside, and one in its place that holds these of its files.
fn begin_anew(practice: &Practice, kept: &[&str]) -> PathBuf {
    let aside = practice.path().join("before");
    fs::rename(practice.data(), &aside).expect("moved");
    fs::create_dir(practice.data()).expect("a folder");
    for name in kept {
        fs::copy(aside.join(name), practice.data().join(name)).expect("copied");
    }
    aside
}

/// The lines of a file of a copy, in order.
fn lines(copy: &Path, name: &str) -> Vec<String> {
    let text = fs::read_to_string(copy.join(name)).expect("a file");
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

/// Books with these members in place of the usual ones.
async fn book(served: &Served, client: usize, members: &Value) -> (StatusCode, Value) {
    let booking = booking_with(client, members);
    served.book(&format!("after {client}"), &booking).await
}

/// A start on the same days, with the same therapist.
fn at(start: &str) -> Value {
    json!({ "start": start })
}

#[track_caller]
fn refused(ran: &Ran, what: &str, help: &str) {
    assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains(what), "{}", ran.stderr);
    assert!(ran.stderr.contains(help), "{}", ran.stderr);
}
