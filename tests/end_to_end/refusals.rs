//! Requests that cannot be taken: 4xx with the field named, in JSON and on the page, and no trace.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Practice, answer, booking, booking_with};

/// Members that make a booking one that cannot be taken, and the field at fault.
fn refused_members() -> Vec<(Value, &'static str)> {
    vec![
        (json!({ "service": "deep-tisue" }), "service"),
        (json!({ "minutes": 61 }), "minutes"),
        (json!({ "minutes": "sixty" }), "minutes"),
        (json!({ "therapist": "nobody" }), "therapist"),
        (
            json!({ "service": "sports", "minutes": 30, "therapist": "maya" }),
            "therapist",
        ),
        (json!({ "start": "2026-12-01T10:07:00-05:00" }), "start"),
        (json!({ "start": "2026-12-01T10:00:01-05:00" }), "start"),
        (json!({ "start": "2026-11-23T10:00:00-05:00" }), "start"),
        (json!({ "start": "2026-12-01T03:00:00-05:00" }), "start"),
        (json!({ "start": "2026-12-01T11:45:00-05:00" }), "start"),
        (json!({ "start": "2026-12-25T10:00:00-05:00" }), "start"),
        (json!({ "start": "2026-11-24T09:45:00-05:00" }), "start"),
        (json!({ "start": "2027-01-25T10:00:00-05:00" }), "start"),
        (json!({ "start": "2026-02-30T10:00:00-05:00" }), "start"),
        (json!({ "start": "2026-12-01T10:00:00" }), "start"),
        (json!({ "start": "soon" }), "start"),
        (json!({ "start": "" }), "start"),
        (json!({ "name": " " }), "name"),
        (json!({ "name": "a\r\nBcc: b@example.com" }), "name"),
        (json!({ "name": "x".repeat(101) }), "name"),
        (json!({ "name": 7 }), "name"),
        (json!({ "email": "nobody" }), "email"),
        (
            json!({ "email": "a@example.com\nBcc: b@example.com" }),
            "email",
        ),
        (json!({ "phone": "ring me" }), "phone"),
        (json!({ "note": "x".repeat(501) }), "note"),
        (json!({ "price": "1.00" }), "price"),
        (json!({ "status": "completed" }), "status"),
        (json!({ "end": "2026-12-01T10:01:00-05:00" }), "end"),
        (json!({ "room": "garden" }), "room"),
    ]
}

async fn nothing_is_stored(practice: &Practice) {
    let items = practice.kept().await;
    assert!(items.is_empty(), "{items:#?}");
}

#[tokio::test]
async fn json_that_cannot_be_taken_is_refused_by_field_and_leaves_no_trace() {
    let practice = Practice::new();
    let served = practice.serve();
    for (members, field) in refused_members() {
        let (status, refusal) = served.book("", &booking_with(1, &members)).await;
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{members} {refusal}"
        );
        let fields: Vec<_> = refusal["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|error| &error["field"])
            .collect();
        assert_eq!(fields, [field], "{members} {refusal}");
    }
    nothing_is_stored(&practice).await;
}

#[tokio::test]
async fn forms_that_cannot_be_taken_are_refused_in_words_and_leave_no_trace() {
    let practice = Practice::new();
    let served = practice.serve();
    for (members, field) in refused_members() {
        let whole = booking_with(1, &members);
        let form: Vec<(&str, String)> = whole
            .as_object()
            .expect("an object")
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str(),
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned),
                )
            })
            .filter(|(name, value)| *name != "name" || value != "7")
            .collect();
        let response = served
            .post("/booking/")
            .form(&form)
            .send()
            .await
            .expect("an answer");
        let status = response.status();
        let page = response.text().await.expect("a page");
        assert!(status.is_client_error(), "{members}: {status}");
        assert!(
            page.contains("<title>Error: "),
            "{members} ({field}): {page}"
        );
    }
    nothing_is_stored(&practice).await;
}

