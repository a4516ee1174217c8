//! Between one function and the store: writes down what IAM would be asked, and hands it on.
//!
//! It can also lose answers. What a function asks only when it cannot know whether it has written is
//! its own, too: its role has to allow it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::function::Function;
use super::touch::{Touch, touches};

/// What each function has asked.
pub(super) type Touched = BTreeMap<Function, BTreeSet<Touch>>;

/// Whether answers come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answers {
    Come,
    /// Of each kind of transaction, that of the first which was written is lost.
    AreLost,
}

/// What was written down, of all functions.
#[derive(Clone, Default)]
pub(super) struct Record(Arc<Mutex<Touched>>);

impl Record {
    pub(super) fn touched(&self) -> Touched {
        lock(&self.0).clone()
    }

    fn note(&self, function: Function, touches: Vec<Touch>) {
        lock(&self.0).entry(function).or_default().extend(touches);
    }
}

struct Recorder {
    function: Function,
    record: Record,
    answers: Answers,
    /// The kinds of transactions of which an answer was lost.
    lost: Mutex<BTreeSet<Vec<Touch>>>,
    client: Client,
    store: String,
}

/// Starts one; its URL.
pub(super) async fn record(
    function: Function,
    record: &Record,
    (store, answers): (&str, Answers),
) -> String {
    let recorder = Recorder {
        function,
        record: record.clone(),
        answers,
        lost: Mutex::default(),
        client: Client::new(),
        store: store.to_owned(),
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let router = Router::new()
        .fallback(pass_on)
        .with_state(Arc::new(recorder));
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn pass_on(
    State(recorder): State<Arc<Recorder>>,
    mut headers: HeaderMap,
    body: Bytes,
) -> Response {
    let target = headers["x-amz-target"].to_str().expect("a target");
    let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
    let asked: Value = serde_json::from_slice(&body).expect("JSON");
    let touches = touches(&operation, &asked);
    recorder.record.note(recorder.function, touches.clone());
    headers.remove(header::HOST);
    headers.remove(header::CONTENT_LENGTH);
    let sent = recorder
        .client
        .post(&recorder.store)
        .headers(headers)
        .body(body);
    let answer = sent.send().await.expect("the store answers");
    let status = answer.status();
    let body = answer.bytes().await.expect("the store answers");
    if operation == "TransactWriteItems" && status.is_success() && recorder.loses(touches) {
        let kind = "com.amazonaws.dynamodb.v20120810#InternalServerError";
        let lost = json!({ "__type": kind, "message": "Internal server error" });
        return (StatusCode::INTERNAL_SERVER_ERROR, lost.to_string()).into_response();
    }
    let kind = [(header::CONTENT_TYPE, "application/x-amz-json-1.0")];
    (status, kind, body).into_response()
}

impl Recorder {
    fn loses(&self, kind: Vec<Touch>) -> bool {
        self.answers == Answers::AreLost && lock(&self.lost).insert(kind)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
