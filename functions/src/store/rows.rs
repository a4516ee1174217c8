//! Rows of a partition: promises by when they are due, the ledger by when they ended.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, Select};
use jiff::Timestamp;

use super::fault::judge;
use super::keys::Key;
use super::outbox::Promise;
use super::retry::until_answered;
use super::transaction::Item;
use super::{Store, StoreError, keys};

/// The attributes of a key.
pub(super) const KEY_ATTRIBUTES: &str = "pk, sk";
/// How many rows one request reads.
const ROWS_MAX: i32 = 200;
/// How many are enough: of each part of the outbox, of each date of the ledger.
const ROWS_ENOUGH: usize = 200;

/// A row, unless it cannot be read: that keeps no other from being kept or shown.
pub(super) fn readable<T: serde::de::DeserializeOwned>(row: Item) -> Option<T> {
    // What is wrong names a field or a word of ours, never what a client wrote.
    let read = serde_dynamo::from_item(row);
    read.inspect_err(|error| tracing::error!("A row cannot be read: {error}"))
        .ok()
}

/// At which end rows are begun to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    First,
    Last,
}

/// How much of a row is read.
#[derive(Clone, Copy)]
enum Part {
    Whole,
    Key,
}

impl Store {
    /// Every promise, or those due and free then.
    pub(super) async fn promises(
        &self,
        until: Option<Timestamp>,
    ) -> Result<Vec<Promise>, StoreError> {
        let mut promises = Vec::new();
        for partition in keys::outbox_partitions() {
            let to = until.map_or("~".to_owned(), |until| {
                format!("{}~", keys::in_order(until))
            });
            let items = until_answered(|| self.rows(&partition, &to, (From::First, until))).await?;
            promises.extend(items.into_iter().filter_map(readable));
        }
        Ok(promises)
    }

    /// Every row of a partition whose sort key begins so.
    pub(super) async fn all_rows(
        &self,
        partition: &str,
        prefix: &str,
    ) -> Result<Vec<Item>, StoreError> {
        self.every_row(partition, prefix, Part::Whole).await
    }

    /// The keys of the rows of a partition whose sort key begins so, and nothing that the rows say.
    pub(super) async fn keys_of(
        &self,
        partition: &str,
        prefix: &str,
    ) -> Result<Vec<Key>, StoreError> {
        let rows = self.every_row(partition, prefix, Part::Key).await?;
        Ok(rows.iter().filter_map(Key::of).collect())
    }

    async fn every_row(
        &self,
        partition: &str,
        prefix: &str,
        part: Part,
    ) -> Result<Vec<Item>, StoreError> {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let (mut rows, mut last) = (Vec::new(), None);
        loop {
            let request = self
                .client
                .query()
                .table_name(&*self.table)
                .consistent_read(true)
                .expression_attribute_values(":partition", text(partition));
            let request = match prefix {
                "" => request.key_condition_expression("pk = :partition"),
                prefix => request
                    .key_condition_expression("pk = :partition AND begins_with(sk, :prefix)")
                    .expression_attribute_values(":prefix", text(prefix)),
            };
            let request = match part {
                Part::Whole => request,
                // Both are said, since a role may be held to them.
                Part::Key => request
                    .select(Select::SpecificAttributes)
                    .projection_expression(KEY_ATTRIBUTES),
            };
            let request = request
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .set_exclusive_start_key(last);
            let answer = request.send().await;
            let answer = answer.map_err(|error| judge("Query", &error))?;
            self.meter.read(answer.consumed_capacity());
            rows.extend(answer.items.unwrap_or_default());
            last = answer.last_evaluated_key;
            if last.is_none() {
                return Ok(rows);
            }
        }
    }

    /// The last row of a partition whose sort key begins so.
    pub(super) async fn last_row(
        &self,
        partition: &str,
        prefix: &str,
    ) -> Result<Option<Item>, StoreError> {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let request = self
            .client
            .query()
            .table_name(&*self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :partition AND begins_with(sk, :prefix)")
            .expression_attribute_values(":partition", text(partition))
            .expression_attribute_values(":prefix", text(prefix))
            .scan_index_forward(false)
            .limit(1)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = request.send().await;
        let answer = answer.map_err(|error| judge("Query", &error))?;
        self.meter.read(answer.consumed_capacity());
        Ok(answer.items.unwrap_or_default().pop())
    }

    /// Rows of a partition, page after page, until there are enough; with `free_at`, only those
    /// that nobody has claimed then.
    pub(super) async fn rows(
        &self,
        partition: &str,
        to: &str,
        (from, free_at): (From, Option<Timestamp>),
    ) -> Result<Vec<Item>, StoreError> {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let (mut rows, mut last) = (Vec::new(), None);
        loop {
            let mut request = self
                .client
                .query()
                .table_name(&*self.table)
                .consistent_read(true)
                .key_condition_expression("pk = :partition AND sk <= :to")
                .expression_attribute_values(":partition", text(partition))
                .expression_attribute_values(":to", text(to))
                .scan_index_forward(from == From::First)
                .limit(ROWS_MAX)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .set_exclusive_start_key(last);
            if let Some(now) = free_at {
                let now = AttributeValue::N(now.as_millisecond().to_string());
                request = request
                    .filter_expression("leased_until_ms <= :now")
                    .expression_attribute_values(":now", now);
            }
            let answer = request.send().await;
            let answer = answer.map_err(|error| judge("Query", &error))?;
            self.meter.read(answer.consumed_capacity());
            rows.extend(answer.items.unwrap_or_default());
            last = answer.last_evaluated_key;
            if last.is_none() || rows.len() >= ROWS_ENOUGH {
                return Ok(rows);
            }
        }
    }
}
