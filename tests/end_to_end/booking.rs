//! A booking is made as it was asked for, once, and stays made.

use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{Practice, answer, booking, booking_with};

#[tokio::test]
async fn a_booking_is_answered_in_the_shape_of_the_contract() {
    let practice = Practice::new();
    let served = practice.serve();
    let (status, made) = served.book("key", &booking(1)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let (id, token) = (
        made["id"].as_str().expect("an id"),
        made["token"].as_str().expect("a token"),
    );
    let expected = json!({
        "id": id, "token": token, "status": "confirmed", "service": "deep-tissue", "minutes": 60,
        "start": "2026-12-01T10:00:00-05:00", "end": "2026-12-01T11:00:00-05:00",
        "therapist": "maya", "room": "quiet", "price": "95.00", "currency": "USD",
        "links": {
            "self": format!("/booking/m/{token}/"),
            "calendar": format!("/api/bookings/{token}/calendar.ics"),
        },
    });
    assert_eq!(made, expected);
    let (status, seen) = answer(served.get(&format!("/api/bookings/{token}"))).await;
    assert_eq!((status, seen), (StatusCode::OK, made));
}

/// Five items of at most 1 KB in one transaction: ten write units. The fifth is the promise of mail,
/// which is perhaps kept by now.
#[tokio::test]
async fn a_booking_with_a_room_is_five_items() {
    let practice = Practice::new();
    let served = practice.serve();
    served.book("key", &booking(1)).await;
    let items = practice.items_but_mail().await;
    let mut kinds: Vec<_> = items
        .iter()
        .map(|item| item["pk"]["S"].as_str().expect("a key")[..2].to_owned())
        .collect();
    kinds.sort();
    assert_eq!(kinds, ["B#", "D#", "D#", "L#"]);
    let largest = items.iter().map(|item| item.to_string().len()).max();
    assert!(largest.is_some_and(|bytes| bytes <= 1024), "{items:#?}");
    served.book("key", &booking(1)).await;
    served.book("", &booking(2)).await;
    assert_eq!(
        practice.items_but_mail().await.len(),
        4,
        "repeats and refusals leave nothing"
    );
}

#[tokio::test]
async fn a_booking_is_there_after_kill_and_restart_and_its_slot_is_gone() {
    let practice = Practice::new();
    let served = practice.serve();
    let (_, made) = served.book("key", &booking(1)).await;
    let link = made["links"]["self"].as_str().expect("a link").to_owned();
    served.kill();

    let served = practice.serve();
    let page = served.get(&link).send().await.expect("an answer");
    assert_eq!(page.status(), StatusCode::OK);
    assert!(
        page.text()
            .await
            .expect("a page")
            .contains("Your massage is booked")
    );
    let starts = served.starts("deep-tissue", 60, "2026-12-01").await;
    assert!(
        !starts.contains(&"2026-12-01T10:00:00-05:00".to_owned()),
        "{starts:?}"
    );
    let (status, again) = served.book("key", &booking(1)).await;
    assert_eq!(
        (status, &again),
        (StatusCode::CREATED, &made),
        "the same key has the same answer"
    );
}

#[tokio::test]
async fn one_key_with_another_request_is_refused() {
    let practice = Practice::new();
    let served = practice.serve();
    served.book("key", &booking(1)).await;
    let (status, answer) = served
        .book("key", &booking_with(1, &json!({ "minutes": 90 })))
        .await;
    assert_eq!(
        (status, &answer["type"]),
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            &json!("urn:knead:key-reused")
        )
    );
}

#[tokio::test]
async fn a_double_click_without_a_key_is_one_booking() {
    let practice = Practice::new();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    let (status, again) = served.book("", &booking(1)).await;
    assert_eq!((status, again), (StatusCode::CREATED, made));
}

#[tokio::test]
async fn nobody_is_handed_a_booking_for_knowing_its_time_and_address() {
    let practice = Practice::new();
    let served = practice.serve();
    served.book("", &booking(1)).await;
    for members in [
        json!({ "name": "Somebody Else" }),
        json!({ "email": "CLIENT1@example.com" }),
        json!({ "note": "hello" }),
    ] {
        let (status, refused) = served.book("", &booking_with(1, &members)).await;
        assert_eq!(
            (status, &refused["type"]),
            (StatusCode::CONFLICT, &json!("urn:knead:taken"))
        );
        assert!(refused.get("token").is_none(), "{refused}");
    }
    served.kill();
    let served = practice.serve_at("2026-11-24T08:11:00-05:00");
    let (status, _) = served.book("", &booking(1)).await;
    assert_eq!(
        status,
        StatusCode::CONFLICT,
        "eleven minutes later it is no double click"
    );
}

#[tokio::test]
async fn no_preference_takes_the_therapist_with_the_least_booked_that_day() {
    let practice = Practice::new();
    let served = practice.serve();
    let swedish = |client, start: &str| {
        booking_with(
            client,
            &json!({ "service": "swedish", "start": start, "therapist": null }),
        )
    };
    let mut chosen = Vec::new();
    for (client, start) in [
        "2026-12-03T09:00:00-05:00",
        "2026-12-03T11:00:00-05:00",
        "2026-12-03T13:00:00-05:00",
    ]
    .iter()
    .enumerate()
    {
        let (status, made) = served.book("", &swedish(client, start)).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        chosen.push(made["therapist"].as_str().expect("a therapist").to_owned());
    }
    assert_eq!(chosen, ["jonas", "maya", "jonas"]);
}

#[tokio::test]
async fn names_as_people_write_them_are_booked_as_they_are() {
    let practice = Practice::new();
    let served = practice.serve();
    let members = json!({ "name": "O'Brien-Łukasz 山田", "phone": "+1 (503) 555-0142", "note": "<b>hello</b>\nsecond line" });
    let (status, made) = served.book("", &booking_with(1, &members)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    let page = served
        .get(made["links"]["self"].as_str().expect("a link"))
        .send()
        .await
        .expect("an answer");
    let page = page.text().await.expect("a page");
    assert!(
        page.contains("O&#x27;Brien-Łukasz 山田") || page.contains("O&#39;Brien-Łukasz 山田"),
        "{page}"
    );
    assert!(!page.contains("<b>hello"));
}

#[tokio::test]
async fn a_practice_that_approves_keeps_a_request_pending_and_its_time_taken() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "notice_minutes = 120",
        "notice_minutes = 120\napproval = true",
    );
    let served = practice.serve();
    let (status, made) = served.book("", &booking(1)).await;
    assert_eq!(
        (status, &made["status"]),
        (StatusCode::CREATED, &json!("pending"))
    );
    let (status, _) = served.book("", &booking(2)).await;
    assert_eq!(status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_link_stops_opening_a_month_after_and_wrong_links_get_the_same_answer() {
    let practice = Practice::new();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    let token = made["token"].as_str().expect("a token").to_owned();
    served.kill();
    let served = practice.serve_at("2027-01-15T08:00:00-05:00");
    let mut answers = Vec::new();
    for token in [token.as_str(), "x", &"A".repeat(43)] {
        answers.push(answer(served.get(&format!("/api/bookings/{token}"))).await);
        let page = served
            .get(&format!("/booking/m/{token}/"))
            .send()
            .await
            .expect("an answer");
        assert_eq!(page.status(), StatusCode::NOT_FOUND);
    }
    assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    assert!(
        answers.iter().all(|answer| answer == &answers[0]),
        "{answers:?}"
    );
}
