//! Moves and cancels at once.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{at, at_once, booked, is_sound, shift, won};
use crate::harness::{Practice, Served, answer};

/// A booking as its client sees it.
async fn seen(served: &Served, token: &str) -> Value {
    let (status, booking) = answer(served.get(&format!("/api/bookings/{token}"))).await;
    assert_eq!(status, StatusCode::OK, "{booking}");
    booking
}

#[tokio::test]
async fn of_moves_into_one_time_one_is_made_and_the_others_stay_where_they_were() {
    let (practice, served) = Practice::served_without_limits();
    let starts = [
        "02T09:00", "02T10:15", "02T11:30", "04T09:00", "04T10:15", "04T11:30",
    ];
    let mut tokens = Vec::new();
    for (client, start) in starts.iter().enumerate() {
        tokens.push(booked(&served, client, &at(start)).await);
    }
    // Overlapping, not equal.
    let to = ["01T10:00", "01T10:30"];
    let moves = tokens.iter().enumerate();
    let moves = moves.map(|(client, token)| shift(&served, token, &at(to[client % 2])));
    let answers = at_once(moves).await;
    won(&practice, &answers, StatusCode::OK, 1).await;
    for (client, token) in tokens.iter().enumerate() {
        let is_moved = answers[client].0 == StatusCode::OK;
        let start = if is_moved {
            to[client % 2]
        } else {
            starts[client]
        };
        assert_eq!(seen(&served, token).await["start"], at(start)["start"]);
    }
}

#[tokio::test]
async fn two_bookings_cannot_change_places_by_moving_at_once() {
    let (practice, served) = Practice::served_without_limits();
    let early = booked(&served, 1, &at("02T09:00")).await;
    let late = booked(&served, 2, &at("02T14:00")).await;
    let moves = [
        shift(&served, &early, &at("02T14:00")),
        shift(&served, &late, &at("02T09:00")),
    ];
    won(&practice, &at_once(moves).await, StatusCode::OK, 0).await;
    assert_eq!(
        seen(&served, &early).await["start"],
        at("02T09:00")["start"]
    );
    assert_eq!(seen(&served, &late).await["start"], at("02T14:00")["start"]);
}

#[tokio::test]
async fn of_a_move_and_strangers_who_want_the_same_time_one_has_it() {
    let (practice, served) = Practice::served_without_limits();
    let token = booked(&served, 0, &at("02T09:00")).await;
    let book = |client| {
        let booking = crate::harness::booking_with(client, &at("02T14:00"));
        served.post("/api/bookings").json(&booking)
    };
    let requests = (1..20)
        .map(book)
        .chain([shift(&served, &token, &at("02T14:00"))]);
    let answers = at_once(requests).await;
    let is_moved = answers[19].0 == StatusCode::OK;
    let made = answers
        .iter()
        .filter(|(status, _)| *status == StatusCode::CREATED);
    assert_eq!(made.count() + usize::from(is_moved), 1, "{answers:#?}");
    is_sound(&practice).await;
    let start = if is_moved { "02T14:00" } else { "02T09:00" };
    assert_eq!(seen(&served, &token).await["start"], at(start)["start"]);
}

#[tokio::test]
async fn many_moves_of_one_booking_leave_it_where_one_of_them_put_it() {
    let (practice, served) = Practice::served_without_limits();
    let token = booked(&served, 1, &at("02T09:00")).await;
    let starts = [
        "02T09:15", "02T11:00", "02T14:00", "03T09:00", "04T09:00", "01T10:00",
    ];
    let answers = at_once(starts.map(|start| shift(&served, &token, &at(start)))).await;
    won(&practice, &answers, StatusCode::OK, starts.len()).await;
    for (start, (_, moved)) in starts.iter().zip(&answers) {
        assert_eq!(
            moved["start"],
            at(start)["start"],
            "each is answered with its own time"
        );
    }
    let at_last = seen(&served, &token).await["start"].clone();
    assert!(
        starts.iter().any(|start| at_last == at(start)["start"]),
        "{at_last}"
    );
}

#[tokio::test]
async fn a_booking_that_is_cancelled_while_it_is_moved_is_cancelled_and_its_time_is_free() {
    let (practice, served) = Practice::served_without_limits();
    let token = booked(&served, 1, &at("02T09:00")).await;
    let cancel = || {
        let path = format!("/api/bookings/{token}/cancel");
        served.post(&path).json(&json!({}))
    };
    let starts = ["02T09:15", "02T11:00", "02T14:00", "03T09:00"];
    let moves = starts
        .iter()
        .map(|start| shift(&served, &token, &at(start)));
    let answers = at_once([cancel(), cancel()].into_iter().chain(moves)).await;
    for (status, cancelled) in &answers[..2] {
        assert_eq!(
            (*status, &cancelled["status"]),
            (StatusCode::OK, &json!("cancelled"))
        );
    }
    for (status, answer) in &answers[2..] {
        let is_too_late =
            *status == StatusCode::CONFLICT && answer["type"] == "urn:knead:not-active";
        assert!(
            *status == StatusCode::OK || is_too_late,
            "{status} {answer}"
        );
    }
    is_sound(&practice).await;
    assert_eq!(seen(&served, &token).await["status"], "cancelled");
    for (client, start) in (2..).zip(["02T09:00", "02T14:00", "03T09:00"]) {
        booked(&served, client, &at(start)).await;
    }
}
