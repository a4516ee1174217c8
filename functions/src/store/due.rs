//! Keeping promises: which are due, who keeps them, and how that ended.
//!
//! A promise is claimed under a lease, so that two sweeps do not keep it both; who dies with a lease
//! leaves it to the next sweep after its end. What was done is written together with the promise's
//! end: a mail may be sent twice when its sender dies between the two, and is never lost.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, ReturnValue};
use jiff::Timestamp;

use super::fault::{NotCommitted, judge};
use super::keys;
use super::ledger::{End, Entry};
use super::outbox::{Promise, Reader};
use super::retry::Tries;
use super::told::Told;
use super::{Store, StoreError};
use crate::budget::CLAIM;

/// What is written together with a promise's end.
#[derive(Default)]
pub(crate) struct Settled {
    /// What the ledger says of it; a promise to tell that became mails says nothing.
    pub(crate) end: Option<(End, String)>,
    /// What is promised in its place.
    pub(crate) then: Vec<Promise>,
    /// What its reader now knows: of each booking that the mail told of.
    pub(crate) told: Option<(Reader, Vec<Told>)>,
}

impl Store {
    /// The promises that are due and that nobody has claimed, oldest first.
    pub(crate) async fn due(&self, now: Timestamp) -> Result<Vec<Promise>, StoreError> {
        let mut due = self.promises(Some(now)).await?;
        due.sort_by_key(|promise| promise.due);
        Ok(due)
    }

    /// Claims a promise; none if it was kept or claimed meanwhile.
    pub(crate) async fn claim(
        &self,
        promise: &Promise,
        now: Timestamp,
    ) -> Result<Option<Promise>, StoreError> {
        let lease = format!("{:016x}", fastrand::u64(..));
        let until = (now + CLAIM).as_millisecond();
        let number = |value: i64| AttributeValue::N(value.to_string());
        let request = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(promise.key().attributes()))
            .condition_expression("attribute_exists(pk) AND leased_until_ms <= :now")
            .update_expression("SET leased_until_ms = :until, lease = :lease, tries = tries + :one")
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .expression_attribute_values(":until", number(until))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":lease", AttributeValue::S(lease))
            .return_values(ReturnValue::AllNew)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        match request.send().await {
            Ok(claimed) => {
                self.meter.wrote(claimed.consumed_capacity());
                let item = claimed.attributes.ok_or(StoreError::Broken)?;
                let claimed = serde_dynamo::from_item(item).map_err(|_| StoreError::Broken)?;
                Ok(Some(claimed))
            }
            Err(error) if lost(error.as_service_error()) => Ok(None),
            Err(error) => Err(judge("UpdateItem", &error)),
        }
    }

    /// Leaves a claimed promise for later, and says why and after how many tries that count.
    pub(crate) async fn put_off(
        &self,
        promise: &Promise,
        until: Timestamp,
        why: &str,
        tries: u32,
    ) -> Result<(), StoreError> {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let until = AttributeValue::N(until.as_millisecond().to_string());
        let request = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(promise.key().attributes()))
            .condition_expression("lease = :lease")
            .update_expression("SET leased_until_ms = :until, why = :why, tries = :tries")
            .expression_attribute_values(":lease", text(&promise.lease))
            .expression_attribute_values(":until", until)
            .expression_attribute_values(":tries", AttributeValue::N(tries.to_string()))
            .expression_attribute_values(":why", text(why))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        match request.send().await {
            Ok(put_off) => {
                self.meter.wrote(put_off.consumed_capacity());
                Ok(())
            }
            Err(error) if lost(error.as_service_error()) => Ok(()),
            Err(error) => Err(judge("UpdateItem", &error)),
        }
    }

    /// Ends a claimed promise, together with what follows from it. Of a claim that was lost, nothing
    /// is written: whoever has it now ends it.
    pub(crate) async fn settle(
        &self,
        promise: &Promise,
        settled: &Settled,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tries = Tries::begin();
        while tries.another().await {
            match self.settle_once(promise, settled, now).await {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) if self.is_ours(promise).await? => {}
                Err(NotCommitted::Again) => return Ok(()),
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn settle_once(
        &self,
        promise: &Promise,
        settled: &Settled,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        transaction.delete_leased(&promise.key(), &promise.lease)?;
        if let Some((end, why)) = &settled.end {
            let entry = Entry::of(promise, Some(*end), why, now);
            let key = keys::ledger(now, &entry.booking, entry.version, &entry.kind);
            transaction.put_over(&key, &entry)?;
        }
        for next in &settled.then {
            transaction.put_promise(next)?;
        }
        if let Some((reader, known)) = &settled.told {
            for told in known {
                transaction.put_over(&keys::told(&told.booking, reader.as_str()), told)?;
            }
        }
        transaction.commit().await
    }

    async fn is_ours(&self, promise: &Promise) -> Result<bool, StoreError> {
        let stored: Option<Promise> = self.item(&promise.key()).await?;
        Ok(stored.is_some_and(|stored| stored.lease == promise.lease))
    }
}

/// Whether somebody else has it, or it is there no more.
fn lost(error: Option<&UpdateItemError>) -> bool {
    error.is_some_and(UpdateItemError::is_conditional_check_failed_exception)
}
