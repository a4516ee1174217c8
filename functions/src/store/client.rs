//! Clients: who was ever booked, what they have booked, and the directory they are found in.
//!
//! A booking names its client by an id made from how they are reached and called, so it needs no
//! row of the client's. They are filed afterwards, when the change is told of: filing again changes
//! nothing.

use std::collections::BTreeSet;

use jiff::Timestamp;
use practice::booking::FullName;
use serde::{Deserialize, Serialize};

use super::booking::Booking;
use super::fault::NotCommitted;
use super::keys::{self, Key};
use super::retry::{Tries, until_answered};
use super::transaction::Item;
use super::{Store, StoreError};

/// Somebody who was booked. It has no `Debug`: it holds a name and an address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Client {
    pub(crate) id: String,
    /// Raised by one at each change.
    pub(crate) version: u64,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    pub(crate) made_at: Timestamp,
    /// They were found to be somebody who was filed before, under this id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) merged_into: Option<String>,
}

/// One of a client's bookings, as it was when it was last filed; the booking itself says how it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Filed {
    pub(crate) booking: String,
    pub(crate) start: Timestamp,
    pub(crate) therapist: String,
    /// Whether it took place or is to, as far as was known then.
    pub(crate) active: bool,
    /// The booking's.
    pub(crate) version: u64,
}

/// A line of the directory of clients. It has no `Debug`: it holds a name and an address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(crate) client: String,
    /// Raised by one at each change of the line.
    pub(crate) version: u64,
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) email: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    /// Whose client they are: with whom they have a booking that was neither cancelled nor declined.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) therapists: BTreeSet<String>,
}

impl Client {
    fn of(booking: &Booking, now: Timestamp) -> Self {
        Self {
            id: booking.client.clone(),
            version: 1,
            name: booking.name.clone(),
            email: booking.email.clone(),
            phone: booking.phone.clone(),
            made_at: now,
            merged_into: None,
        }
    }

    /// Where their line in the directory stands.
    pub(super) fn line(&self) -> Key {
        let folded = FullName::parse(&self.name).map(|name| name.folded());
        keys::listed(&folded.unwrap_or_default(), &self.id)
    }

    /// Their line in the directory, after the one that stands there.
    pub(super) fn listed(&self, before: Option<&Listed>, filed: &[Filed]) -> Listed {
        let active = filed.iter().filter(|filed| filed.active);
        Listed {
            client: self.id.clone(),
            version: before.map_or(1, |listed| listed.version + 1),
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            therapists: active.map(|filed| filed.therapist.clone()).collect(),
        }
    }
}

impl Filed {
    fn of(booking: &Booking) -> Self {
        Self {
            booking: booking.id.clone(),
            start: booking.start,
            therapist: booking.therapist.clone(),
            active: booking.is_active(),
            version: booking.version,
        }
    }
}

impl Store {
    /// Files a booking with its client, who is filed with it if they are not yet. What is filed of a
    /// later version stays.
    pub(crate) async fn file(&self, booking: &Booking, now: Timestamp) -> Result<(), StoreError> {
        let mut tries = Tries::begin();
        while tries.another().await {
            match self.file_once(booking, now).await {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn file_once(&self, booking: &Booking, now: Timestamp) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        let known: Option<Client> = self.item(&keys::client(&booking.client)).await?;
        let client = match known {
            None => {
                let client = Client::of(booking, now);
                transaction.put_version(&keys::client(&client.id), &client, client.version)?;
                client
            }
            Some(known) => {
                let client = self.who_stays(known).await?;
                // The line is written under the name and by the bookings that they have.
                transaction.check_version(&keys::client(&client.id), client.version)?;
                client
            }
        };
        let mut filed = self.filed_once(&client.id).await?;
        let own = |filed: &Filed| filed.booking == booking.id;
        if filed
            .iter()
            .any(|filed| own(filed) && filed.version >= booking.version)
        {
            return Ok(());
        }
        filed.retain(|filed| !own(filed));
        filed.push(Filed::of(booking));
        let key = keys::filed(&client.id, &booking.id);
        transaction.put_newer(&key, &Filed::of(booking), booking.version)?;
        let before: Option<Listed> = self.item(&client.line()).await?;
        let listed = client.listed(before.as_ref(), &filed);
        transaction.put_version(&client.line(), &listed, listed.version)?;
        transaction.commit().await
    }

    /// Of a double, the one who stays.
    async fn who_stays(&self, client: Client) -> Result<Client, StoreError> {
        match &client.merged_into {
            None => Ok(client),
            Some(stays) => {
                let stays = self.item(&keys::client(stays)).await?;
                stays.ok_or(StoreError::Broken)
            }
        }
    }

    /// The client of this id; of a double, the one who stays.
    pub(crate) async fn client(&self, id: &str) -> Result<Option<Client>, StoreError> {
        let client = self.client_as_filed(id).await?;
        match client
            .as_ref()
            .and_then(|client| client.merged_into.clone())
        {
            Some(stays) => self.client_as_filed(&stays).await,
            None => Ok(client),
        }
    }

    /// The client of this id, be they a double or not.
    pub(crate) async fn client_as_filed(&self, id: &str) -> Result<Option<Client>, StoreError> {
        let key = keys::client(id);
        until_answered(|| self.item(&key)).await
    }

    /// A client's bookings, last first.
    pub(crate) async fn filed(&self, client: &str) -> Result<Vec<Filed>, StoreError> {
        until_answered(|| self.filed_once(client)).await
    }

    pub(super) async fn filed_once(&self, client: &str) -> Result<Vec<Filed>, StoreError> {
        let (partition, prefix) = keys::filed_under(client);
        let mut filed: Vec<Filed> = read_all(self.all_rows(&partition, prefix).await?)?;
        filed.sort_by_key(|filed| std::cmp::Reverse(filed.start));
        Ok(filed)
    }

    /// The directory: every client, by name.
    pub(crate) async fn directory(&self) -> Result<Vec<Listed>, StoreError> {
        let rows = until_answered(|| self.all_rows(keys::DIRECTORY, "")).await?;
        read_all(rows)
    }
}

/// Rows of ours, each believed only if it can be read whole.
pub(super) fn read_all<T: serde::de::DeserializeOwned>(
    rows: Vec<Item>,
) -> Result<Vec<T>, StoreError> {
    let read = rows.into_iter().map(serde_dynamo::from_item);
    let read: Result<_, serde_dynamo::Error> = read.collect();
    // What is wrong names a field of ours, never what a client wrote.
    read.map_err(|error| {
        tracing::error!("A row of a client's cannot be read: {error}");
        StoreError::Broken
    })
}
