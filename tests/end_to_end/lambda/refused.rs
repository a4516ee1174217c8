//! Events that are not what a function is for: refused in words, and the process lives on.

use serde_json::{Value, json};

use super::deployed::{Deployed, FUNCTIONS};
use super::event;

/// An event of a REST API (docs.aws.amazon.com, "Input format of a Lambda function for proxy
/// integration"), shortened.
fn of_rest_api() -> Value {
    json!({
        "resource": "/{proxy+}", "path": "/api/slots", "httpMethod": "GET",
        "headers": { "Host": "abc.execute-api.us-east-1.amazonaws.com" },
        "multiValueHeaders": { "Host": ["abc.execute-api.us-east-1.amazonaws.com"] },
        "queryStringParameters": null, "multiValueQueryStringParameters": null,
        "requestContext": {
            "accountId": "123456789012", "resourceId": "r", "stage": "prod", "requestId": "id",
            "identity": { "sourceIp": "192.0.2.1" }, "resourcePath": "/{proxy+}", "httpMethod": "GET", "apiId": "abc",
        },
        "body": null, "isBase64Encoded": false,
    })
}

/// One of a load balancer ("Using AWS Lambda with an Application Load Balancer").
fn of_load_balancer() -> Value {
    json!({
        "requestContext": { "elb": { "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/t/1" } },
        "httpMethod": "GET", "path": "/api/slots", "queryStringParameters": {},
        "headers": { "host": "lb.us-east-1.elb.amazonaws.com" }, "body": "", "isBase64Encoded": false,
    })
}

/// One of EventBridge ("Scheduled events").
fn of_schedule() -> Value {
    json!({
        "version": "0", "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa", "detail-type": "Scheduled Event",
        "source": "aws.events", "account": "123456789012", "time": "2026-11-24T13:00:00Z", "region": "us-east-1",
        "resources": ["arn:aws:events:us-east-1:123456789012:rule/notify"], "detail": {},
    })
}

#[tokio::test]
async fn no_function_answers_what_it_is_not_for_and_each_lives_on() {
    for name in FUNCTIONS {
        let mut deployed = Deployed::of(name, &[]).await;
        let garbage = [
            json!(null),
            json!(17),
            json!("ada@example.com"),
            json!([{}]),
        ];
        let mut wrong = [&garbage[..], &[of_rest_api(), of_load_balancer()]].concat();
        let (right, expected) = if name == "notify" {
            wrong.push(event("GET", "/api/slots", "", "", ""));
            (of_schedule(), "called by its schedule")
        } else {
            wrong.extend([of_schedule(), json!({ "key1": "value1" })]);
            (event("GET", "/nowhere", "", "", ""), "payload format 2.0")
        };
        for event in wrong {
            let refused = deployed.runtime.invoke(event.clone()).await;
            let words = refused["refused"]["errorMessage"]
                .as_str()
                .unwrap_or_default();
            assert!(words.contains(expected), "{name} {event}: {refused}");
            assert!(!words.contains("ada@example.com"), "{words}");
        }
        let answered = deployed.runtime.invoke(right).await;
        assert!(answered["refused"].is_null(), "{name}: {answered}");
        assert!(deployed.lives(), "{name}");
    }
}
