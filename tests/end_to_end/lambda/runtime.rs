//! Lambda's runtime API, and functions that are driven by it.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};

/// Lambda's runtime API (docs.aws.amazon.com, "Using the Lambda runtime API"): events go out one by
/// one, answers come back.
pub(crate) struct Runtime {
    events: mpsc::Sender<Value>,
    answers: mpsc::Receiver<Value>,
    address: String,
}

#[derive(Clone)]
struct Api {
    events: Arc<Mutex<mpsc::Receiver<Value>>>,
    answers: mpsc::Sender<Value>,
}

impl Runtime {
    pub(crate) async fn start() -> Self {
        let (events, next) = mpsc::channel(1);
        let (answered, answers) = mpsc::channel(1);
        let api = Api {
            events: Arc::new(Mutex::new(next)),
            answers: answered,
        };
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next_event))
            .route(
                "/2018-06-01/runtime/invocation/{id}/response",
                post(take_answer),
            )
            .route(
                "/2018-06-01/runtime/invocation/{id}/error",
                post(take_error),
            )
            .layer(DefaultBodyLimit::disable())
            .with_state(api);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            events,
            answers,
            address,
        }
    }

    /// A function of this name, as Lambda would start its binary.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(binary(name));
        command
            .env("AWS_LAMBDA_RUNTIME_API", &self.address)
            .env("AWS_LAMBDA_FUNCTION_NAME", name)
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_LAMBDA_LOG_GROUP_NAME", "g")
            .env("AWS_LAMBDA_LOG_STREAM_NAME", "s")
            .stdout(Stdio::inherit());
        command
    }

    pub(crate) async fn invoke(&mut self, event: Value) -> Value {
        self.events
            .send(event)
            .await
            .expect("the function asks for events");
        self.answers.recv().await.expect("the function answers")
    }
}

async fn next_event(State(api): State<Api>) -> impl IntoResponse {
    let event = api.events.lock().await.recv().await.unwrap_or_default();
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (
            "lambda-runtime-aws-request-id",
            "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        ),
        ("lambda-runtime-deadline-ms", "4102444800000"),
        (
            "lambda-runtime-invoked-function-arn",
            "arn:aws:lambda:us-east-1:123456789012:function:booking",
        ),
    ] {
        headers.insert(name, value.parse().expect("a header"));
    }
    (headers, event.to_string())
}

/// What a function says that could not answer: `{"refused": {"errorType", "errorMessage"}}`.
async fn take_error(State(api): State<Api>, body: String) -> StatusCode {
    let error: Value = serde_json::from_str(&body).expect("an error is JSON");
    let error = json!({ "refused": error });
    api.answers.send(error).await.expect("the test waits");
    StatusCode::ACCEPTED
}

async fn take_answer(State(api): State<Api>, body: String) -> StatusCode {
    let answer = serde_json::from_str(&body).expect("an answer is JSON");
    api.answers.send(answer).await.expect("the test waits");
    StatusCode::ACCEPTED
}

/// An API Gateway HTTP API event, payload format 2.0 (docs.aws.amazon.com, "Working with AWS Lambda
/// proxy integrations for HTTP APIs").
pub(crate) fn event(
    method: &str,
    path: &str,
    query: &str,
    content_type: &str,
    body: &str,
) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": { "content-type": content_type, "host": "abc.execute-api.us-east-1.amazonaws.com" },
        "requestContext": {
            "accountId": "123456789012", "apiId": "abc", "domainName": "abc.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "abc", "requestId": "id", "routeKey": "$default", "stage": "$default",
            "time": "24/Nov/2026:13:00:00 +0000", "timeEpoch": 1_795_525_200_000_i64,
            "http": { "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "test" },
        },
        "body": body, "isBase64Encoded": false,
    })
}

/// A function that runs; killed when it is dropped.
pub(crate) struct Function(pub(crate) Child);

impl Drop for Function {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The binary stands beside `knead`; `tests/run` builds it.
fn binary(name: &str) -> PathBuf {
    let beside = PathBuf::from(env!("CARGO_BIN_EXE_knead")).with_file_name(name);
    assert!(
        beside.is_file(),
        "build it first: cargo build -p functions --bins"
    );
    beside
}
