//! The table, asked past all of our code.

use reqwest::{Client, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::harness::answer;

/// Every item, in as many parts as the store gives it in.
pub(crate) async fn items(store: &str) -> Vec<Value> {
    let client = Client::new();
    let mut items = Vec::new();
    let mut scan = json!({ "TableName": "knead" });
    loop {
        let (status, mut part) = answer(ask(&client, store, "Scan", &scan)).await;
        assert_eq!(status, StatusCode::OK, "{part}");
        items.append(part["Items"].as_array_mut().expect("a list"));
        match part["LastEvaluatedKey"].take() {
            Value::Null => return items,
            last => scan["ExclusiveStartKey"] = last,
        }
    }
}

/// The same, but for what stands there by itself: `knead dev` makes an owner, and a link for them,
/// when it starts, and the sweep writes down how far it has looked for what is kept too long.
pub(crate) async fn items_but_staff(store: &str) -> Vec<Value> {
    let mut items = items(store).await;
    items.retain(|item| !is_of_staff(item));
    items
}

fn is_of_staff(item: &Value) -> bool {
    let word = |name: &str| item[name]["S"].as_str().unwrap_or_default();
    let kinds = ["U#", "U@", "N#staff", "S#", "N#retention"];
    kinds.iter().any(|kind| word("pk").starts_with(kind)) || word("action") == "staff-add"
}

/// A request of DynamoDB's protocol, as the SDK would send it to a store that checks no signature.
pub(crate) fn ask(client: &Client, store: &str, operation: &str, body: &Value) -> RequestBuilder {
    client
        .post(store)
        .header("x-amz-target", format!("DynamoDB_20120810.{operation}"))
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amz-date", "20261124T000000Z")
        .header("authorization", "AWS4-HMAC-SHA256 Credential=local/20261124/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0")
        .body(body.to_string())
}

/// An item, or a value of one, without DynamoDB's names of types. An integer stays a number.
pub(crate) fn plain(typed: &Value) -> Value {
    let item = typed.as_object().into_iter().flatten();
    Value::Object(
        item.map(|(name, value)| (name.clone(), untyped(value)))
            .collect(),
    )
}

fn untyped(value: &Value) -> Value {
    let Some((kind, value)) = value.as_object().and_then(|typed| typed.iter().next()) else {
        return Value::Null;
    };
    match kind.as_str() {
        "N" => {
            let number = value.as_str().and_then(|text| text.parse::<i64>().ok());
            number.map_or_else(|| value.clone(), Value::from)
        }
        "L" => Value::Array(
            value
                .as_array()
                .into_iter()
                .flatten()
                .map(untyped)
                .collect(),
        ),
        "M" => plain(value),
        "NULL" => Value::Null,
        _ => value.clone(),
    }
}
