//! A small KMS of our own: Encrypt and Decrypt of its JSON protocol, bound to their context.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The key it has.
pub(super) const KEY: &str = "alias/knead";

/// What was encrypted, in order: the n-th is opened by the ciphertext `n`.
#[derive(Default)]
struct Kept {
    encrypted: Vec<Value>,
    calls: Vec<String>,
    /// What it answers in place of what is asked, once each.
    refusals: Vec<(StatusCode, &'static str)>,
}

/// A KMS on this machine.
#[derive(Clone)]
pub(super) struct Kms {
    pub(super) url: String,
    kept: Arc<Mutex<Kept>>,
}

impl Kms {
    pub(super) async fn start() -> Self {
        let kept = Arc::<Mutex<Kept>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("it is bound"));
        let router = axum::Router::new()
            .fallback(serve)
            .with_state(Arc::clone(&kept));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, kept }
    }

    /// The operations it was asked for since the last time.
    pub(super) fn calls(&self) -> Vec<String> {
        std::mem::take(&mut lock(&self.kept).calls)
    }

    /// What was encrypted last: text and context.
    pub(super) fn last(&self) -> Value {
        lock(&self.kept)
            .encrypted
            .last()
            .cloned()
            .unwrap_or_default()
    }

    /// Refuses the next call.
    pub(super) fn refuse(&self, status: StatusCode, code: &'static str) {
        lock(&self.kept).refusals.push((status, code));
    }
}

fn lock(kept: &Mutex<Kept>) -> std::sync::MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(
    State(kept): State<Arc<Mutex<Kept>>>,
    headers: HeaderMap,
    body: axum::body::Bytes,
) -> Response {
    let target = headers["x-amz-target"].to_str().expect("text").to_owned();
    let asked: Value = serde_json::from_slice(&body).expect("JSON");
    let mut kept = lock(&kept);
    kept.calls.push(target.clone());
    if let Some((status, code)) = kept.refusals.pop() {
        return refusal(status, code);
    }
    if asked["KeyId"] != KEY {
        return refusal(StatusCode::BAD_REQUEST, "NotFoundException");
    }
    match target.as_str() {
        "TrentService.Encrypt" => {
            kept.encrypted.push(asked);
            let blob = STANDARD.encode((kept.encrypted.len() - 1).to_string());
            Json(json!({ "KeyId": KEY, "CiphertextBlob": blob })).into_response()
        }
        "TrentService.Decrypt" => {
            let blob = STANDARD.decode(asked["CiphertextBlob"].as_str().expect("text"));
            let blob = String::from_utf8(blob.expect("base64")).unwrap_or_default();
            let encrypted = blob
                .parse()
                .ok()
                .and_then(|at: usize| kept.encrypted.get(at));
            match encrypted {
                Some(known) if known["EncryptionContext"] == asked["EncryptionContext"] => {
                    Json(json!({ "KeyId": KEY, "Plaintext": known["Plaintext"] })).into_response()
                }
                _ => refusal(StatusCode::BAD_REQUEST, "InvalidCiphertextException"),
            }
        }
        _ => refusal(StatusCode::BAD_REQUEST, "UnknownOperationException"),
    }
}

fn refusal(status: StatusCode, code: &str) -> Response {
    (status, Json(json!({ "__type": code }))).into_response()
}
