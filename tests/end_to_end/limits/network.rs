//! Sixty asks from one network in ten minutes; three times that with a proof of work.

use reqwest::StatusCode;
use serde_json::json;

use super::{ask, ask_often, closed, from, retry_after};
use crate::harness::{Practice, answer, booking};
use crate::page::{Page, TYPED, check, details, with};

const ASKS_MAX: usize = 60;
const PROVEN_ASKS_MAX: usize = 180;
/// With the key `key` it makes a hash that begins with 16 zero bits: `printf key:68141 | sha256sum`.
const PROOF: &str = "68141";

#[tokio::test]
async fn sixty_asks_are_answered_and_the_next_is_told_when_to_come_again() {
    let practice = Practice::new();
    let served = practice.serve();
    ask_often(&served, ASKS_MAX).await;
    let response = served.post("/api/holds").json(&closed()).send().await;
    let response = response.expect("an answer");
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(retry_after(&response), Some(600));
    let refused: serde_json::Value = response.json().await.expect("JSON");
    let expected = json!({
        "type": "urn:knead:limited",
        "title": "We cannot take this online right now",
        "status": 429,
        "detail": "Very many requests have come over your connection, which others may share. Nothing was changed. Try again in 10 minutes, or call us: we are glad to do it with you.",
    });
    assert_eq!(refused, expected);
    let (status, _) = served.book("key", &booking(1)).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert!(practice.items_of("B#").await.is_empty());
}

