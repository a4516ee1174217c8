//! Keeping promises: which are due, who keeps them, and how that ended.
//!
//! A promise is claimed under a lease, so that two sweeps do not keep it both; who dies with a lease
//! leaves it to the next sweep after its end. What was done is written together with the promise's
//! end: a mail may be sent twice when its sender dies between the two, and is never lost.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, ReturnValue};
use jiff::{SignedDuration, Timestamp};
use practice::booking::Status;
use serde::{Deserialize, Serialize};

use super::booking::Booking;
use super::fault::{NotCommitted, judge};
use super::keys::{self, Key};
use super::outbox::{Promise, Reader};
use super::retry::{Tries, until_answered};
use super::transaction::Item;
use super::{Store, StoreError};

/// How long a claim keeps others away: longer than a mail takes to send.
pub(crate) const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How many rows one request reads.
const ROWS_MAX: i32 = 200;
/// How many are enough: of each part of the outbox, of each date of the ledger.
const ROWS_ENOUGH: usize = 200;
/// How long the ledger is kept.
const LEDGER_LIVES: SignedDuration = SignedDuration::from_hours(400 * 24);

/// How a promise ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// The mail has left.
    Sent,
    /// It was out of date, or of no more use.
    Dropped,
    /// It could not be kept, and will not be tried again: somebody has to look.
    Failed,
}

/// A row of the mail ledger: what became of a promise. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The booking told of.
    pub booking: String,
    /// The version told of.
    pub version: u64,
    /// What was promised: `booked-client`, `reminder-48`.
    pub kind: String,
    /// How it ended; none while it is still to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// Why, or why the last try failed; empty if there is nothing to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// When it was promised.
    pub made_at: Timestamp,
    /// When it was to be kept.
    pub due: Timestamp,
    /// When it ended; until then, when it is due.
    pub at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// After which it may be cleared away: seconds since 1970.
    #[serde(default)]
    ttl: i64,
}

/// What a reader was told last about a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    pub(crate) booking: String,
    /// Who gave it then; empty for a therapist who does not any more.
    #[serde(default)]
    pub(crate) therapist: String,
    pub(crate) version: u64,
    pub(crate) start: Timestamp,
    /// Whether they know that it takes place.
    pub(crate) confirmed: bool,
}

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

impl Told {
    /// A booking as it now is.
    pub(crate) fn of(booking: &Booking) -> Self {
        Self {
            booking: booking.id.clone(),
            therapist: booking.therapist.clone(),
            version: booking.version,
            start: booking.start,
            confirmed: booking.status == Status::Confirmed,
        }
    }

    /// What is left once its reader has nothing to do with it any more.
    pub(crate) fn forgotten(self) -> Self {
        Self {
            therapist: String::new(),
            ..self
        }
    }
}

impl Store {
    /// The promises that are due and that nobody has claimed, oldest first.
    pub(crate) async fn due(&self, now: Timestamp) -> Result<Vec<Promise>, StoreError> {
        let mut due = self.promises(Some(now)).await?;
        due.sort_by_key(|promise| promise.due);
        Ok(due)
    }

    /// Every promise, or those due and free then.
    async fn promises(&self, until: Option<Timestamp>) -> Result<Vec<Promise>, StoreError> {
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

    /// Rows of a partition, page after page, until there are enough; with `free_at`, only those
    /// that nobody has claimed then.
    async fn rows(
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

    /// Claims a promise; none if it was kept or claimed meanwhile.
    pub(crate) async fn claim(
        &self,
        promise: &Promise,
        now: Timestamp,
    ) -> Result<Option<Promise>, StoreError> {
        let lease = format!("{:016x}", fastrand::u64(..));
        let until = (now + LEASE).as_millisecond();
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

    /// What a reader was told last about a booking; none if nothing was.
    pub(crate) async fn told(
        &self,
        booking: &str,
        reader: Reader,
    ) -> Result<Option<Told>, StoreError> {
        self.item(&keys::told(booking, reader.as_str())).await
    }

    async fn item<T: serde::de::DeserializeOwned>(
        &self,
        key: &Key,
    ) -> Result<Option<T>, StoreError> {
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
        let read = answer.item.map(serde_dynamo::from_item).transpose();
        read.map_err(|_| StoreError::Broken)
    }

    /// The mail ledger: what is still to come, by when it is due; then what ended on these UTC
    /// dates, last first.
    ///
    /// # Errors
    /// [`StoreError`], when the store does not answer. A row that cannot be read is logged, and left
    /// out.
    pub async fn ledger(&self, dates: &[jiff::civil::Date]) -> Result<Vec<Entry>, StoreError> {
        let planned = self.promises(None).await?;
        let planned = planned.iter();
        let mut ledger: Vec<_> = planned
            .map(|promise| Entry::of(promise, None, &promise.why, promise.due))
            .collect();
        ledger.sort_by_key(|entry| entry.due);
        for date in dates {
            let partition = keys::ledger_partition(*date);
            let items = until_answered(|| self.rows(&partition, "~", (From::Last, None))).await?;
            ledger.extend(items.into_iter().filter_map(readable::<Entry>));
        }
        Ok(ledger)
    }
}

impl Entry {
    fn of(promise: &Promise, end: Option<End>, why: &str, at: Timestamp) -> Self {
        Self {
            booking: promise.booking.clone(),
            version: promise.version,
            kind: promise.task.kind(),
            end,
            why: why.to_owned(),
            made_at: promise.made_at,
            due: promise.due,
            at,
            tries: promise.tries,
            ttl: (at + LEDGER_LIVES).as_second(),
        }
    }
}

/// A row, unless it cannot be read: that keeps no other from being kept or shown.
fn readable<T: serde::de::DeserializeOwned>(row: Item) -> Option<T> {
    // What is wrong names a field or a word of ours, never what a client wrote.
    let read = serde_dynamo::from_item(row);
    read.inspect_err(|error| tracing::error!("A row of the mail's cannot be read: {error}"))
        .ok()
}

/// At which end rows are begun to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    First,
    Last,
}

/// Whether somebody else has it, or it is there no more.
fn lost(error: Option<&UpdateItemError>) -> bool {
    error.is_some_and(UpdateItemError::is_conditional_check_failed_exception)
}
