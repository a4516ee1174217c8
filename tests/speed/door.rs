//! The JSON door of the booking function, asked without a network between.

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use functions::App;
use serde_json::Value;
use tower::ServiceExt as _;

/// More than any answer has.
const ANSWER_BYTES_MAX: usize = 1 << 20;

/// The whole router. Clones share it.
#[derive(Clone)]
pub(crate) struct Door(Router);

impl Door {
    pub(crate) fn new(app: App) -> Self {
        Self(functions::booking::router(app))
    }

    /// Asks for what changes nothing.
    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        self.ask(Method::GET, path, Body::empty()).await
    }

    /// Asks for a change.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        self.ask(Method::POST, path, Body::from(body.to_string()))
            .await
    }

    /// Asks for what must succeed.
    pub(crate) async fn made(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.post(path, body).await;
        assert!(status.is_success(), "{path} {body}: {status} {answer}");
        answer
    }

    /// Posts what must succeed, and leaves the answer unread.
    pub(crate) async fn takes(&self, path: &str, body: Bytes) {
        let answer = self.answer(Method::POST, path, Body::from(body)).await;
        let status = answer.status();
        assert!(status.is_success(), "{path}: {status}");
    }

    async fn ask(&self, method: Method, path: &str, body: Body) -> (StatusCode, Value) {
        let answer = self.answer(method, path, body).await;
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), ANSWER_BYTES_MAX).await;
        let answer = serde_json::from_slice(&bytes.expect("a body"));
        (status, answer.unwrap_or_default())
    }

    async fn answer(&self, method: Method, path: &str, body: Body) -> Response {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)
            .expect("a request");
        let answer = self.0.clone().oneshot(request).await;
        answer.unwrap_or_else(|never| match never {})
    }
}
