//! Bodies, cookies and binary answers as API Gateway hands them over and takes them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::deployed::Deployed;
use super::event;
use crate::harness::booking;

/// A form or JSON as API Gateway sends what it takes for binary.
fn encoded(path: &str, content_type: &str, body: &str) -> Value {
    let mut event = event("POST", path, "", content_type, &STANDARD.encode(body));
    event["isBase64Encoded"] = json!(true);
    event
}

#[tokio::test]
async fn a_body_in_base64_is_the_body() {
    let mut deployed = Deployed::booking().await;
    let mut wanted = booking(1);
    wanted["name"] = json!("");
    wanted["start"] = json!("2027-01-19T14:00:00Z");
    let event = encoded("/api/bookings", "application/json", &wanted.to_string());
    let refused = deployed.runtime.invoke(event).await;
    assert_eq!(refused["statusCode"], 422, "{refused}");
    let body = refused["body"].as_str().unwrap_or_default();
    assert!(body.contains("\"name\""), "it was read: {body}");

    let form = "service=deep-tissue&minutes=60";
    let event = encoded("/booking/times", "application/x-www-form-urlencoded", form);
    let page = deployed.runtime.invoke(event).await;
    assert!(
        page["statusCode"]
            .as_u64()
            .is_some_and(|status| status < 500),
        "{page}"
    );
    assert!(deployed.lives());
}

#[tokio::test]
async fn base64_that_is_none_is_refused_and_the_function_lives_on() {
    let mut deployed = Deployed::booking().await;
    let mut event = event("POST", "/api/bookings", "", "application/json", "%%%");
    event["isBase64Encoded"] = json!(true);
    let refused = deployed.runtime.invoke(event).await;
    assert_eq!(refused["refused"]["errorType"], "NotARequest", "{refused}");
    assert!(deployed.lives());
}

#[tokio::test]
async fn a_body_as_large_as_lambda_takes_is_too_large_for_us() {
    let mut deployed = Deployed::booking().await;
    for bytes in [65 * 1024, 3 * 1024 * 1024, 6 * 1024 * 1024 - 4096] {
        let body = format!("{{\"name\":\"{}\"}}", "a".repeat(bytes));
        let event = event("POST", "/api/bookings", "", "application/json", &body);
        let refused = deployed.runtime.invoke(event).await;
        assert_eq!(refused["statusCode"], 413, "{bytes}: {refused}");
    }
    assert!(deployed.lives());
}

#[tokio::test]
async fn cookies_come_as_a_list_and_go_as_one() {
    let origin = ("KNEAD_SITE_ORIGIN", "https://www.example.com");
    let mut deployed = Deployed::of("desk", &[origin]).await;
    let form = "application/x-www-form-urlencoded";
    let link = event("POST", &deployed.served.desk, "", form, "");
    let let_in = deployed.runtime.invoke(link).await;
    assert_eq!(let_in["statusCode"], 303, "{let_in}");
    let cookies = let_in["cookies"].as_array().cloned().unwrap_or_default();
    assert_eq!(cookies.len(), 1, "{let_in}");
    let cookie = cookies[0].as_str().expect("a cookie is text");
    assert!(cookie.contains("; HttpOnly"), "{cookie}");
    let (cookie, _) = cookie.split_once(';').expect("its attributes");

    let mut today = event("GET", "/desk/", "", "", "");
    let shut = deployed.runtime.invoke(today.clone()).await;
    assert_eq!(shut["statusCode"], 303, "{shut}");
    today["cookies"] = json!(["other=1", cookie, "another=2"]);
    let open = deployed.runtime.invoke(today).await;
    assert_eq!(open["statusCode"], 200, "{open}");
}
