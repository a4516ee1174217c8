//! What a booking writes, written without a booking: copies of its items under keys of their own, by
//! the same client of the store, over what a booking's own conditions ask for.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_dynamodb::types::{
    AttributeValue, KeysAndAttributes, Put, ReturnConsumedCapacity, TransactWriteItem,
};
use serde_json::Value;

use crate::emulator::TABLE;

/// The condition of an item that must not be there yet: that of every item of a day's first booking.
const IS_NEW: &str = "attribute_not_exists(pk)";

type Item = HashMap<String, AttributeValue>;

/// The requests of one booking, to be made again and again. Clones share the connections.
#[derive(Clone)]
pub(crate) struct Bare {
    client: Client,
    reads: Vec<Item>,
    writes: Vec<Item>,
}

impl Bare {
    /// The requests of the only booking that was made in this store, which read these keys.
    pub(crate) async fn of_the_booking(url: &str, read: &Value) -> Self {
        let client = client(url);
        let scanned = client.scan().table_name(TABLE).send().await;
        let writes = scanned
            .expect("the table is read")
            .items
            .unwrap_or_default();
        let keys = read["RequestItems"][TABLE]["Keys"].as_array();
        let text = |value: &Value| AttributeValue::S(value["S"].as_str().unwrap_or("").to_owned());
        let reads = keys.into_iter().flatten().map(|key| {
            let attributes = key.as_object().into_iter().flatten();
            attributes
                .map(|(name, value)| (name.clone(), text(value)))
                .collect()
        });
        Self {
            reads: reads.collect(),
            client,
            writes,
        }
    }

    /// The same against another store.
    pub(crate) fn at(&self, url: &str) -> Self {
        Self {
            client: client(url),
            ..self.clone()
        }
    }

    /// How many items are read.
    pub(crate) fn reads(&self) -> usize {
        self.reads.len()
    }

    /// How many items are written.
    pub(crate) fn writes(&self) -> usize {
        self.writes.len()
    }

    /// Reads what a booking reads, under keys that nothing has.
    pub(crate) async fn read(&self, copy: usize) {
        let keys = self.reads.iter().map(|key| anew(key, copy)).collect();
        let asked = KeysAndAttributes::builder()
            .set_keys(Some(keys))
            .consistent_read(true)
            .build();
        let request = self.client.batch_get_item();
        let request = request
            .request_items(TABLE, asked.expect("it has keys"))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        request.send().await.expect("the keys are read");
    }

    /// Writes what a booking writes, under keys that nothing has.
    pub(crate) async fn write(&self, copy: usize) {
        let puts = self.writes.iter().map(|item| {
            let put = Put::builder().table_name(TABLE);
            let put = put
                .set_item(Some(anew(item, copy)))
                .condition_expression(IS_NEW);
            let put = put.build().expect("it has a table and an item");
            TransactWriteItem::builder().put(put).build()
        });
        let request = self.client.transact_write_items();
        let request = request
            .set_transact_items(Some(puts.collect()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        request.send().await.expect("the items are written");
    }
}

/// An item under a key of its own.
fn anew(item: &Item, copy: usize) -> Item {
    let mut item = item.clone();
    if let Some(AttributeValue::S(partition)) = item.get_mut("pk") {
        partition.push_str(&format!("~{copy}"));
    }
    item
}

/// Set up as the store sets up its own, but for its patience: nobody tries again here.
fn client(url: &str) -> Client {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(60))
        .operation_attempt_timeout(Duration::from_secs(60))
        .build();
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "local"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .timeout_config(timeouts)
        .retry_config(RetryConfig::disabled())
        .endpoint_url(url);
    Client::from_conf(config.build())
}
