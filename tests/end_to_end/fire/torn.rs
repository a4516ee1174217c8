//! A batch of reads is no snapshot: AWS reads its items one after another, and what is written
//! meanwhile is seen in some and not in others.

use std::time::Duration;

use fastrand::Rng;
use serde_json::Value;

use super::proxy::{Asked, Proxy, Reply, wait};

/// The longest between the reading of one part and of the other.
const APART_MAX: Duration = Duration::from_millis(80);

/// Reads some of the batch, in no order, and the others a little later.
pub(super) async fn carry_out(proxy: &Proxy, asked: Asked, dice: &mut Rng) -> Reply {
    let (mut first, mut second) = (asked.clone(), asked);
    for (table, wanted) in tables(&mut first) {
        let keys = wanted["Keys"].as_array_mut().expect("a batch has keys");
        if keys.len() > 1 {
            dice.shuffle(keys);
            let later = keys.split_off(dice.usize(1..keys.len()));
            second.body["RequestItems"][table]["Keys"] = Value::Array(later);
        } else {
            // One key cannot be torn.
            return proxy.carry_out(&second).await;
        }
    }
    let mut reply = proxy.carry_out(&first).await;
    tokio::time::sleep(wait(dice, APART_MAX)).await;
    let mut rest = proxy.carry_out(&second).await;
    for (table, items) in rest.body["Responses"].as_object_mut().into_iter().flatten() {
        let read = reply.body["Responses"][table].as_array_mut();
        let (read, items) = read.zip(items.as_array_mut()).expect("two lists of items");
        read.append(items);
    }
    reply
}

fn tables(asked: &mut Asked) -> impl Iterator<Item = (&String, &mut Value)> {
    let tables = asked.body["RequestItems"].as_object_mut();
    tables.into_iter().flatten()
}
