//! Carrying an erasure out.

use std::collections::HashSet;

use jiff::Timestamp;
use practice::Catalogue;

use super::bookings::Forgetting;
use super::{Aim, Contact, Erasure};
use crate::store::audit::{Actor, Deed};
use crate::store::fault::NotCommitted;
use crate::store::keys::Key;
use crate::store::retry::until_answered;
use crate::store::rows::readable;
use crate::store::waiting::Waiting;
use crate::store::{Store, StoreError, keys};

/// How many rows are taken away at once.
const ROWS_AT_ONCE: usize = 25;

impl Store {
    /// Carries an erasure out, from wherever it stands; one that is done stays done.
    pub(crate) async fn erase(
        &self,
        catalogue: &Catalogue,
        erasure: Erasure,
        (actor, now): (Actor, Timestamp),
    ) -> Result<Erasure, StoreError> {
        let Some(aim) = erasure.aim.clone() else {
            return Ok(erasure);
        };
        let by = (actor, now);
        // First of all: from here on nothing sealed opens.
        for client in &aim.clients {
            self.destroy_client_key(client, actor, now).await?;
        }
        self.take_away(&self.promises_of(&aim).await?).await?;
        for booking in &aim.bookings {
            self.clear_beside(booking).await?;
            self.forget_booking(booking, Forgetting::Client, by).await?;
        }
        for place in &aim.places {
            self.leave(catalogue, place, actor, || now).await?;
            self.take_away(&[keys::waiting(place)]).await?;
        }
        for contact in &aim.contacts {
            self.forget_contact(contact, &aim.bookings).await?;
        }
        self.take_away(&self.lines_of(&aim.clients).await?).await?;
        for client in &aim.clients {
            for partition in [keys::client(client).partition, keys::record(client)] {
                let rows = until_answered(|| self.keys_of(&partition, "")).await?;
                self.take_away(&rows).await?;
            }
            let known = [keys::signed(client), keys::led(client)];
            self.take_away(&known).await?;
        }
        self.end_erasure(erasure, by).await
    }

    /// Finishes every erasure that was cut off.
    pub(crate) async fn finish_erasures(
        &self,
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Result<u32, StoreError> {
        let mut finished = 0;
        for erasure in self.erasures().await? {
            if erasure.done_at.is_none() {
                self.erase(catalogue, erasure, (Actor::Time, now)).await?;
                finished += 1;
            }
        }
        Ok(finished)
    }

    async fn end_erasure(
        &self,
        erasure: Erasure,
        (actor, now): (Actor, Timestamp),
    ) -> Result<Erasure, StoreError> {
        let deed = Deed::new("client erased", actor, now);
        let done = Erasure {
            version: erasure.version + 1,
            done_at: Some(now),
            aim: None,
            ..erasure
        };
        let key = keys::erasure(&done.id);
        let write = async || {
            let mut transaction = self.transaction();
            transaction.put_version(&key, &done, done.version)?;
            transaction.put_new(deed.row_of_client(&done.client))?;
            transaction.commit().await
        };
        let committed = until_answered(async || match write().await {
            Ok(()) => Ok(true),
            Err(NotCommitted::Again) => {
                let stored: Option<Erasure> = self.item(&key).await?;
                // Whoever else carried it out has ended it, too.
                match stored.is_some_and(|stored| stored.done_at.is_some()) {
                    true => Ok(false),
                    false => Err(StoreError::Busy),
                }
            }
            Err(NotCommitted::Broken) => Err(StoreError::Broken),
        });
        match committed.await? {
            true => Ok(done),
            false => {
                let stored = self.item(&key).await?;
                stored.ok_or(StoreError::Broken)
            }
        }
    }

    /// The rows of the outbox about what an erasure aims at.
    pub(super) async fn promises_of(&self, aim: &Aim) -> Result<Vec<Key>, StoreError> {
        let bookings = aim.bookings.iter();
        let about: HashSet<&String> = bookings
            .chain(aim.places.iter().map(|place| &place.id))
            .collect();
        let mut rows = Vec::new();
        for partition in keys::outbox_partitions() {
            let all = until_answered(|| self.all_rows(&partition, "")).await?;
            let theirs = all.iter().filter(|row| {
                let booking = row.get("booking").and_then(|id| id.as_s().ok());
                booking.is_some_and(|id| about.contains(id))
            });
            rows.extend(theirs.filter_map(Key::of));
        }
        Ok(rows)
    }

    /// Everyone who was ever put in the line for a service and has not been cleared away.
    pub(crate) async fn everyone_in(&self, service: &str) -> Result<Vec<Waiting>, StoreError> {
        let line = keys::line(service);
        let mut rows = until_answered(|| self.all_rows(&line.partition, "")).await?;
        rows.retain(|row| row.get("sk").and_then(|sort| sort.as_s().ok()) != Some(&line.sort));
        Ok(rows.into_iter().filter_map(readable).collect())
    }

    async fn lines_of(&self, clients: &[String]) -> Result<Vec<Key>, StoreError> {
        let lines = until_answered(|| self.all_rows(keys::DIRECTORY, "")).await?;
        let theirs = lines.iter().filter(|line| {
            let client = line.get("client").and_then(|id| id.as_s().ok());
            client.is_some_and(|client| clients.contains(client))
        });
        Ok(theirs.filter_map(Key::of).collect())
    }

    /// What is remembered of an address goes; where somebody else is reached there, only these
    /// bookings.
    async fn forget_contact(
        &self,
        contact: &Contact,
        bookings: &[String],
    ) -> Result<(), StoreError> {
        let key = keys::contact(&contact.code);
        if !contact.shared {
            return self.take_away(&[key]).await;
        }
        let there: Option<serde::de::IgnoredAny> = until_answered(|| self.item(&key)).await?;
        match there {
            Some(_) => {
                self.forget(&contact.code, bookings.iter().map(String::as_str))
                    .await
            }
            None => Ok(()),
        }
    }

    /// Takes rows away, whether or not they are still there. It is done by transactions, dearer than
    /// a batch: who may write batches may put, too.
    pub(in crate::store) async fn take_away(&self, rows: &[Key]) -> Result<(), StoreError> {
        for some in rows.chunks(ROWS_AT_ONCE) {
            until_answered(|| self.take_away_once(some)).await?;
        }
        Ok(())
    }

    async fn take_away_once(&self, rows: &[Key]) -> Result<(), StoreError> {
        let mut transaction = self.transaction();
        let taken = rows.iter().try_for_each(|row| transaction.delete_any(row));
        let committed = match taken {
            Ok(()) => transaction.commit().await,
            Err(error) => Err(error),
        };
        committed.map_err(|error| match error {
            NotCommitted::Again => StoreError::Busy,
            NotCommitted::Broken => StoreError::Broken,
        })
    }
}
