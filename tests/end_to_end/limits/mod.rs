//! How often one may ask, and how much one may have: at the edge of each limit.

mod contact;
mod network;
mod unreachable;

use std::net::Ipv4Addr;

use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Served, answer};

/// An ask that counts, finds its time closed, and leaves nothing but its count.
async fn ask(served: &Served) -> (StatusCode, Value) {
    answer(served.post("/api/holds").json(&closed())).await
}

/// What it asks for.
fn closed() -> Value {
    json!({ "service": "deep-tissue", "minutes": 60, "start": "2026-12-06T10:00:00-05:00" })
}

/// Asks so often, and is answered.
pub(crate) async fn ask_often(served: &Served, times: usize) {
    for _ in 0..times {
        let (status, answer) = ask(served).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
    }
}

/// Whoever asks from another address of this machine.
fn from(address: [u8; 4]) -> Client {
    Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .local_address(Some(Ipv4Addr::from(address).into()))
        .build()
        .expect("a client")
}

pub(crate) fn retry_after(response: &Response) -> Option<u64> {
    let seconds = response.headers().get("retry-after")?;
    seconds.to_str().ok()?.parse().ok()
}
