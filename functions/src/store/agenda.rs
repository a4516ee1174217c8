//! What staff see of dates: every booking, hold and block on them, read without a call per item.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use practice::availability::{Day, Purpose, Resource};

use super::batch::Freshness;
use super::block::Block;
use super::booking::Booking;
use super::client::Client;
use super::retry::until_answered;
use super::{Store, StoreError, keys};

/// All that is on some dates.
pub(crate) struct Agenda {
    /// The day items, in the order they were asked for.
    pub(crate) days: Vec<Day>,
    /// Every booking on them, by id.
    pub(crate) bookings: HashMap<String, Booking>,
    /// Every block that is not over, by id.
    pub(crate) blocks: HashMap<String, Block>,
}

impl Store {
    /// What is on these dates of these therapists and rooms, for showing: one batch of reads for
    /// the days, one for the bookings on them, one query for the blocks from `since` on.
    ///
    /// # Errors
    /// [`StoreError`], when the store does not answer, or holds what cannot be believed.
    pub(crate) async fn agenda(
        &self,
        wanted: &[(Resource, Date)],
        since: jiff::Timestamp,
    ) -> Result<Agenda, StoreError> {
        let days = self.days(wanted).await?;
        let entries = || days.iter().flat_map(Day::entries);
        let of_bookings = entries().filter(|entry| entry.purpose == Purpose::Booking);
        let ids: BTreeSet<String> = of_bookings.map(|entry| entry.id.clone()).collect();
        let ids: Vec<String> = ids.into_iter().collect();
        let bookings = match ids.is_empty() {
            true => Vec::new(),
            false => self.bookings(&ids).await?,
        };
        let has_blocks = entries().any(|entry| entry.purpose == Purpose::Block);
        let blocks = match has_blocks {
            true => self.blocks(since).await?,
            false => Vec::new(),
        };
        let booking_by_id = |booking: Booking| (booking.id.clone(), booking);
        let block_by_id = |block: Block| (block.id.clone(), block);
        Ok(Agenda {
            bookings: bookings.into_iter().map(booking_by_id).collect(),
            blocks: blocks.into_iter().map(block_by_id).collect(),
            days,
        })
    }

    /// The clients of these bookings, as they are filed under the bookings' own ids; those who are
    /// not filed yet are left out. One batch of reads.
    pub(crate) async fn clients_of(
        &self,
        bookings: impl Iterator<Item = &Booking>,
    ) -> Result<HashMap<String, Client>, StoreError> {
        let ids: BTreeSet<&str> = bookings.map(|booking| booking.client.as_str()).collect();
        let keys: Vec<_> = ids.iter().map(|id| keys::client(id)).collect();
        let items = until_answered(|| self.items(&keys, Freshness::Eventual)).await?;
        let read = |item| serde_dynamo::from_item(item).map_err(|_| StoreError::Broken);
        let clients: Result<Vec<Client>, _> = items.into_values().map(read).collect();
        let by_id = clients?.into_iter();
        Ok(by_id.map(|client| (client.id.clone(), client)).collect())
    }
}
