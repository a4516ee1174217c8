//! A batch of reads that leaves some out, as AWS does when a partition is busy.

use fastrand::Rng;
use serde_json::{Value, json};

use super::proxy::{Asked, Proxy, Reply};

/// Reads some of the batch, and names the others as not processed; at least one.
pub(super) async fn carry_out(proxy: &Proxy, mut asked: Asked, dice: &mut Rng) -> Reply {
    let mut unprocessed = serde_json::Map::new();
    let tables = asked.body["RequestItems"].as_object_mut();
    for (table, wanted) in tables.into_iter().flatten() {
        let keys = wanted["Keys"].as_array_mut().expect("a batch has keys");
        let left_out = keys.split_off(dice.usize(0..keys.len()));
        let mut rest = wanted.clone();
        rest["Keys"] = Value::Array(left_out);
        unprocessed.insert(table.clone(), rest);
    }
    let tables = asked.body["RequestItems"].as_object_mut();
    tables.into_iter().for_each(|tables| {
        tables.retain(|_, wanted| wanted["Keys"] != json!([]));
    });
    let mut reply = if asked.body["RequestItems"] == json!({}) {
        Reply {
            status: axum::http::StatusCode::OK,
            body: json!({ "Responses": {} }),
        }
    } else {
        proxy.carry_out(&asked).await
    };
    reply.body["UnprocessedKeys"] = Value::Object(unprocessed);
    reply
}
