//! Reading single bookings.

use super::booking::Booking;
use super::fault::judge;
use super::retry::until_answered;
use super::{Store, StoreError, keys};

impl Store {
    /// The booking of this id, as it stands now; none if there is none.
    pub(crate) async fn booking(&self, id: &str) -> Result<Option<Booking>, StoreError> {
        until_answered(|| self.booking_once(id)).await
    }

    /// The same, asked once.
    pub(super) async fn booking_once(&self, id: &str) -> Result<Option<Booking>, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(&*self.table)
            .consistent_read(true);
        let answer = request
            .set_key(Some(keys::booking(id).attributes()))
            .send()
            .await;
        let answer = answer.map_err(|error| judge("GetItem", &error))?;
        answer.item.map(|item| read(id, item)).transpose()
    }
}

/// A stored booking, believed only if it can be read whole.
pub(super) fn read(
    id: &str,
    item: std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>,
) -> Result<Booking, StoreError> {
    let booking: Result<Booking, _> = serde_dynamo::from_item(item);
    match booking {
        Ok(booking) if booking.id == id && booking.start < booking.end => Ok(booking),
        _ => {
            tracing::error!(booking.id = id, "The booking `{id}` cannot be read");
            Err(StoreError::Broken)
        }
    }
}
