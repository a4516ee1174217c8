//! What cannot be counted is not done.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use reqwest::Client;
use tokio::net::TcpListener;

use super::retry_after;
use crate::harness::{Practice, answer, booking};
use crate::page::Page;

const STORE_VARIABLE: &str = "AWS_ENDPOINT_URL_DYNAMODB";

/// A way to a store on which every `UpdateItem` is lost.
async fn losing_updates(store: String) -> String {
    let router = Router::new().fallback(hand_on).with_state(store);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn hand_on(
    State(store): State<String>,
    mut headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, Bytes) {
    let target = headers.get("x-amz-target").cloned();
    if target.is_some_and(|target| target.as_bytes().ends_with(b".UpdateItem")) {
        return (StatusCode::INTERNAL_SERVER_ERROR, Bytes::new());
    }
    for name in [header::HOST, header::CONTENT_LENGTH] {
        headers.remove(name);
    }
    let request = Client::new().post(store).headers(headers).body(body);
    let answer = request.send().await.expect("the store answers");
    (answer.status(), answer.bytes().await.expect("a body"))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_asks_cannot_be_counted_nothing_is_written_and_one_may_come_again() {
    let (with_store, practice) = (Practice::new(), Practice::new());
    let _store = with_store.serve();
    let served = practice.serve_with(STORE_VARIABLE, &losing_updates(with_store.store()).await);
    let wanted = booking(1);
    let response = served.post("/api/bookings").json(&wanted).send().await;
    let response = response.expect("an answer");
    assert_eq!(
        (response.status(), retry_after(&response)),
        (StatusCode::SERVICE_UNAVAILABLE, Some(1))
    );
    let form: Vec<_> = ["service", "start", "therapist", "name", "email"]
        .map(|name| (name, wanted[name].as_str().expect("a text").to_owned()))
        .into_iter()
        .chain([("minutes", "60".to_owned()), ("key", "key".to_owned())])
        .collect();
    let page = Page::of(served.post("/booking/").form(&form)).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    let back = Page::of(served.get(&page.all("main a.button", "href")[0])).await;
    assert!(
        back.text("main").contains("client1@example.com"),
        "every answer is kept"
    );
    let slots = "/api/slots?service=deep-tissue&minutes=60&from=2026-12-01&to=2026-12-01";
    assert_eq!(
        answer(served.get(slots)).await.0,
        StatusCode::OK,
        "looking goes on"
    );
    assert!(with_store.items().await.is_empty());
}
