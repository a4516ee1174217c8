//! Blocks: time in which a therapist or a room is not available, made and taken back at the desk.
//!
//! A block stands in the days it takes, as a booking does, and has an item of its own that says
//! why. All of them share a partition, by when they end, so that those to come are one query.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::availability::{BlockWish, Day, Entry, Force, Interval, Resource, take_off};
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use super::audit::{Actor, Deed};
use super::days::without;
use super::fault::{NotCommitted, judge};
use super::outbox::{Before, Promise};
use super::retry::Tries;
use super::{Store, StoreError, keys};

/// How long a block is kept after its end.
const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(400 * 24);
/// How many dates of a block that is taken back are passed on to those who wait: the nearest.
const PASSED_ON_DAYS_MAX: usize = 14;
/// What is given back is passed on from so long after it was.
const PASSED_ON_AFTER: SignedDuration = SignedDuration::from_mins(5);

/// Time in which a therapist or a room is not available. It prints as its id: its words are the
/// staff's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Block {
    pub(crate) id: String,
    pub(crate) version: u64,
    pub(crate) resource: Resource,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    /// A word for the staff; empty if there is nothing to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) words: String,
    pub(crate) made_at: Timestamp,
    /// The change that made it, by the id of its audit row.
    pub(crate) change: String,
    /// After which it may be cleared away: seconds since 1970.
    ttl: i64,
}

/// A block to be made.
pub(crate) struct BlockAsked<'a> {
    pub(crate) id: String,
    pub(crate) resource: &'a Resource,
    pub(crate) time: Interval,
    pub(crate) words: &'a str,
    pub(crate) force: Force,
}

/// Why there is no block.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotBlocked {
    /// All this is in the way.
    InTheWay(Vec<Entry>),
    /// The store could not tell in time.
    Store(StoreError),
}

/// Why a block stays.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotRemoved {
    /// It is not there, or not any more.
    Gone,
    /// The store could not tell in time.
    Store(StoreError),
}

impl Block {
    /// The id of a block that ends then: of two, the one that ends first comes first. The same
    /// number gives the same block.
    pub(crate) fn id_of(end: Timestamp, number: u128) -> String {
        Ulid::from_parts(milliseconds(end), number).to_string()
    }

    /// When it is.
    pub(crate) fn time(&self) -> Option<Interval> {
        Interval::new(self.start..self.end)
    }

    fn of(asked: &BlockAsked<'_>, deed: &Deed, now: Timestamp) -> Self {
        Self {
            id: asked.id.clone(),
            version: 1,
            resource: asked.resource.clone(),
            start: asked.time.start(),
            end: asked.time.end(),
            words: asked.words.to_owned(),
            made_at: now,
            change: deed.id.clone(),
            ttl: (asked.time.end() + KEPT_AFTER).as_second(),
        }
    }

    /// What of it can be passed on to those who wait, date by date. A room alone frees nobody.
    fn freed(&self, catalogue: &Catalogue, now: Timestamp) -> Vec<Before> {
        let (Resource::Therapist(therapist), Some(time)) = (&self.resource, self.time()) else {
            return Vec::new();
        };
        let zone = &catalogue.practice.timezone;
        let wish = BlockWish {
            resource: &self.resource,
            time,
            entry_id: &self.id,
            force: Force::Never,
        };
        let from_now = Interval::new(now + PASSED_ON_AFTER..Timestamp::MAX);
        let of_date = |date| {
            let whole = practice::availability::window(zone, &(date..=date)).ok()?;
            let left = Interval::new(whole)?.intersection(time)?;
            left.intersection(from_now?)
        };
        let dates = wish.days(zone).into_iter();
        let parts = dates.filter_map(|(_, date)| of_date(date));
        parts
            .take(PASSED_ON_DAYS_MAX)
            .map(|part| Before {
                start: part.start(),
                end: part.end(),
                buffer_before: 0,
                buffer_after: 0,
                therapist: therapist.to_string(),
                room: None,
            })
            .collect()
    }
}

