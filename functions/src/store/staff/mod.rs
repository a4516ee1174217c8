//! Staff in the table: accounts, passkeys, sessions, and the links and ceremonies that work once.

mod account;
mod accounts;
mod endings;
mod id;
mod own;
mod passkey;
mod session;
mod signing_in;

pub(crate) use account::{Account, NotStaffed, Staff};
pub(crate) use accounts::StaffChange;
pub use id::StaffId;
pub(crate) use passkey::KeptPasskey;
pub(crate) use session::{Ending, Session, SignIn, Touch};
pub(crate) use signing_in::{Look, SignInEntry};

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use serde::de::DeserializeOwned;

use super::fault::judge;
use super::keys::Key;
use super::retry::until_answered;
use super::{Store, StoreError};

impl Store {
    /// An item of this room, as it stands now; one that cannot be read is an error.
    async fn kept<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, StoreError> {
        until_answered(|| self.kept_once(key)).await
    }

    /// The same, asked once.
    async fn kept_once<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, StoreError> {
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
        answer.item.map(read).transpose()
    }
}

/// What is wrong is a field or a word of ours; a value is never said.
fn read<T: DeserializeOwned>(item: super::transaction::Item) -> Result<T, StoreError> {
    serde_dynamo::from_item(item).map_err(|_| {
        tracing::error!("An item about staff cannot be read");
        StoreError::Broken
    })
}