#[tokio::test]
async fn every_fault_is_told_at_once() {
    let practice = Practice::new();
    let served = practice.serve();
    let (_, refusal) = served.book("", &json!({ "service": "swedish" })).await;
    let fields: Vec<_> = refusal["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| error["field"].clone())
        .collect();
    assert_eq!(fields, ["minutes", "start", "name", "email"]);
}

#[tokio::test]
async fn bodies_of_another_kind_or_size_are_refused() {
    let practice = Practice::new();
    let served = practice.serve();
    let api = |kind: &str, body: Vec<u8>| {
        served
            .post("/api/bookings")
            .header("content-type", kind)
            .body(body)
    };
    let form = |kind: &str, body: Vec<u8>| {
        served
            .post("/booking/")
            .header("content-type", kind)
            .body(body)
    };
    let text = booking(1).to_string().into_bytes();
    let large = booking_with(1, &json!({ "note": "x".repeat(65 * 1024) }))
        .to_string()
        .into_bytes();
    let json_kind = "application/json";
    let form_kind = "application/x-www-form-urlencoded";
    let expected = [
        (
            api("text/plain", text.clone()),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            api("application/json; charset=latin1", text.clone()),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            served.post("/api/bookings").body(text),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (api(json_kind, large.clone()), StatusCode::PAYLOAD_TOO_LARGE),
        (api(json_kind, b"{".to_vec()), StatusCode::BAD_REQUEST),
        (api(json_kind, b"[]".to_vec()), StatusCode::BAD_REQUEST),
        (
            api(json_kind, b"{\"name\":\"\xff\"}".to_vec()),
            StatusCode::BAD_REQUEST,
        ),
        (
            api(json_kind, b"{\"name\":\"a\",\"name\":\"b\"}".to_vec()),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            form("multipart/form-data; boundary=x", b"--x--".to_vec()),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (form(form_kind, large), StatusCode::PAYLOAD_TOO_LARGE),
        (
            form(form_kind, b"name=%ff".to_vec()),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            form(form_kind, b"name=a&name=b".to_vec()),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (served.get("/api/bookings"), StatusCode::METHOD_NOT_ALLOWED),
        (served.get("/api/nothing"), StatusCode::NOT_FOUND),
        (served.get("/booking/nothing"), StatusCode::NOT_FOUND),
    ];
    for (request, status) in expected {
        let response = request.send().await.expect("an answer");
        assert_eq!(
            response.status(),
            status,
            "{}",
            response.text().await.expect("a body")
        );
    }
    nothing_is_stored(&practice).await;
}

#[tokio::test]
async fn the_field_that_is_not_utf_8_or_sent_twice_is_named_on_the_page() {
    let practice = Practice::new();
    let served = practice.serve();
    for (body, field) in [("email=a&name=%ff", "name"), ("note=a&note=b", "note")] {
        let request = served
            .post("/booking/")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let page = request
            .send()
            .await
            .expect("an answer")
            .text()
            .await
            .expect("a page");
        assert!(page.contains(&format!("`{field}`")), "{page}");
    }
}

#[tokio::test]
async fn another_sites_page_cannot_book() {
    let practice = Practice::new();
    let served = practice.serve();
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        let (status, _) = answer(
            served
                .post("/api/bookings")
                .header(name, value)
                .json(&booking(1)),
        )
        .await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let form = served
            .post("/booking/")
            .header(name, value)
            .form(&[("service", "swedish")]);
        assert_eq!(
            form.send().await.expect("an answer").status(),
            StatusCode::FORBIDDEN
        );
    }
    nothing_is_stored(&practice).await;
}

#[tokio::test]
async fn questions_for_slots_that_cannot_be_answered_are_refused_by_field() {
    let practice = Practice::new();
    let served = practice.serve();
    let whole = "service=deep-tissue&minutes=60&from=2026-12-01&to=2026-12-02";
    for (query, field) in [
        (whole.replace("deep-tissue", "x"), "service"),
        (whole.replace("=60", "=0"), "minutes"),
        (whole.replace("from=2026-12-01", "from=2026-02-30"), "from"),
        (whole.replace("to=2026-12-02", "to=tomorrow"), "to"),
        (whole.replace("to=2026-12-02", "to=2026-11-30"), "to"),
        (whole.replace("to=2026-12-02", "to=2027-12-01"), "to"),
        (format!("{whole}&zone=Mars/Olympus"), "zone"),
        (format!("{whole}&therapist=nobody"), "therapist"),
        (format!("{whole}&therpist=maya"), "therapist"),
        (format!("{whole}&to=2026-12-03"), "to"),
    ] {
        let (status, refusal) = answer(served.get(&format!("/api/slots?{query}"))).await;
        assert_eq!(
            (status, &refusal["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)),
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_key_that_is_too_long_or_there_twice_is_refused() {
    let practice = Practice::new();
    let served = practice.serve();
    let (status, _) = served.book(&"k".repeat(255), &booking(1)).await;
    assert_eq!(status, StatusCode::CREATED);
    let (status, refusal) = served.book(&"k".repeat(256), &booking(1)).await;
    assert_eq!(
        (status, &refusal["errors"][0]["field"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("Idempotency-Key"))
    );
    let twice = served
        .post("/api/bookings")
        .header("idempotency-key", "a")
        .header("idempotency-key", "b");
    assert_eq!(
        answer(twice.json(&booking(2))).await.0,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn addresses_that_lead_nowhere_answer_in_kind() {
    let practice = Practice::new();
    let served = practice.serve();
    for path in ["/api/nothing", "/api/bookings/%ff", "/api/bookings/x"] {
        let (status, refusal) = answer(served.get(path)).await;
        assert_eq!(
            (status, &refusal["type"]),
            (StatusCode::NOT_FOUND, &json!("urn:knead:not-found"))
        );
    }
    for path in ["/booking/nothing", "/booking/m/%ff/", "/booking/m/x/"] {
        let response = served.get(path).send().await.expect("an answer");
        assert_eq!(
            (response.status(), &response.headers()["cache-control"]),
            (StatusCode::NOT_FOUND, &"no-store".parse().expect("a value"))
        );
        assert!(
            response
                .text()
                .await
                .expect("a page")
                .contains("There is nothing at this address")
        );
    }
}
