//! Reading single items, bookings above all.

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use serde::de::DeserializeOwned;

use super::batch::Freshness;
use super::booking::Booking;
use super::fault::judge;
use super::keys::{self, Key};
use super::retry::until_answered;
use super::transaction::Item;
use super::{Store, StoreError};

impl Store {
    /// The booking of this id, as it stands now; none if there is none.
    pub(crate) async fn booking(&self, id: &str) -> Result<Option<Booking>, StoreError> {
        until_answered(|| self.booking_once(id)).await
    }

    /// The same, asked once.
    pub(super) async fn booking_once(&self, id: &str) -> Result<Option<Booking>, StoreError> {
        let item = self.get(&keys::booking(id)).await?;
        item.map(|item| read(id, item)).transpose()
    }

    /// The item of this key as it stands now, believed only if it can be read whole.
    pub(super) async fn item<T: DeserializeOwned>(
        &self,
        key: &Key,
    ) -> Result<Option<T>, StoreError> {
        let item = self.get(key).await?;
        let read = item.map(serde_dynamo::from_item).transpose();
        read.map_err(|_| StoreError::Broken)
    }

    /// The same, unread.
    pub(super) async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(&*self.table)
            .consistent_read(true)
            .set_key(Some(key.attributes()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = request.send().await;
        let answer = answer.map_err(|error| judge("GetItem", &error))?;
        self.meter.read(answer.consumed_capacity());
        Ok(answer.item)
    }

    /// The bookings of these ids, in their order; those that are not there are left out.
    pub(crate) async fn bookings(&self, ids: &[String]) -> Result<Vec<Booking>, StoreError> {
        let keys: Vec<_> = ids.iter().map(|id| keys::booking(id)).collect();
        let mut items = until_answered(|| self.items(&keys, Freshness::Consistent)).await?;
        let found = ids.iter().zip(&keys);
        found
            .filter_map(|(id, key)| Some(read(id, items.remove(&key.partition)?)))
            .collect()
    }
}

/// A stored booking, believed only if it can be read whole.
pub(super) fn read(id: &str, item: Item) -> Result<Booking, StoreError> {
    let booking: Result<Booking, _> = serde_dynamo::from_item(item);
    match booking {
        Ok(booking) if booking.id == id && booking.start < booking.end => Ok(booking),
        _ => {
            tracing::error!(booking.id = id, "The booking `{id}` cannot be read");
            Err(StoreError::Broken)
        }
    }
}
