//! Rows of a copy, put into a table.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::types::{PutRequest, ReturnConsumedCapacity, WriteRequest};

use super::{Part, Row};
use crate::store::fault::judge;
use crate::store::retry::until_answered;
use crate::store::{Store, StoreError};

/// The most items one `BatchWriteItem` may put.
const BATCH_ITEMS_MAX: usize = 25;
/// How often what was not taken is sent again: a new table takes more by and by.
const ROUNDS_MAX: u32 = 30;
/// The wait before it is, at most.
const WAIT_MAX_MS: u64 = 2_000;

impl Store {
    /// Puts rows, over whatever stands there. Done again, it changes nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn fill(&self, part: Part, rows: &[Row]) -> Result<(), StoreError> {
        for rows in rows.chunks(BATCH_ITEMS_MAX) {
            let puts = rows.iter().map(put).collect::<Result<_, _>>()?;
            self.put_all(part, puts).await?;
        }
        Ok(())
    }

    /// Sends what is left until nothing is.
    async fn put_all(&self, part: Part, mut left: Vec<WriteRequest>) -> Result<(), StoreError> {
        for round in 0..ROUNDS_MAX {
            if round > 0 {
                let wait = fastrand::u64(0..=WAIT_MAX_MS.min(50 << round));
                tokio::time::sleep(Duration::from_millis(wait)).await;
            }
            left = match until_answered(|| self.put_batch(part, &left)).await {
                Ok(left) => left,
                Err(StoreError::Busy) => left,
                Err(error) => return Err(error),
            };
            if left.is_empty() {
                return Ok(());
            }
        }
        Err(StoreError::Busy)
    }

    /// Sends it once: what was not taken.
    async fn put_batch(
        &self,
        part: Part,
        puts: &[WriteRequest],
    ) -> Result<Vec<WriteRequest>, StoreError> {
        let name = self.name_of(part);
        let request = self.client.batch_write_item();
        let sent = request
            .set_request_items(Some(HashMap::from([(name.to_owned(), puts.to_vec())])))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        let answer = sent.map_err(|error| judge("BatchWriteItem", &error))?;
        self.meter.wrote(answer.consumed_capacity());
        let left = answer.unprocessed_items.unwrap_or_default().remove(name);
        Ok(left.unwrap_or_default())
    }
}

fn put(row: &Row) -> Result<WriteRequest, StoreError> {
    let put = PutRequest::builder().set_item(Some(row.item.clone()));
    let put = put.build().map_err(|_| StoreError::Broken)?;
    Ok(WriteRequest::builder().put_request(put).build())
}
