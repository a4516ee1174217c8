//! Reading many items at once, whatever they are.

use aws_sdk_dynamodb::types::{KeysAndAttributes, ReturnConsumedCapacity};

use super::fault::judge;
use super::keys::Key;
use super::transaction::Item;
use super::{Store, StoreError};

/// The most items one `BatchGetItem` may ask for.
const BATCH_ITEMS_MAX: usize = 100;

/// How fresh a read has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freshness {
    /// Good enough to show: half the price, perhaps a moment old.
    Eventual,
    /// Good enough to decide on.
    Consistent,
}

impl Store {
    /// The items of these keys that are there, in any order. No key may be there twice.
    pub(super) async fn batch(
        &self,
        table: &str,
        keys: &[Key],
        freshness: Freshness,
    ) -> Result<Vec<Item>, StoreError> {
        self.batch_of(table, keys, freshness, &[]).await
    }

    /// The same, but of each item only these attributes; none: all of them.
    pub(super) async fn batch_of(
        &self,
        table: &str,
        keys: &[Key],
        freshness: Freshness,
        attributes: &[&str],
    ) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::with_capacity(keys.len());
        for batch in keys.chunks(BATCH_ITEMS_MAX) {
            let mut asked = KeysAndAttributes::builder()
                .set_keys(Some(batch.iter().map(Key::attributes).collect()))
                .consistent_read(freshness == Freshness::Consistent);
            let mut named = Vec::with_capacity(attributes.len());
            for (at, attribute) in attributes.iter().enumerate() {
                named.push(format!("#a{at}"));
                asked = asked.expression_attribute_names(format!("#a{at}"), *attribute);
            }
            if !named.is_empty() {
                asked = asked.projection_expression(named.join(", "));
            }
            let asked = asked.build().map_err(|_| StoreError::Broken)?;
            let request = self
                .client
                .batch_get_item()
                .request_items(table, asked)
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            let answer = request
                .send()
                .await
                .map_err(|error| judge("BatchGetItem", &error))?;
            self.meter.read(answer.consumed_capacity());
            let left = answer.unprocessed_keys();
            if left.is_some_and(|left| !left.is_empty()) {
                return Err(StoreError::Busy);
            }
            let found = answer.responses.unwrap_or_default().remove(table);
            items.extend(found.unwrap_or_default());
        }
        Ok(items)
    }
}
