//! Events as an HTTP API sends them: "Working with AWS Lambda proxy integrations for HTTP APIs",
//! payload format 2.0.

use serde_json::{Value, json};

/// A page or an answer that is asked for.
pub(super) fn get(path: &str, query: &str) -> Value {
    event("GET", path, query, &json!({}), None)
}

/// JSON that is sent under a key.
pub(super) fn post(path: &str, key: &str, body: &Value) -> Value {
    let headers = json!({ "content-type": "application/json", "idempotency-key": key });
    event("POST", path, "", &headers, Some(&body.to_string()))
}

fn event(method: &str, path: &str, query: &str, headers: &Value, body: Option<&str>) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": headers, "isBase64Encoded": false, "body": body,
        "requestContext": {
            "accountId": "123456789012", "apiId": "a", "domainName": "a.execute-api.us-east-1.amazonaws.com",
            "domainPrefix": "a", "requestId": "JKJaXmPLvHcESHA=", "routeKey": "$default",
            "stage": "$default", "time": "12/Mar/2026:19:03:58 +0000", "timeEpoch": 1_773_342_238_000_u64,
            "http": {
                "method": method, "path": path, "protocol": "HTTP/1.1",
                "sourceIp": "192.0.2.1", "userAgent": "agent",
            },
        },
    })
}
