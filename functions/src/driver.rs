//! A router under Lambda: events of an HTTP API in, answers out.
//!
//! An event of any other kind is refused with words that say what is expected, and an address that
//! is none leads nowhere; neither ends the process.

use axum::Router;
use axum::http::Uri;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lambda_http::aws_lambda_events::apigw::ApiGatewayV2httpRequest;
use lambda_http::lambda_runtime::{self, Diagnostic, LambdaEvent, service_fn};
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Error, Service as _};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// The payload format of "Working with AWS Lambda proxy integrations for HTTP APIs".
const FORMAT: &str = "2.0";
/// The stage that is no part of an address.
const STAGE_DEFAULT: &str = "$default";
/// What stands in no address (RFC 3986). Lambda is handed addresses with some of it decoded.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
const NOT_IN_PATHS: &AsciiSet = &NOT_IN_ADDRESSES.add(b'?');

/// What Lambda hands to a function; none where it is no request.
struct Event(Option<Box<ApiGatewayV2httpRequest>>);

/// The answer to an event that is no request.
#[derive(Debug)]
struct NotARequest;

/// Answers requests until Lambda ends the process.
///
/// # Errors
/// When Lambda's runtime API cannot be reached.
pub async fn serve(router: Router) -> Result<(), Error> {
    let mut answering = Adapter::from(router);
    let answer = service_fn(move |event: LambdaEvent<Event>| {
        let LambdaEvent { payload, context } = event;
        let request = payload
            .0
            .map(|request| LambdaRequest::ApiGatewayV2(*request));
        let answer = request.map(|request| answering.call(LambdaEvent::new(request, context)));
        async move {
            let Some(answer) = answer else {
                tracing::error!("Refused an event: {}", NotARequest::WORDS);
                return Err(NotARequest);
            };
            answer.await.map_err(|never| match never {})
        }
    });
    lambda_runtime::run(answer).await
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let read = serde_json::from_str::<ApiGatewayV2httpRequest>(text.get()).ok();
        let request = read.filter(|event| event.version.as_deref() == Some(FORMAT));
        Ok(Self(request.and_then(readable).map(Box::new)))
    }
}

/// The request as it can be handed on; none where its body is not what it says.
fn readable(mut event: ApiGatewayV2httpRequest) -> Option<ApiGatewayV2httpRequest> {
    let body = event.body.as_deref().unwrap_or_default();
    if event.is_base64_encoded && STANDARD.decode(body).is_err() {
        return None;
    }
    let path = event.raw_path.take().unwrap_or_default();
    let stage = event.request_context.stage.take();
    let path = without_stage(&path, stage.as_deref());
    let path = utf8_percent_encode(path, NOT_IN_PATHS).to_string();
    let query = event.raw_query_string.take().unwrap_or_default();
    let query = utf8_percent_encode(&query, NOT_IN_ADDRESSES).to_string();
    let host = event.headers.get("host");
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or("host");
    if format!("https://{host}{path}?{query}")
        .parse::<Uri>()
        .is_ok()
    {
        event.raw_path = Some(path);
        event.raw_query_string = Some(query);
    } else {
        // Nothing is at an address that is none.
        event.headers.remove("host");
        event.request_context.domain_name = None;
        event.raw_path = Some("/".to_owned());
    }
    Some(event)
}

/// A named stage is the first part of the path that API Gateway tells, and of none that we know.
fn without_stage<'a>(path: &'a str, stage: Option<&str>) -> &'a str {
    let stage = stage.filter(|stage| *stage != STAGE_DEFAULT);
    let rest = stage.and_then(|stage| path.strip_prefix('/')?.strip_prefix(stage));
    match rest {
        Some("") => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => path,
    }
}

impl NotARequest {
    const WORDS: &str = "this function answers requests of an API Gateway HTTP API, in payload \
         format 2.0; send it nothing else: no REST API, load balancer, schedule or test event";
}

impl From<NotARequest> for Diagnostic {
    fn from(_: NotARequest) -> Self {
        Self {
            error_type: "NotARequest".to_owned(),
            error_message: NotARequest::WORDS.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, without_stage};

    fn address(event: &str) -> Option<(String, String)> {
        let event: Event = serde_json::from_str(event).expect("any JSON is an event");
        let event = event.0?;
        Some((event.raw_path?, event.raw_query_string.unwrap_or_default()))
    }

    fn event(path: &str, query: &str, host: &str) -> String {
        serde_json::json!({
            "version": "2.0", "rawPath": path, "rawQueryString": query,
            "headers": { "host": host },
            "requestContext": { "stage": "$default", "http": { "method": "GET" } },
            "isBase64Encoded": false,
        })
        .to_string()
    }

    #[test]
    fn a_named_stage_is_no_part_of_the_path() {
        assert_eq!(without_stage("/live/api/slots", Some("live")), "/api/slots");
        assert_eq!(without_stage("/live", Some("live")), "/");
        assert_eq!(without_stage("/lively/", Some("live")), "/lively/");
        assert_eq!(without_stage("/api/slots", Some("$default")), "/api/slots");
        assert_eq!(without_stage("/api/slots", None), "/api/slots");
    }

    #[test]
    fn what_was_decoded_on_the_way_is_encoded_again() {
        let read = address(&event("/booking/m/a b\u{e9}/", "x=1 2", "example.com"));
        let expected = ("/booking/m/a%20b%C3%A9/".to_owned(), "x=1%202".to_owned());
        assert_eq!(read, Some(expected));
        let kept = address(&event("/a%20b/", "x=%2F", "example.com"));
        assert_eq!(kept, Some(("/a%20b/".to_owned(), "x=%2F".to_owned())));
    }

    #[test]
    fn an_address_that_is_none_leads_to_the_root() {
        let nowhere = Some(("/".to_owned(), String::new()));
        assert_eq!(address(&event("/api/slots", "", "two hosts")), nowhere);
    }

    #[test]
    fn other_events_are_no_requests() {
        for event in [
            "null",
            "17",
            "[]",
            "{}",
            r#"{"version": "1.0", "httpMethod": "GET", "path": "/api/slots", "headers": {}}"#,
            r#"{"version": "2.0", "rawPath": "/", "requestContext": {}}"#,
            r#"{"version": "2.0", "body": "%%%", "isBase64Encoded": true,
                "requestContext": {"http": {"method": "POST"}}}"#,
        ] {
            assert_eq!(address(event), None, "{event}");
        }
    }
}
