//! A walk through one of the tables, page by page.

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use jiff::Timestamp;

use super::{Digest, Part, Row};
use crate::store::fault::judge;
use crate::store::retry::until_answered;
use crate::store::transaction::Item;
use crate::store::{Store, StoreError};

/// A walk through one of the tables. Each page is read as it is at that moment: only a second walk
/// that finds the same proves that nothing was changed between them.
#[derive(Debug)]
pub struct Walk<'s> {
    store: &'s Store,
    part: Part,
    next: Next,
}

#[derive(Debug)]
enum Next {
    After(Option<Item>),
    Nothing,
}

impl Store {
    /// Walks through one of the tables.
    #[must_use]
    pub fn walk(&self, part: Part) -> Walk<'_> {
        let next = Next::After(None);
        Walk {
            store: self,
            part,
            next,
        }
    }

    /// What one of the tables holds that is to be kept.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn digest(&self, part: Part, now: Timestamp) -> Result<Digest, StoreError> {
        let mut digest = Digest::default();
        let mut walk = self.walk(part);
        while let Some(rows) = walk.next_page().await? {
            let kept = rows.iter().filter(|row| row.is_to_be_kept(now));
            kept.for_each(|row| digest.add(row));
        }
        Ok(digest)
    }
}

impl Walk<'_> {
    /// The next page, at most 1 MB; none after the last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next_page(&mut self) -> Result<Option<Vec<Row>>, StoreError> {
        let Next::After(last) = &self.next else {
            return Ok(None);
        };
        let answer = until_answered(|| async {
            let scan = self.store.client.scan();
            let scan = scan
                .table_name(self.store.name_of(self.part))
                .consistent_read(true)
                .set_exclusive_start_key(last.clone())
                .return_consumed_capacity(ReturnConsumedCapacity::Total);
            let answer = scan.send().await;
            answer.map_err(|error| judge("Scan", &error))
        })
        .await?;
        self.store.meter.read(answer.consumed_capacity());
        self.next = match answer.last_evaluated_key {
            None => Next::Nothing,
            last => Next::After(last),
        };
        let items = answer.items.unwrap_or_default().into_iter();
        let rows = items.map(|item| Row::of(item).map_err(|_| StoreError::Broken));
        rows.collect::<Result<_, _>>().map(Some)
    }
}
