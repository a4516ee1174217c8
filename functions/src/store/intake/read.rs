//! Reading a booking with all that there is of its form: one query.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::Timestamp;

use super::{Draft, IntakeState};
use crate::store::booking::Booking;
use crate::store::fault::judge;
use crate::store::retry::until_answered;
use crate::store::transaction::Item;
use crate::store::{Store, StoreError, find, keys};

/// A booking and what there is of its form.
pub(crate) struct IntakeRead {
    pub(crate) booking: Booking,
    /// None: nothing was ever saved.
    pub(crate) state: Option<IntakeState>,
    pub(crate) drafts: Vec<Draft>,
}

impl Store {
    /// The booking of this id and what there is of its form; none if there is no such booking.
    pub(crate) async fn intake(&self, booking: &str) -> Result<Option<IntakeRead>, StoreError> {
        until_answered(|| self.intake_once(booking)).await
    }

    /// The same, asked once.
    pub(super) async fn intake_once(&self, id: &str) -> Result<Option<IntakeRead>, StoreError> {
        let partition = keys::booking(id).partition;
        let (mut booking, mut state, mut drafts) = (None, None, Vec::new());
        for row in self.all_rows(&partition, "").await? {
            match sort_key(&row) {
                sort if sort == keys::booking(id).sort => booking = Some(find::read(id, row)?),
                sort if sort == keys::intake(id).sort => state = Some(read(row, id)?),
                sort if sort.starts_with(keys::DRAFT_PREFIX) => drafts.push(read(row, id)?),
                _ => {}
            }
        }
        Ok(booking.map(|booking| IntakeRead {
            booking,
            state,
            drafts,
        }))
    }

    /// When a client last signed a form; none if they never did. It reads nothing of what they wrote.
    pub(crate) async fn last_signed(&self, client: &str) -> Result<Option<Timestamp>, StoreError> {
        until_answered(|| self.last_signed_once(client)).await
    }

    async fn last_signed_once(&self, client: &str) -> Result<Option<Timestamp>, StoreError> {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let key = keys::submission(client, "");
        let request = self
            .client
            .query()
            .table_name(&*self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :partition AND begins_with(sk, :prefix)")
            .expression_attribute_values(":partition", text(&key.partition))
            .expression_attribute_values(":prefix", text(&key.sort))
            .projection_expression("signed_at")
            .scan_index_forward(false)
            .limit(1)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = request.send().await;
        let answer = answer.map_err(|error| judge("Query", &error))?;
        self.meter.read(answer.consumed_capacity());
        let last = answer
            .items()
            .first()
            .and_then(|item| item.get("signed_at"));
        let last = last.and_then(|value| value.as_s().ok());
        let read = last.map(|text| text.parse().map_err(|_| StoreError::Broken));
        read.transpose()
    }
}

/// A row of a booking's form, believed only if it can be read whole.
fn read<T: serde::de::DeserializeOwned>(row: Item, booking: &str) -> Result<T, StoreError> {
    let sort = sort_key(&row).to_owned();
    // What is wrong names a field of ours, never what a client wrote.
    serde_dynamo::from_item(row).map_err(|error| {
        tracing::error!(
            booking.id = booking,
            "`{sort}` of `{booking}` cannot be read: {error}"
        );
        StoreError::Broken
    })
}

fn sort_key(row: &Item) -> &str {
    row.get("sk")
        .and_then(|sort| sort.as_s().ok())
        .map_or("", String::as_str)
}
