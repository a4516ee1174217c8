//! What is left of a booking whose client is forgotten: numbers for the accounts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::audit::{Actor, Deed};
use crate::store::booking::Booking;
use crate::store::fault::NotCommitted;
use crate::store::retry::{Tries, until_answered};
use crate::store::rows::readable;
use crate::store::{Store, StoreError, keys};

/// How far a booking forgets whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forgetting {
    /// Name, address, phone and words go; under whose id it is filed stays.
    Contact,
    /// That, too: nothing leads from it to anybody.
    Client,
}

/// A booking that belongs to nobody any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) booking: String,
    pub(crate) start: Timestamp,
}

impl Booking {
    /// Whether whose it was is forgotten.
    pub(crate) fn is_forgotten(&self) -> bool {
        self.name.is_empty()
    }

    fn forget(&mut self, forgetting: Forgetting) {
        self.name.clear();
        self.email.clear();
        self.phone = None;
        self.note = None;
        // Made from all that was typed, and what the link is known by: both could be compared.
        self.fingerprint.clear();
        self.link.clear();
        if forgetting == Forgetting::Client {
            self.client.clear();
        }
    }
}

impl Store {
    /// Takes away who a booking was for; one that is forgotten so far already stays as it is.
    pub(crate) async fn forget_booking(
        &self,
        id: &str,
        forgetting: Forgetting,
        (actor, now): (Actor, Timestamp),
    ) -> Result<(), StoreError> {
        let deed = Deed::new("forget contact", actor, now);
        let mut tries = Tries::begin();
        while tries.another().await {
            let Some(mut booking) = self.booking(id).await? else {
                return Ok(());
            };
            let done = booking.is_forgotten()
                && (forgetting == Forgetting::Contact || booking.client.is_empty());
            if done {
                return Ok(());
            }
            booking.forget(forgetting);
            booking.version += 1;
            booking.change.clone_from(&deed.id);
            match self.commit_forgotten(&booking, forgetting, &deed).await {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn commit_forgotten(
        &self,
        booking: &Booking,
        forgetting: Forgetting,
        deed: &Deed,
    ) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        transaction.put_booking(booking, deed.row(booking), &[])?;
        if forgetting == Forgetting::Client {
            let account = Account {
                booking: booking.id.clone(),
                start: booking.start,
            };
            transaction.put_over(&keys::account(booking.start, &booking.id), &account)?;
        }
        transaction.commit().await
    }

    /// The bookings that belong to nobody any more, first first.
    pub(crate) async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let rows = until_answered(|| self.all_rows(keys::ACCOUNTS, "")).await?;
        Ok(rows.into_iter().filter_map(readable).collect())
    }

    /// Takes away what stands beside a booking: its form's state, drafts, and who was told what.
    pub(super) async fn clear_beside(&self, booking: &str) -> Result<(), StoreError> {
        let (told, draft) = (keys::told_of(booking), keys::draft(booking, ""));
        let mut rows = vec![keys::intake(booking)];
        for beside in [told, draft] {
            let there = until_answered(|| self.keys_of(&beside.partition, &beside.sort)).await?;
            rows.extend(there);
        }
        self.take_away(&rows).await
    }
}
