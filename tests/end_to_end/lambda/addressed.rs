//! Addresses as API Gateway tells them.

use serde_json::json;

use super::deployed::Deployed;
use super::event;

#[tokio::test]
async fn a_named_stage_is_no_part_of_the_address() {
    let mut deployed = Deployed::booking().await;
    let query = "service=deep-tissue&minutes=60&from=2027-01-19&to=2027-01-19";
    for (stage, path) in [("$default", "/api/slots"), ("live", "/live/api/slots")] {
        let mut event = event("GET", path, query, "", "");
        event["requestContext"]["stage"] = json!(stage);
        let slots = deployed.runtime.invoke(event).await;
        assert_eq!(slots["statusCode"], 200, "{stage}: {slots}");
    }
}

#[tokio::test]
async fn a_query_is_read_as_it_was_sent_and_a_value_sent_twice_is_refused() {
    let mut deployed = Deployed::booking().await;
    let twice = "service=deep-tissue&service=swedish&minutes=60&from=2027-01-19&to=2027-01-19";
    let mut event = event("GET", "/api/slots", twice, "", "");
    // API Gateway joins what is there twice; it is not asked.
    event["queryStringParameters"] = json!({
        "service": "deep-tissue,swedish", "minutes": "60", "from": "2027-01-19", "to": "2027-01-19",
    });
    let refused = deployed.runtime.invoke(event).await;
    assert_eq!(refused["statusCode"], 422, "{refused}");
    let body = refused["body"].as_str().unwrap_or_default();
    assert!(body.contains("\"service\""), "{body}");
}

#[tokio::test]
async fn an_address_that_cannot_be_one_leads_nowhere_and_the_function_lives_on() {
    let mut deployed = Deployed::booking().await;
    for path in [
        "",
        "booking",
        "/booking/m/a b/",
        "/booking/m/\u{e9}\u{0}/",
        "//",
        "/%",
        "/\\",
    ] {
        let event = event("GET", path, "a=\u{1}{}|", "", "");
        let answered = deployed.runtime.invoke(event).await;
        assert_eq!(answered["statusCode"], 404, "{path}: {answered}");
    }
    assert!(deployed.lives());
}
