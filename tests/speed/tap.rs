//! What goes over the wire to a store: every request, what the store says it cost, and what it costs
//! by the sizes of its items.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use crate::emulator::{TABLE, listen, url};
use crate::size::{item_bytes, read_units, write_units};

/// A place to listen in. Clones share what was heard.
#[derive(Clone)]
pub(crate) struct Tap {
    /// Where to speak to the store so that it is heard.
    pub(crate) url: String,
    heard: Arc<Mutex<Heard>>,
    store: Arc<str>,
    client: reqwest::Client,
}

#[derive(Default)]
struct Heard {
    requests: Vec<Charged>,
    /// Bytes of each item that was put, by its key.
    stored: HashMap<String, usize>,
}

/// A request that was carried out.
pub(crate) struct Charged {
    pub(crate) operation: String,
    pub(crate) body: Value,
    /// What the store says it cost; none if it was not asked.
    pub(crate) said: Option<f64>,
    /// What it costs by the sizes of its items.
    pub(crate) sized: f64,
}

impl Charged {
    /// Whether it costs write units.
    pub(crate) fn writes(&self) -> bool {
        matches!(self.operation.as_str(), "TransactWriteItems" | "UpdateItem")
    }
}

impl Tap {
    /// Listens in on a store.
    pub(crate) async fn on(store: &str) -> Self {
        let listener = listen().await;
        let tap = Self {
            url: url(&listener),
            heard: Arc::default(),
            store: Arc::from(store),
            client: reqwest::Client::new(),
        };
        let router = Router::new().fallback(pass_on).with_state(tap.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        tap
    }

    /// What was heard since this was asked last.
    pub(crate) fn take(&self) -> Vec<Charged> {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut heard.requests)
    }

    fn hear(&self, operation: &str, body: &[u8], answer: &[u8]) {
        let parse = |bytes| serde_json::from_slice(bytes).unwrap_or_default();
        let (body, answer): (Value, Value) = (parse(body), parse(answer));
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let sized = match operation {
            "BatchGetItem" => batch_units(&body["RequestItems"][TABLE], &answer),
            "GetItem" => read_units(item_bytes(&answer["Item"])),
            "Query" => query_units(&answer),
            "TransactWriteItems" => heard.transaction_units(&body),
            "UpdateItem" => write_units(updated_bytes(&body, &answer["Attributes"])),
            _ => return,
        };
        heard.requests.push(Charged {
            operation: operation.to_owned(),
            said: said(&answer["ConsumedCapacity"]),
            sized,
            body,
        });
    }
}

async fn pass_on(
    State(tap): State<Tap>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, HeaderMap, Bytes) {
    let target = headers.get("x-amz-target");
    let target = target.and_then(|target| target.to_str().ok()).unwrap_or("");
    let operation = target.rsplit('.').next().unwrap_or("").to_owned();
    let request = tap.client.post(&*tap.store).headers(headers);
    let answer = request.body(body.clone()).send().await;
    let answer = answer.expect("the store answers");
    let (status, headers) = (answer.status(), answer.headers().clone());
    let answer = answer.bytes().await.expect("the whole answer");
    if status.is_success() {
        tap.hear(&operation, &body, &answer);
    }
    (status, headers, answer)
}

/// The larger of an item before and after an update. Where the answer is the item before, what is set
/// comes to it: of what is here, no update makes an item smaller that it gives back so.
fn updated_bytes(body: &Value, answered: &Value) -> usize {
    let before = item_bytes(answered);
    if body["ReturnValues"] != "ALL_OLD" {
        return before;
    }
    let key = if answered.is_object() {
        0
    } else {
        item_bytes(&body["Key"])
    };
    let names = body["ExpressionAttributeNames"].as_object();
    let set = names.into_iter().flatten().filter_map(|(sign, name)| {
        let name = name.as_str()?;
        let value = &body["ExpressionAttributeValues"][sign.replacen('#', ":", 1)];
        let is_new = answered[name].is_null() && !value.is_null();
        is_new.then(|| item_bytes(&json!({ name: value })))
    });
    key + before + set.sum::<usize>()
}

/// Every item by itself; a key without an item costs a unit too. Half of it where a moment old will do.
fn batch_units(asked: &Value, answer: &Value) -> f64 {
    let items = answer["Responses"][TABLE].as_array();
    let items: Vec<_> = items.into_iter().flatten().collect();
    let keys = asked["Keys"].as_array().map_or(0, Vec::len);
    let found: f64 = items.iter().map(|item| read_units(item_bytes(item))).sum();
    let absent: f64 = (items.len()..keys).map(|_| read_units(0)).sum();
    match asked["ConsistentRead"].as_bool() {
        Some(true) => found + absent,
        _ => (found + absent) / 2.0,
    }
}

/// All items together.
fn query_units(answer: &Value) -> f64 {
    let items = answer["Items"].as_array().into_iter().flatten();
    read_units(items.map(item_bytes).sum())
}

impl Heard {
    /// Each item by the larger of what is put and what was there; twice, in a transaction.
    fn transaction_units(&mut self, body: &Value) -> f64 {
        let writes = body["TransactItems"].as_array().into_iter().flatten();
        let each = writes.map(|write| {
            let put = &write["Put"]["Item"];
            let key = if put.is_null() {
                &write["Delete"]["Key"]
            } else {
                put
            };
            let key = format!("{} {}", key["pk"]["S"], key["sk"]["S"]);
            let before = self.stored.insert(key, item_bytes(put));
            2.0 * write_units(item_bytes(put).max(before.unwrap_or(0)))
        });
        each.sum()
    }
}

/// Of one table, or of each of a list.
fn said(consumed: &Value) -> Option<f64> {
    match consumed {
        Value::Array(tables) => tables.iter().map(said).sum(),
        table => table["CapacityUnits"].as_f64(),
    }
}