#[tokio::test]
async fn the_window_ends_when_it_was_said_to() {
    let practice = Practice::new();
    let served = practice.serve();
    ask_often(&served, ASKS_MAX).await;
    served.kill();
    let served = practice.serve_at("2026-11-24T08:09:59-05:00");
    let response = served.post("/api/holds").json(&closed()).send().await;
    let response = response.expect("an answer");
    assert_eq!(
        (response.status(), retry_after(&response)),
        (StatusCode::TOO_MANY_REQUESTS, Some(1))
    );
    served.kill();
    let served = practice.serve_at("2026-11-24T08:10:00-05:00");
    ask_often(&served, ASKS_MAX).await;
    assert_eq!(ask(&served).await.0, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn another_network_is_counted_by_itself_whatever_a_client_says_of_its_own() {
    let practice = Practice::new();
    let served = practice.serve();
    for asked in 0..ASKS_MAX {
        let address = format!("192.0.2.{asked}:443");
        let request = served.post("/api/holds").json(&closed());
        let request = request.header("cloudfront-viewer-address", address);
        assert_eq!(answer(request).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let one_more = served.post("/api/holds").json(&closed());
    let one_more = one_more.header("cloudfront-viewer-address", "192.0.2.200:443");
    assert_eq!(answer(one_more).await.0, StatusCode::TOO_MANY_REQUESTS);
    let elsewhere = from([127, 0, 0, 2]).post(format!("{}/api/holds", served.url));
    let (status, _) = answer(elsewhere.json(&closed())).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(practice.items_of("R#network:").await.len(), 2);
}

#[tokio::test]
async fn every_door_to_a_change_counts() {
    let practice = Practice::new();
    let served = practice.serve();
    let (_, made) = served.book("", &booking(1)).await;
    let token = made["token"].as_str().expect("a token");
    let wanted =
        json!({ "service": "swedish", "minutes": 60, "start": "2026-12-02T10:00:00-05:00" });
    let (_, held) = answer(served.post("/api/holds").json(&wanted)).await;
    let hold = held["hold"].as_str().expect("a hold");
    ask_often(&served, ASKS_MAX - 2).await;
    for path in [
        format!("/api/holds/{hold}/renew"),
        format!("/api/holds/{hold}/release"),
        format!("/api/bookings/{token}/cancel"),
    ] {
        let (status, _) = answer(served.post(&path)).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    let there = json!({ "start": "2026-12-02T14:00:00-05:00" });
    for (path, body) in [
        (format!("/api/bookings/{token}/move"), &there),
        ("/api/holds".to_owned(), &wanted),
        ("/api/bookings".to_owned(), &booking(2)),
    ] {
        let (status, _) = answer(served.post(&path).json(body)).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    let release = served.post("/booking/release").form(&[("hold", hold)]);
    assert_eq!(
        Page::of(release).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    let (status, seen) = answer(served.get(&format!("/api/bookings/{token}"))).await;
    assert_eq!(
        (status, seen),
        (StatusCode::OK, made),
        "looking is free, and nothing has changed"
    );
}

#[tokio::test]
async fn what_cannot_be_read_does_not_count() {
    let practice = Practice::new();
    let served = practice.serve();
    let json_of = |path: &str, body: &str| {
        let request = served.post(path).header("content-type", "application/json");
        request.body(body.to_owned())
    };
    let wrong = "A".repeat(43);
    for request in [
        json_of("/api/bookings", "{"),
        json_of("/api/bookings", "{}"),
        json_of("/api/bookings", r#"{"price":"1.00"}"#),
        json_of("/api/holds", r#"{"service":"deep-tissue"}"#),
        json_of(&format!("/api/holds/{wrong}/renew"), ""),
        json_of(&format!("/api/bookings/{wrong}/cancel"), ""),
        json_of(
            &format!("/api/bookings/{wrong}/move"),
            r#"{"start":"2026-12-02T10:00:00-05:00"}"#,
        ),
        served.post("/booking/").form(&[("service", "swedish")]),
        served
            .post("/booking/times")
            .form(&[("service", "swedish"), ("minutes", "60")]),
        served.post("/booking/release").form(&[("hold", "x")]),
    ] {
        request.send().await.expect("an answer");
    }
    assert!(practice.items().await.is_empty());
}

#[tokio::test]
async fn with_a_proof_of_work_three_times_as_many_are_answered() {
    let practice = Practice::new();
    let served = practice.serve();
    ask_often(&served, ASKS_MAX).await;
    let send = |proof: &'static str| {
        let mut form = booking(1);
        form["key"] = json!("key");
        form["proof"] = json!(proof);
        let form = form.as_object().expect("an object").clone();
        let form = form.into_iter().map(|(name, value)| match value {
            serde_json::Value::String(text) => (name, text),
            other => (name, other.to_string()),
        });
        served.post("/booking/").form(&form.collect::<Vec<_>>())
    };
    assert_eq!(
        Page::of(send("68142")).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    for _ in ASKS_MAX + 1..PROVEN_ASKS_MAX {
        assert_eq!(Page::of(send(PROOF)).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(
        Page::of(send(PROOF)).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
}

#[tokio::test]
async fn a_page_that_was_one_too_many_leads_back_to_every_answer() {
    let practice = Practice::new();
    let served = practice.serve();
    let details = details(&served).await;
    let mut form = with(details.hidden("/booking/details"), &TYPED);
    let checked = check(&served, &form).await;
    let booked = checked.hidden("/booking/");
    // The time is kept for them by now, as their form says when they go back.
    let hold = booked.iter().find(|(name, _)| name == "hold");
    form.retain(|(name, _)| name != "hold");
    form.push(hold.expect("a hold").clone());
    ask_often(&served, ASKS_MAX - 1).await;
    for (path, form) in [("/booking/details", &form), ("/booking/", &booked)] {
        let page = Page::of(served.post(path).form(form)).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert_eq!(
            page.text("title"),
            "Error: We cannot take this online right now · Test Practice"
        );
        assert!(
            page.text("main").contains("call us")
                && !page.all("main a[href^=tel]", "href").is_empty()
        );
        let back = &page.all("main a.button", "href")[0];
        let again = Page::of(served.get(back)).await;
        let values = again.all("input", "value").join(" ");
        let shown = format!("{values} {}", again.text("main"));
        for typed in ["Ada O'Brien", "ada@example.com", "555 0142 42", "See you"] {
            assert!(shown.contains(typed), "{path}: {typed}");
        }
    }
    let times = with(details.hidden("/booking/details"), &[]);
    let chosen = ["service", "minutes", "start"];
    let times: Vec<_> = times
        .into_iter()
        .filter(|(name, _)| chosen.contains(&name.as_str()))
        .collect();
    let page = Page::of(served.post("/booking/times").form(&times)).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    let back = Page::of(served.get(&page.all("main a.button", "href")[0])).await;
    assert_eq!(back.text("h1"), "Choose a time");
    assert!(practice.items_of("B#").await.is_empty());
}

#[tokio::test]
async fn no_limits_lifts_them() {
    let practice = Practice::new();
    let served = practice.serve_without_limits();
    ask_often(&served, ASKS_MAX + 1).await;
    assert!(practice.items().await.is_empty(), "and nothing is counted");
}

#[tokio::test]
async fn neither_the_table_nor_the_log_tells_who_asked() {
    let practice = Practice::new();
    let served = practice.serve();
    served.book("", &booking(1)).await;
    let mut counted = practice.items_of("R#").await;
    counted.extend(practice.items_of("M#").await);
    assert_eq!(counted.len(), 2);
    let now = 1_795_525_200;
    for item in &counted {
        let text = item.to_string();
        for private in ["127.0.0", "client1", "Client 1", "example.com"] {
            assert!(!text.contains(private), "{text}");
        }
        let expires = item["ttl"]["N"].as_str().and_then(|ttl| ttl.parse().ok());
        assert!(expires.is_some_and(|expires: i64| expires > now), "{text}");
    }
    assert!(!practice.log().contains("127.0.0.1:") && !practice.log().contains("client1"));
}
