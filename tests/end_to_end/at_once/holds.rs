//! Holds at once, and a hold against strangers.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{ASKERS, at, at_once, won};
use crate::harness::{Practice, Served, answer, booking_with};

fn held(start: &str) -> Value {
    let mut hold = at(start);
    hold["service"] = json!("deep-tissue");
    hold["minutes"] = json!(60);
    hold["therapist"] = json!("maya");
    hold
}

/// A hold: the client's copy.
async fn hold(served: &Served, start: &str) -> String {
    let (status, held) = answer(served.post("/api/holds").json(&held(start))).await;
    assert_eq!(status, StatusCode::CREATED, "{held}");
    held["hold"].as_str().expect("a hold").to_owned()
}

#[tokio::test]
async fn of_holds_of_one_time_one_is_had() {
    let (practice, served) = Practice::served_without_limits();
    let starts = ["01T10:00", "01T10:30", "01T11:00"];
    let requests =
        (0..ASKERS).map(|client| served.post("/api/holds").json(&held(starts[client % 3])));
    let answers = at_once(requests).await;
    won(&practice, &answers, StatusCode::CREATED, 1).await;
}

#[tokio::test]
async fn of_all_who_book_a_held_time_only_the_holder_has_it() {
    let (practice, served) = Practice::served_without_limits();
    let hold = hold(&served, "01T10:00").await;
    let requests = (0..ASKERS).map(|client| {
        let mut members = at(["01T10:00", "01T10:15", "01T11:00"][client % 3]);
        if client == ASKERS / 2 {
            members = at("01T10:00");
            members["hold"] = json!(hold);
        }
        served
            .post("/api/bookings")
            .json(&booking_with(client, &members))
    });
    let answers = at_once(requests).await;
    won(&practice, &answers, StatusCode::CREATED, 1).await;
    assert_eq!(answers[ASKERS / 2].0, StatusCode::CREATED);
}

#[tokio::test]
async fn a_hold_that_is_given_back_while_strangers_ask_is_had_by_one_of_them_at_most() {
    let (practice, served) = Practice::served_without_limits();
    let hold = hold(&served, "01T10:00").await;
    let release = served.post(&format!("/api/holds/{hold}/release"));
    let book = |client| {
        let booking = booking_with(client, &at("01T10:00"));
        served.post("/api/bookings").json(&booking)
    };
    let requests = (0..ASKERS / 2).map(book).chain([release]);
    let requests = requests.chain((ASKERS / 2..ASKERS).map(book));
    let mut answers = at_once(requests).await;
    let (status, _) = answers.remove(ASKERS / 2);
    assert_eq!(status, StatusCode::NO_CONTENT);
    let winners = answers
        .iter()
        .filter(|(status, _)| *status == StatusCode::CREATED)
        .count();
    assert!(winners <= 1, "{answers:#?}");
    won(&practice, &answers, StatusCode::CREATED, winners).await;
}
