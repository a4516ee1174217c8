//! Bookings at once.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{at, at_once, book_at_once, is_sound, won};
use crate::harness::{Practice, booking, booking_with};

#[tokio::test]
async fn of_overlapping_starts_and_lengths_of_one_therapist_one_is_booked() {
    let (practice, served) = Practice::served_without_limits();
    let answers = book_at_once(&served, |client| {
        // 10:00, 10:15 and 10:30, of which each fits with either length before twelve.
        let mut members = at(&format!("01T10:{:02}", client % 3 * 15));
        members["minutes"] = json!(if client % 2 == 0 { 60 } else { 90 });
        members
    });
    won(&practice, &answers.await, StatusCode::CREATED, 1).await;
}

#[tokio::test]
async fn of_two_times_of_which_only_the_turnover_overlaps_one_is_booked() {
    let (practice, served) = Practice::served_without_limits();
    let starts = ["01T10:00", "01T11:00"];
    let answers = book_at_once(&served, |client| at(starts[client % 2])).await;
    won(&practice, &answers, StatusCode::CREATED, 1).await;
}

#[tokio::test]
async fn of_two_therapists_who_need_one_room_one_is_booked() {
    let (practice, served) = Practice::served_without_limits();
    let answers = book_at_once(&served, |client| {
        let mut members = at(&format!("03T14:{:02}", client % 4 * 15));
        members["therapist"] = json!(["maya", "jonas"][client % 2]);
        members
    });
    won(&practice, &answers.await, StatusCode::CREATED, 1).await;
}

#[tokio::test]
async fn any_therapist_is_as_many_as_there_are_each_in_a_room_of_their_own() {
    let (practice, served) = Practice::served_without_limits();
    let answers = book_at_once(&served, |_| {
        let mut members = at("03T14:00");
        members["service"] = json!("swedish");
        members["therapist"] = Value::Null;
        members
    });
    let answers = answers.await;
    won(&practice, &answers, StatusCode::CREATED, 2).await;
    let made = answers
        .iter()
        .filter(|(status, _)| *status == StatusCode::CREATED);
    let (mut therapists, mut rooms): (Vec<_>, Vec<_>) = made
        .map(|(_, made)| (made["therapist"].to_string(), made["room"].to_string()))
        .unzip();
    therapists.sort();
    rooms.sort();
    assert_eq!(therapists, [r#""jonas""#, r#""maya""#]);
    assert_eq!(rooms, [r#""garden""#, r#""quiet""#]);
}

#[tokio::test]
async fn of_times_on_both_sides_of_midnight_and_one_across_one_is_booked() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        r#"fri = ["09:00-17:00"]"#,
        r#"fri = ["20:00-02:00"]"#,
    );
    let served = practice.serve_without_limits();
    // All overlap the one across midnight, and each other by their turnover at least.
    let starts = ["04T23:15", "04T23:30", "05T00:15"];
    let answers = book_at_once(&served, |client| at(starts[client % 3])).await;
    won(&practice, &answers, StatusCode::CREATED, 1).await;
}

#[tokio::test]
async fn different_times_of_one_day_are_all_booked() {
    let (practice, served) = Practice::served_without_limits();
    let starts = ["09:00", "10:15", "11:30", "12:45", "14:00", "15:15"];
    let requests = starts.iter().enumerate().map(|(client, start)| {
        let booking = booking_with(client, &at(&format!("02T{start}")));
        served.post("/api/bookings").json(&booking)
    });
    let answers = at_once(requests).await;
    won(&practice, &answers, StatusCode::CREATED, starts.len()).await;
    let left = served.starts("deep-tissue", 60, "2026-12-02").await;
    assert!(
        left.iter().all(|start| start.as_str() >= "2026-12-02T16"),
        "{left:?}"
    );
}

#[tokio::test]
async fn one_key_is_one_booking_with_one_answer_for_all_who_send_it() {
    let (practice, served) = Practice::served_without_limits();
    let requests = (0..20).map(|_| {
        let request = served.post("/api/bookings").json(&booking(1));
        request.header("idempotency-key", "key")
    });
    let answers = at_once(requests).await;
    for answer in &answers {
        assert_eq!(answer.0, StatusCode::CREATED, "{}", answer.1);
        assert_eq!(answer, &answers[0]);
    }
    is_sound(&practice).await;
    let bookings = practice.items().await;
    let bookings = bookings.iter().filter(|item| item["sk"]["S"] == "B");
    assert_eq!(bookings.count(), 1);
}

#[tokio::test]
async fn of_two_bodies_under_one_key_one_is_booked_and_the_other_is_refused() {
    let (practice, served) = Practice::served_without_limits();
    let requests = (0..20).map(|sent| {
        let start = at(["01T10:00", "02T14:00"][sent % 2]);
        let request = served.post("/api/bookings").json(&booking_with(1, &start));
        request.header("idempotency-key", "key")
    });
    let answers = at_once(requests).await;
    let first_won = answers[0].0 == StatusCode::CREATED;
    for (sent, (status, answer)) in answers.iter().enumerate() {
        let is_winner = (sent % 2 == 0) == first_won;
        let wanted = if is_winner {
            StatusCode::CREATED
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        assert_eq!(*status, wanted, "{answer}");
        assert!(
            is_winner || answer["type"] == "urn:knead:key-reused",
            "{answer}"
        );
    }
    is_sound(&practice).await;
}
