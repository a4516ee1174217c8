//! Whatever comes at once, the outcome is one that some order of the requests would give (C1): the
//! losers are told so, with other times, and the table is sound.

mod bookings;
mod changes;
mod holds;
mod time_off;

use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::harness::{NOW, Practice, Served, answer, booking_with};
use crate::reconcile::{Facts, Table, differences};

/// How many ask at once.
const ASKERS: usize = 64;
const STARVED: Duration = Duration::from_secs(2);

type Answer = (StatusCode, Value);

/// Sends requests all at once; the answers in the order of the requests.
async fn at_once(requests: impl IntoIterator<Item = RequestBuilder>) -> Vec<Answer> {
    let mut running = JoinSet::new();
    for (index, request) in requests.into_iter().enumerate() {
        running.spawn(async move { (index, ask(request).await) });
    }
    let mut answers = running.join_all().await;
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Asks, and asks again when told to come later, as nobody is but on a machine so busy with other
/// things that an answer takes this long.
async fn ask(request: RequestBuilder) -> Answer {
    loop {
        let again = request.try_clone().expect("a body that is there");
        let begun = Instant::now();
        let answer = answer(again).await;
        let is_starved = begun.elapsed() >= STARVED;
        if answer.0 != StatusCode::SERVICE_UNAVAILABLE || !is_starved {
            return answer;
        }
    }
}

/// Each of many clients books with these members at once.
async fn book_at_once(served: &Served, members: impl Fn(usize) -> Value) -> Vec<Answer> {
    let requests = (0..ASKERS).map(|client| {
        let booking = booking_with(client, &members(client));
        served.post("/api/bookings").json(&booking)
    });
    at_once(requests).await
}

/// A booking that was made before anything comes at once: its token.
async fn booked(served: &Served, client: usize, members: &Value) -> String {
    let (status, made) = served.book("", &booking_with(client, members)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["token"].as_str().expect("a token").to_owned()
}

/// A request to move a booking.
fn shift(served: &Served, token: &str, to: &Value) -> RequestBuilder {
    served.post(&format!("/api/bookings/{token}/move")).json(to)
}

/// This many are answered so, and all others that the time is taken, with three others; the table
/// is sound.
async fn won(practice: &Practice, answers: &[Answer], wanted: StatusCode, winners: usize) {
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|(status, _)| *status == wanted);
    assert_eq!(won.len(), winners, "{answers:#?}");
    for (status, answer) in lost {
        assert_eq!(*status, StatusCode::CONFLICT, "{answer}");
        assert_eq!(answer["type"], "urn:knead:taken");
        let others = answer["alternatives"].as_array().map(Vec::len);
        assert_eq!(others, Some(3), "{answer}");
    }
    is_sound(practice).await;
}

/// The reconciler finds nothing.
async fn is_sound(practice: &Practice) {
    let facts = Facts {
        zone: TimeZone::get("America/New_York").expect("a zone"),
        now: NOW.parse().expect("an instant"),
    };
    let found = differences(&Table::read(&practice.items().await), &facts);
    assert!(found.is_empty(), "{found:#?}");
}

/// The members that ask for a start in December.
fn at(start: &str) -> Value {
    json!({ "start": format!("2026-12-{start}:00-05:00") })
}
