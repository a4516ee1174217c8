//! Sixteen bookings of one contact to come, twenty made within a day.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::harness::{Practice, Served, answer, booking_with};

/// As many as may be: eight Tuesdays and eight Wednesdays.
async fn book_all(served: &Served) -> Vec<Value> {
    let mut made = Vec::new();
    for start in ["2026-12-01T10:00:00-05:00", "2026-12-02T10:00:00-05:00"] {
        let members = json!({ "start": start, "weeks": 8 });
        let (status, answer) = served.book(start, &booking_with(1, &members)).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        made.push(answer);
    }
    made
}

fn one_more() -> Value {
    booking_with(1, &json!({ "start": "2026-12-03T10:00:00-05:00" }))
}

async fn cancel(served: &Served, made: &Value) {
    let token = made["token"].as_str().expect("a token");
    let request = served.post(&format!("/api/bookings/{token}/cancel"));
    assert_eq!(answer(request).await.0, StatusCode::OK);
}

/// Asks again for as long as it is told that there is too much to do.
async fn insist(request: RequestBuilder) -> (StatusCode, Value) {
    loop {
        let again = request
            .try_clone()
            .expect("a request that can be sent twice");
        let answered = answer(again).await;
        if answered.0 != StatusCode::SERVICE_UNAVAILABLE {
            return answered;
        }
    }
}

/// How many bookings stand in what is remembered of the only contact.
async fn remembered(practice: &Practice) -> usize {
    let contacts = practice.items_of("M#").await;
    assert_eq!(contacts.len(), 1, "{contacts:#?}");
    let names = contacts[0].as_object().expect("an item").keys();
    names.filter(|name| name.starts_with("B#")).count()
}

#[tokio::test]
async fn sixteen_to_come_are_taken_and_the_next_is_not() {
    let practice = Practice::new();
    let served = practice.serve();
    book_all(&served).await;
    let request = served.post("/api/bookings").json(&one_more());
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(super::retry_after(&response), Some(24 * 60 * 60));
    let refused: Value = response.json().await.expect("JSON");
    let expected = json!({
        "type": "urn:knead:limited",
        "title": "We cannot take this online right now",
        "status": 429,
        "detail": "That is as much as can be booked online with one email address. Nothing was booked. Call us: we are glad to make more appointments with you.",
    });
    assert_eq!(refused, expected);
    assert_eq!(practice.items_of("B#").await.len(), 16);
    assert_eq!(remembered(&practice).await, 16);
}

#[tokio::test]
async fn an_address_in_another_case_is_the_same_contact_and_another_is_not() {
    let practice = Practice::new();
    let served = practice.serve();
    book_all(&served).await;
    let mut again = one_more();
    again["email"] = json!("  Client1@EXAMPLE.com ");
    let (status, _) = served.book("", &again).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let other = booking_with(2, &json!({ "start": "2026-12-03T10:00:00-05:00" }));
    let (status, answer) = served.book("", &other).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
}

#[tokio::test]
async fn a_cancelled_booking_makes_room_for_another() {
    let practice = Practice::new();
    let served = practice.serve();
    let made = book_all(&served).await;
    let (status, _) = served.book("", &one_more()).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    cancel(&served, &made[0]).await;
    let (status, answer) = served.book("", &one_more()).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
}

#[tokio::test]
async fn the_same_key_again_is_the_same_booking_also_when_no_more_may_be_made() {
    let practice = Practice::new();
    let served = practice.serve();
    let made = book_all(&served).await;
    let key = "2026-12-02T10:00:00-05:00";
    let wanted = booking_with(1, &json!({ "start": key, "weeks": 8 }));
    let (status, again) = served.book(key, &wanted).await;
    assert_eq!((status, &again), (StatusCode::CREATED, &made[1]));
    assert_eq!(remembered(&practice).await, 16);
}

#[tokio::test]
async fn of_many_at_once_no_more_are_made_than_may_be() {
    let practice = Practice::new();
    let served = practice.serve();
    let mut running = JoinSet::new();
    for asked in 0..24 {
        let day = 2 + asked / 4 % 3 + 7 * (asked / 12);
        let hour = [9, 11, 13, 15][asked % 4];
        let start = format!("2026-12-{day:02}T{hour:02}:00:00-05:00");
        let members = json!({ "service": "swedish", "start": start, "therapist": "maya" });
        let wanted = booking_with(1, &members);
        let request = served.post("/api/bookings").json(&wanted);
        running.spawn(insist(request.header("idempotency-key", start)));
    }
    let answers = running.join_all().await;
    let (made, refused): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|(status, _)| *status == StatusCode::CREATED);
    for (status, answer) in &refused {
        assert_eq!(*status, StatusCode::TOO_MANY_REQUESTS, "{answer}");
    }
    assert_eq!(made.len(), 16);
    assert_eq!(practice.items_of("B#").await.len(), 16);
}

#[tokio::test]
async fn what_was_asked_for_and_never_made_counts_for_ten_seconds() {
    let practice = Practice::new();
    let served = practice.serve();
    let taken = json!({ "start": "2026-12-01T10:00:00-05:00", "therapist": "maya" });
    served.book("", &booking_with(2, &taken)).await;
    for _ in 0..16 {
        let (status, _) = served.book("", &booking_with(1, &taken)).await;
        assert_eq!(status, StatusCode::CONFLICT);
    }
    served.kill();
    let served = practice.serve_at("2026-11-24T08:00:09-05:00");
    let (status, _) = served.book("", &one_more()).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    served.kill();
    let served = practice.serve_at("2026-11-24T08:00:10-05:00");
    let (status, answer) = served.book("", &one_more()).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let contacts = practice.items_of("M#").await;
    let mut counts: Vec<_> = contacts
        .iter()
        .map(|item| {
            item.as_object()
                .expect("an item")
                .keys()
                .filter(|name| name.starts_with("B#"))
                .count()
        })
        .collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 1], "what was never made is forgotten");
}

#[tokio::test]
async fn twenty_made_within_a_day_are_taken_however_many_were_cancelled() {
    let practice = Practice::new();
    let served = practice.serve();
    for _ in 0..20 {
        let (status, made) = served.book("", &one_more()).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        cancel(&served, &made).await;
    }
    let (status, _) = served.book("", &one_more()).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    served.kill();
    let served = practice.serve_at("2026-11-25T07:59:59-05:00");
    let (status, _) = served.book("", &one_more()).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    served.kill();
    let served = practice.serve_at("2026-11-25T08:00:00-05:00");
    let (status, answer) = served.book("", &one_more()).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    assert_eq!(remembered(&practice).await, 1, "what is over is forgotten");
}
