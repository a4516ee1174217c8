//! A booking's link: what it opens, what it never does by itself, and that no other token opens it.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Practice, Served, booking};
use crate::page::Page;

/// Every address a link leads to, by the method that is meant there.
const ADDRESSES: [(&str, &str); 11] = [
    ("GET", "/booking/m/{token}/"),
    ("GET", "/booking/m/{token}/cancel"),
    ("POST", "/booking/m/{token}/cancel"),
    ("GET", "/booking/m/{token}/move"),
    (
        "GET",
        "/booking/m/{token}/move/check?start=2026-12-03T14:00:00-05:00",
    ),
    ("POST", "/booking/m/{token}/move"),
    ("GET", "/api/bookings/{token}"),
    (
        "GET",
        "/api/bookings/{token}/slots?from=2026-12-01&to=2026-12-07",
    ),
    ("GET", "/api/bookings/{token}/calendar.ics"),
    ("POST", "/api/bookings/{token}/cancel"),
    ("POST", "/api/bookings/{token}/move"),
];

async fn token(served: &Served) -> String {
    let (_, made) = served.book("", &booking(1)).await;
    made["token"].as_str().expect("a token").to_owned()
}

/// Asks as the address is meant, with a body that could be done.
fn request(served: &Served, method: &str, address: &str) -> reqwest::RequestBuilder {
    let is_move = address.ends_with("/move");
    match method {
        "GET" => served.get(address),
        _ if address.starts_with("/api/") && is_move => {
            let body = json!({ "start": "2026-12-03T14:00:00-05:00" });
            served.post(address).json(&body)
        }
        _ if is_move => {
            let body = [("start", "2026-12-03T14:00:00-05:00")];
            served.post(address).form(&body)
        }
        _ => served.post(address),
    }
}

#[tokio::test]
async fn a_foreign_an_old_and_a_cut_token_get_one_answer_at_every_address() {
    let practice = Practice::new();
    let served = practice.serve();
    let real = token(&served).await;
    served.kill();
    // The link has lapsed: 30 days after the appointment.
    let served = practice.serve_at("2026-12-31T11:00:01-05:00");
    let before = practice.items_but_mail().await;
    let foreign = "A".repeat(real.len());
    for (method, address) in ADDRESSES {
        let mut answers = Vec::new();
        for token in [real.as_str(), &foreign, &real[..real.len() - 1]] {
            let address = address.replace("{token}", token);
            let page = Page::of(request(&served, method, &address)).await;
            answers.push((page.status, page.html));
        }
        assert_eq!(answers[0].0, StatusCode::NOT_FOUND, "{method} {address}");
        assert_eq!(answers[0], answers[1], "{method} {address}");
        assert_eq!(answers[0], answers[2], "{method} {address}");
        assert!(!answers[0].1.contains("Client 1"));
    }
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn looking_changes_nothing_whoever_looks() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = token(&served).await;
    let before = practice.items_but_mail().await;
    assert!(!before.is_empty());
    for (_, address) in ADDRESSES {
        for method in [Method::GET, Method::HEAD] {
            let address = format!("{}{}", served.url, address.replace("{token}", &token));
            let answer = served.client.request(method.clone(), &address).send().await;
            let status = answer.expect("an answer").status();
            assert!(!status.is_server_error(), "{method} {address}: {status}");
        }
    }
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn another_sites_page_changes_nothing() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = token(&served).await;
    let before = practice.items_but_mail().await;
    for (method, address) in ADDRESSES.iter().filter(|(method, _)| *method == "POST") {
        let address = address.replace("{token}", &token);
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ] {
            let answer = request(&served, method, &address).header(name, value);
            let status = answer.send().await.expect("an answer").status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{address}, {name}");
        }
    }
    assert_eq!(practice.items_but_mail().await, before);
}

#[tokio::test]
async fn a_change_asks_for_nothing_that_its_address_does_not_say() {
    let practice = Practice::new();
    let served = practice.serve();
    let token = token(&served).await;
    let before = practice.items_but_mail().await;
    let address = |door: &str| format!("/booking/m/{token}/{door}");
    for (door, field, told) in [
        ("cancel", "refund", "Field 1"),
        ("move", "price", "`price`"),
    ] {
        let page = Page::of(served.post(&address(door)).form(&[(field, "1")])).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{door}");
        let said = page.text("main");
        assert!(said.contains(&format!("{told} is not something")), "{said}");
    }
    let json: Value = json!({});
    let page = Page::of(served.post(&address("cancel")).json(&json)).await;
    assert_eq!(page.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(practice.items_but_mail().await, before);
}
