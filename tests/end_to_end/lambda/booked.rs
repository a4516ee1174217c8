//! A booking from the times to its page, by the booking function.

use serde_json::{Value, json};

use super::deployed::Deployed;
use super::event;
use crate::harness::booking;

#[tokio::test]
async fn the_function_books_over_the_lambda_runtime_api() {
    let mut deployed = Deployed::booking().await;
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(72);
    let date = soon.in_tz("America/New_York").expect("a zone").date();
    let query = format!("service=deep-tissue&minutes=60&from={date}&to={date}");
    let slots = deployed
        .runtime
        .invoke(event("GET", "/api/slots", &query, "", ""))
        .await;
    assert_eq!(slots["statusCode"], 200, "{slots}");
    let slots: Value = serde_json::from_str(slots["body"].as_str().expect("a body")).expect("JSON");
    let start = slots["slots"][0]["start"]
        .as_str()
        .expect("a slot")
        .to_owned();

    let mut wanted = booking(1);
    wanted["start"] = json!(start);
    let made = deployed
        .runtime
        .invoke(event(
            "POST",
            "/api/bookings",
            "",
            "application/json",
            &wanted.to_string(),
        ))
        .await;
    assert_eq!(made["statusCode"], 201, "{made}");
    let made: Value = serde_json::from_str(made["body"].as_str().expect("a body")).expect("JSON");
    let page = deployed
        .runtime
        .invoke(event(
            "GET",
            made["links"]["self"].as_str().expect("a link"),
            "",
            "",
            "",
        ))
        .await;
    assert_eq!(page["statusCode"], 200, "{page}");
    assert!(
        page["body"]
            .as_str()
            .is_some_and(|html| html.contains("Your massage is booked")),
        "{page}"
    );
}
