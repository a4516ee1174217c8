//! A server that opens whatever it is asked to open, as KMS opens what it has wrapped.

use axum::Json;
use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use tokio::net::TcpListener;

/// Where it answers `Decrypt` with this text.
pub(crate) async fn answering(text: String) -> String {
    let answer = move |headers: HeaderMap| async move {
        let asked = headers
            .get("x-amz-target")
            .and_then(|asked| asked.to_str().ok());
        if asked != Some("TrentService.Decrypt") {
            return StatusCode::BAD_REQUEST.into_response();
        }
        Json(json!({ "Plaintext": STANDARD.encode(&text), "KeyId": "alias/practice" }))
            .into_response()
    };
    let router = Router::new().route("/", post(answer));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}
