//! Clients' keys: the public half apart from the record, the wrapped private half in a table of its own.
//!
//! Older copies of the table of keys lapse sooner than those of the record, so a client's key that
//! is destroyed is soon gone from everywhere, and with it what can be read of their record.

use std::fmt;

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::sealing::{
    ClientKey, ClientPublic, KeyId, OpenError, PracticeKey, PracticePublic, WrappedClientKey,
    new_client,
};
use crate::store::audit::{Actor, Deed};
use crate::store::fault::{NotCommitted, judge};
use crate::store::keys::{self, Key};
use crate::store::retry::{Tries, until_answered};
use crate::store::rows::KEY_ATTRIBUTES;
use crate::store::transaction::{Item, item};
use crate::store::{Store, StoreError};

/// The public half, as it stands where whoever seals finds it.
#[derive(Serialize, Deserialize)]
struct PublicHalf {
    public: ClientPublic,
    /// The practice key that the private half was sealed to at first.
    practice_key: KeyId,
    made_at: Timestamp,
}

/// The wrapped private half, as it stands in the table of keys.
#[derive(Serialize, Deserialize)]
pub(super) struct WrappedHalf {
    #[serde(flatten)]
    pub(super) key: WrappedClientKey,
    pub(super) made_at: Timestamp,
}

/// Why a client's key could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The store did not answer, or holds something that cannot be read.
    Store(StoreError),
    /// It does not open.
    Open(OpenError),
}

impl Store {
    /// The public half of a client's key; none where they have no key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn client_public(&self, client: &str) -> Result<Option<ClientPublic>, StoreError> {
        let key = keys::client_public(client);
        let item = until_answered(|| self.item_of(&self.table, &key)).await?;
        let half: Option<PublicHalf> = item.map(|item| read(client, item)).transpose()?;
        Ok(half.map(|half| half.public))
    }

    /// The public half of a client's key, which is made if they have none. However many ask at
    /// once, all get the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn client_public_or_new(
        &self,
        client: &str,
        practice: &PracticePublic,
        now: Timestamp,
    ) -> Result<ClientPublic, StoreError> {
        let mut tries = Tries::begin();
        while tries.another().await {
            if let Some(public) = self.client_public(client).await? {
                return Ok(public);
            }
            match self.put_new_client_key(client, practice, now).await {
                Ok(public) => return Ok(public),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn put_new_client_key(
        &self,
        client: &str,
        practice: &PracticePublic,
        now: Timestamp,
    ) -> Result<ClientPublic, NotCommitted> {
        let (public, wrapped) = new_client(practice, client).map_err(|error| {
            tracing::error!("A client's key cannot be made: {error}");
            NotCommitted::Broken
        })?;
        let half = PublicHalf {
            public,
            practice_key: practice.id().clone(),
            made_at: now,
        };
        let wrapped = WrappedHalf {
            key: wrapped,
            made_at: now,
        };
        let mut transaction = self.transaction();
        transaction.put_new(item(&keys::client_public(client), &half)?)?;
        transaction.put_new_key(item(&keys::wrapped_key(client), &wrapped)?)?;
        transaction.commit().await?;
        Ok(half.public)
    }

    /// Opens a client's key; none where they have none, or have none any more.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub async fn client_key(
        &self,
        practice: &PracticeKey,
        client: &str,
    ) -> Result<Option<ClientKey>, NotOpened> {
        let key = keys::wrapped_key(client);
        let item = until_answered(|| self.item_of(&self.keys_table, &key)).await?;
        let half: Option<WrappedHalf> = item.map(|item| read(client, item)).transpose()?;
        let opened = half.map(|half| practice.open_client(client, &half.key));
        Ok(opened.transpose()?)
    }

    /// Destroys a client's key: whatever was sealed to it opens nowhere any more, in no copy of
    /// the table. Whether there was one. What is sealed for the client later gets a new key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn destroy_client_key(
        &self,
        client: &str,
        actor: Actor,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let deed = Deed::new("destroy key", actor, now);
        let halves = [
            (&*self.keys_table, keys::wrapped_key(client)),
            (&*self.table, keys::client_public(client)),
        ];
        let mut tries = Tries::begin();
        while tries.another().await {
            let mut there = Vec::new();
            for (table, key) in &halves {
                if self.is_there(table, key).await? {
                    there.push((*table, key));
                }
            }
            if there.is_empty() {
                return self.was_done(&deed).await;
            }
            match self.delete_halves(client, &there, &deed).await {
                Ok(()) => return Ok(true),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn delete_halves(
        &self,
        client: &str,
        there: &[(&str, &Key)],
        deed: &Deed,
    ) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        for (table, key) in there {
            transaction.delete_half(table, key)?;
        }
        transaction.put_new(deed.row_of_client(client))?;
        transaction.commit().await
    }

    /// Whether a client has the public half of a key.
    pub(in crate::store) async fn has_public(&self, client: &str) -> Result<bool, StoreError> {
        self.is_there(&self.table, &keys::client_public(client))
            .await
    }

    /// Whether there is such an item, of which nothing is read.
    async fn is_there(&self, table: &str, key: &Key) -> Result<bool, StoreError> {
        let item = until_answered(|| self.part_of(table, key, Some(KEY_ATTRIBUTES))).await?;
        Ok(item.is_some())
    }

    pub(in crate::store) async fn item_of(
        &self,
        table: &str,
        key: &Key,
    ) -> Result<Option<Item>, StoreError> {
        self.part_of(table, key, None).await
    }

    async fn part_of(
        &self,
        table: &str,
        key: &Key,
        attributes: Option<&str>,
    ) -> Result<Option<Item>, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(table)
            .consistent_read(true)
            .set_key(Some(key.attributes()))
            .set_projection_expression(attributes.map(str::to_owned))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = request.send().await;
        let answer = answer.map_err(|error| judge("GetItem", &error))?;
        self.meter.read(answer.consumed_capacity());
        Ok(answer.item)
    }
}

/// A half of a client's key, believed only if it can be read whole.
pub(super) fn read<T: DeserializeOwned>(client: &str, item: Item) -> Result<T, StoreError> {
    serde_dynamo::from_item(item).map_err(|_| {
        tracing::error!(
            client.id = client,
            "The key of the client `{client}` cannot be read"
        );
        StoreError::Broken
    })
}

impl From<StoreError> for NotOpened {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<OpenError> for NotOpened {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

impl fmt::Display for NotOpened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(formatter),
            Self::Open(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for NotOpened {}
