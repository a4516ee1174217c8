//! Five hundred hostile submissions over every door: no answer is a fault of ours, nothing is stored
//! that was not accepted, nothing comes back as markup, and the log tells of nobody.

mod door;
mod stored;
mod submission;
mod words;

use std::collections::BTreeSet;

use fastrand::Rng;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Practice, Served, answer, booking_with};
use submission::{Loot, Submission};

const SUBMISSIONS: usize = 500;
/// What they are follows from it.
const SEED: u64 = 1;

#[tokio::test]
async fn hostile_submissions_break_nothing_leave_nothing_and_show_nothing() {
    let practice = Practice::new();
    let served = practice.serve_without_limits();
    let (tokens, mut accepted) = tokens(&served).await;
    accepted.extend(submit(&served, &tokens, SUBMISSIONS).await);
    assert!(
        accepted.len() > 5,
        "some of it is only strange: {}",
        accepted.len()
    );
    stored::check(&practice.items().await, &accepted);
    tells_of_nobody(&practice.log());
}

#[tokio::test]
async fn once_a_network_has_asked_too_often_nothing_of_it_is_taken() {
    let practice = Practice::new();
    let served = practice.serve();
    let (tokens, accepted) = tokens(&served).await;
    let closed =
        json!({ "service": "swedish", "minutes": 60, "start": "2026-12-06T10:00:00-05:00" });
    for _ in 0..60 {
        answer(served.post("/api/holds").json(&closed)).await;
    }
    let before = practice.items_but_mail().await;
    assert!(submit(&served, &tokens, SUBMISSIONS / 5).await.is_empty());
    assert_eq!(practice.items_but_mail().await, before);
    stored::check(&practice.items().await, &accepted);
    tells_of_nobody(&practice.log());
}

#[tokio::test]
async fn names_and_phones_are_stored_as_people_write_them() {
    let practice = Practice::new();
    let served = practice.serve();
    let people = [
        ("O'Brien-Łukasz 山田", "+1 (503) 555-0142"),
        ("مرحبا بالعالم", "503.555.0142"),
        ("Robert'); DROP TABLE clients;--", "0049 / 30 - 123 456"),
        ("Åsa Ö. D’Arcy-Müller, PhD", "5035550142"),
    ];
    for (client, (name, phone)) in people.into_iter().enumerate() {
        let start = format!("2026-12-02T{:02}:00:00-05:00", 9 + 2 * client);
        let members = json!({ "name": name, "phone": phone, "start": start });
        let (status, made) = served.book("", &booking_with(client, &members)).await;
        assert_eq!(status, StatusCode::CREATED, "{name}: {made}");
        let bookings = practice.items_of("B#").await;
        let stored = bookings.iter().find(|item| item["id"]["S"] == made["id"]);
        let stored = stored.expect("it is stored");
        assert_eq!(
            (stored::text(stored, "name"), stored::text(stored, "phone")),
            (name, phone)
        );
    }
}

/// Sends so many of them; gives the ids of the bookings that were made.
async fn submit(served: &Served, tokens: &[String], many: usize) -> BTreeSet<String> {
    let (words, starts) = (words::words(), starts());
    let loot = Loot {
        words: &words,
        tokens,
        starts: &starts,
    };
    let (mut dice, mut accepted) = (Rng::with_seed(SEED), BTreeSet::new());
    for number in 0..many {
        let submission = Submission::draw(number, &mut dice, &loot);
        let response = submission.request(served).send().await;
        let response = response.expect("an answer, whatever is sent");
        let what = format!(
            "{number} {:?} {} {:?}",
            submission.door.way, submission.path, submission.fields
        );
        let what: String = what.chars().take(600).collect();
        assert!(
            response.status().as_u16() < 500,
            "{what}: {}",
            response.status()
        );
        if let Some(id) = made(served, response, &submission, &what).await {
            accepted.insert(id);
        }
    }
    accepted
}

/// The id of the booking that an answer says was made, if it does; and sees that it shows nothing.
async fn made(
    served: &Served,
    response: Response,
    sent: &Submission,
    what: &str,
) -> Option<String> {
    let status = response.status();
    let location = response.headers().get("location").cloned();
    let kind = response.headers().get("content-type").cloned();
    let text = response.text().await.expect("a body");
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        shows_nothing(&text, sent.word.as_deref(), what);
    }
    let location = location.and_then(|location| location.to_str().ok().map(str::to_owned));
    let booked = location
        .as_deref()
        .and_then(|location| location.strip_prefix("/booking/m/"));
    if let Some(token) = booked {
        let token = token.trim_end_matches('/');
        let (_, booking) = answer(served.get(&format!("/api/bookings/{token}"))).await;
        return booking["id"].as_str().map(str::to_owned);
    }
    let answer: Value = serde_json::from_str(&text).unwrap_or_default();
    let id = answer["id"].as_str().map(str::to_owned);
    id.filter(|_| status == StatusCode::CREATED)
}

fn shows_nothing(html: &str, word: Option<&str>, what: &str) {
    assert!(
        !html.contains(words::SUM),
        "{what}: a template was carried out"
    );
    let marked = word.filter(|word| word.contains(['<', '"', '\'']) && word.len() > 8);
    if let Some(word) = marked {
        assert!(!html.contains(word), "{what}: comes back as it was sent");
    }
    for script in ["<script>alert", "onerror=alert(1)>", "<svg/onload"] {
        assert!(!html.contains(script), "{what}: {script}");
    }
}

/// Bookings and holds of others, and what could be mistaken for them.
async fn tokens(served: &Served) -> (Vec<String>, BTreeSet<String>) {
    let (_, made) = served
        .book(
            "key",
            &booking_with(900, &json!({ "start": "2026-12-01T14:15:00-05:00" })),
        )
        .await;
    let token = made["token"].as_str().expect("a token").to_owned();
    let wanted =
        json!({ "service": "swedish", "minutes": 60, "start": "2026-12-04T10:00:00-05:00" });
    let (_, held) = answer(served.post("/api/holds").json(&wanted)).await;
    let hold = held["hold"].as_str().expect("a hold").to_owned();
    let mut flipped = token.clone().into_bytes();
    flipped[0] = if flipped[0] == b'A' { b'B' } else { b'A' };
    let flipped = String::from_utf8(flipped).expect("a token");
    let tokens = vec![
        token[1..].to_owned(),
        flipped,
        hold,
        "A".repeat(43),
        "x".to_owned(),
        token,
    ];
    (
        tokens,
        BTreeSet::from([made["id"].as_str().expect("an id").to_owned()]),
    )
}

/// Wednesdays to Fridays, five a day.
fn starts() -> Vec<String> {
    let days = [2, 3, 4, 9, 10, 11, 16, 17, 18];
    let start = |day| [9, 11, 13, 15].map(|hour| format!("2026-12-{day:02}T{hour:02}:00:00-05:00"));
    days.into_iter().flat_map(start).collect()
}

fn tells_of_nobody(log: &str) {
    for private in [
        "Zq",
        "zq",
        "555-0142",
        "555.0142",
        "5550142",
        "Visitor",
        "example.com",
        "<script",
        "31337",
        "DROP",
        "passwd",
        "127.0.0.1:",
    ] {
        assert!(!log.contains(private), "the log tells `{private}`");
    }
}