impl Store {
    /// Makes a block, once, however often it is asked for under the same id. What is in the way is
    /// told, and passed over only knowingly.
    pub(crate) async fn block(
        &self,
        catalogue: &Catalogue,
        asked: &BlockAsked<'_>,
        actor: Actor,
        now: impl Fn() -> Timestamp,
    ) -> Result<Block, NotBlocked> {
        let mut deed = Deed::new("block", actor, now());
        let wish = BlockWish {
            resource: asked.resource,
            time: asked.time,
            entry_id: &asked.id,
            force: asked.force,
        };
        let touched = wish.days(&catalogue.practice.timezone);
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let read = async {
                let earlier = self.block_once(&asked.id).await?;
                Ok((earlier, self.days_to_decide_on(&touched).await?))
            };
            let (earlier, days) = match read.await {
                Ok(read) => read,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(NotBlocked::Store(error)),
            };
            if let Some(earlier) = earlier {
                return Ok(earlier);
            }
            let off = take_off(&wish, &days, now).map_err(NotBlocked::InTheWay)?;
            deed.forced = !off.passed_over.is_empty();
            let block = Block::of(asked, &deed, now);
            match self.commit_block(&block, &off.days, &deed).await {
                Ok(()) => return Ok(block),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(NotBlocked::Store(StoreError::Broken)),
            }
        }
        Err(NotBlocked::Store(StoreError::Busy))
    }

    /// Takes a block back, once, and promises to pass on what that frees.
    pub(crate) async fn unblock(
        &self,
        catalogue: &Catalogue,
        id: &str,
        actor: Actor,
        now: impl Fn() -> Timestamp,
    ) -> Result<(), NotRemoved> {
        let deed = Deed::new("unblock", actor, now());
        let mut tries = Tries::begin();
        while tries.another().await {
            match self.unblock_once(catalogue, id, &deed, now()).await {
                Ok(removed) => return removed,
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(NotRemoved::Store(StoreError::Broken)),
            }
        }
        Err(NotRemoved::Store(StoreError::Busy))
    }

    async fn unblock_once(
        &self,
        catalogue: &Catalogue,
        id: &str,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<Result<(), NotRemoved>, NotCommitted> {
        let Some(block) = self.block_once(id).await? else {
            let done = self.was_done(deed).await?;
            return Ok(if done { Ok(()) } else { Err(NotRemoved::Gone) });
        };
        let wish = BlockWish {
            resource: &block.resource,
            time: block.time().ok_or(NotCommitted::Broken)?,
            entry_id: id,
            force: Force::Never,
        };
        let touched = wish.days(&catalogue.practice.timezone);
        let days = self.days_to_decide_on(&touched).await?;
        let days = without(&days, id);
        let mut transaction = self.transaction();
        transaction.put_days(&days)?;
        transaction.delete_version(&keys::block(id), block.version)?;
        let gone = Block {
            version: block.version + 1,
            ..block.clone()
        };
        transaction.put_new(deed.row_of_block(&gone))?;
        for (freed, number) in block.freed(catalogue, now).into_iter().zip(1..) {
            transaction.put_promise(&Promise::of_block(&block, freed, number, now))?;
        }
        transaction.commit().await.map(Ok)
    }

    async fn commit_block(
        &self,
        block: &Block,
        days: &[Day],
        deed: &Deed,
    ) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        transaction.put_days(days)?;
        transaction.put_version(&keys::block(&block.id), block, block.version)?;
        transaction.put_new(deed.row_of_block(block))?;
        transaction.commit().await
    }

    async fn block_once(&self, id: &str) -> Result<Option<Block>, StoreError> {
        self.item(&keys::block(id)).await
    }

    /// The blocks that end after this instant, those that end first before the others.
    pub(crate) async fn blocks(&self, since: Timestamp) -> Result<Vec<Block>, StoreError> {
        let text = |value: &str| AttributeValue::S(value.to_owned());
        let first = Block::id_of(since, 0);
        let pages = self
            .client
            .query()
            .table_name(&*self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :blocks AND sk >= :first")
            .expression_attribute_values(":blocks", text(keys::BLOCKS))
            .expression_attribute_values(":first", text(&first))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let mut pages = pages.into_paginator().items().send();
        let mut blocks = Vec::new();
        while let Some(item) = pages.next().await {
            let item = item.map_err(|error| judge("Query", &error))?;
            let block = serde_dynamo::from_item(item).map_err(|_| StoreError::Broken)?;
            blocks.push(block);
        }
        Ok(blocks)
    }
}

fn milliseconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_millisecond()).unwrap_or(0)
}
