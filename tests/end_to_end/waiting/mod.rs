//! The waiting list: who asks first is told first, and nobody else can have the time meanwhile.

mod asking;
mod offering;

use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Practice, Served, answer, booking_with};

/// How long promises may take to be kept.
const KEPT_WITHIN: Duration = Duration::from_secs(60);

/// Somebody who waits for an hour of Maya's on the first of December.
fn waiting(client: usize, members: &Value) -> Value {
    let mut waiting = json!({
        "service": "deep-tissue", "minutes": 60, "therapist": "maya",
        "from": "2026-12-01", "to": "2026-12-01", "parts": "morning,afternoon",
        "name": format!("Waiting {client}"), "email": format!("waiting{client}@example.com"),
    });
    for (name, value) in members.as_object().expect("an object") {
        waiting[name] = value.clone();
    }
    waiting
}

/// Joins, and gives the token.
async fn join(served: &Served, client: usize, members: &Value) -> String {
    let request = served.post("/api/waiting").json(&waiting(client, members));
    let (status, joined) = answer(request).await;
    assert_eq!(status, StatusCode::CREATED, "{joined}");
    joined["token"].as_str().expect("a token").to_owned()
}

async fn seen(served: &Served, token: &str) -> Value {
    let (status, seen) = answer(served.get(&format!("/api/waiting/{token}"))).await;
    assert_eq!(status, StatusCode::OK, "{seen}");
    seen
}

/// Books an hour of Maya's, and gives the token.
async fn book(served: &Served, client: usize, start: &str) -> String {
    let members = json!({ "start": format!("{start}-05:00") });
    let (status, made) = served.book("", &booking_with(client, &members)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["token"].as_str().expect("a token").to_owned()
}

/// Fills Maya's day: whoever wants an hour of hers has to wait. Gives the tokens by start.
async fn full_day(served: &Served) -> Vec<String> {
    let mut tokens = Vec::new();
    for (client, time) in ["09:00", "10:15", "13:15", "14:30", "15:45", "17:00"]
        .iter()
        .enumerate()
    {
        tokens.push(book(served, client, &format!("2026-12-01T{time}:00")).await);
    }
    tokens
}

async fn cancel(served: &Served, token: &str) {
    let (status, answer) = answer(served.post(&format!("/api/bookings/{token}/cancel"))).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

/// Waits until nothing is promised that is due.
pub(crate) async fn until_kept(practice: &Practice, now: &str) {
    let began = Instant::now();
    let now = instant(now);
    loop {
        let items = practice.items().await;
        let due = items.iter().filter(|item| is_due(item, now)).count();
        if due == 0 {
            return;
        }
        assert!(began.elapsed() < KEPT_WITHIN, "{due} promises are not kept");
        tokio::task::yield_now().await;
    }
}

fn is_due(item: &Value, now: jiff::Timestamp) -> bool {
    let promise = item["pk"]["S"]
        .as_str()
        .is_some_and(|key| key.starts_with("O#"));
    promise && instant(item["due"]["S"].as_str().expect("when it is due")) <= now
}

fn instant(text: &str) -> jiff::Timestamp {
    text.parse().expect("an instant")
}

/// The subjects of the mails to an address, in the order they were sent.
fn subjects(practice: &Practice, client: usize) -> Vec<String> {
    let to = format!("waiting{client}@example.com");
    let mails = mails(practice).into_iter();
    mails
        .filter(|(address, _, _)| *address == to)
        .map(|(_, subject, _)| subject)
        .collect()
}

/// Address, subject and text of every mail.
pub(crate) fn mails(practice: &Practice) -> Vec<(String, String, String)> {
    let folder = std::fs::read_dir(practice.data().join("mail")).into_iter();
    let mut files: Vec<_> = folder
        .flatten()
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "eml"))
        .collect();
    files.sort_by_key(|path| number(path));
    let read = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).expect("a mail");
        let mail = MessageParser::new().parse(&bytes).expect("a mail");
        let to = mail
            .to()
            .and_then(|to| to.first())
            .and_then(|to| to.address());
        (
            to.unwrap_or_default().to_owned(),
            mail.subject().unwrap_or_default().to_owned(),
            mail.body_text(0).unwrap_or_default().into_owned(),
        )
    };
    files.iter().map(read).collect()
}

/// Mails of one instant are told apart by their number.
fn number(path: &std::path::Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
