//! Passkeys: the public halves, which tell nobody anything, and what their owners call them.

use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{StaffId, read};
use crate::store::audit::{Actor, Deed};
use crate::store::fault::judge;
use crate::store::retry::until_answered;
use crate::store::rows::From;
use crate::store::transaction::{Transaction, item};
use crate::store::{Store, StoreError, keys};

/// A passkey of a staff member.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeptPasskey {
    /// What its device calls it, as base64url.
    pub(crate) id: String,
    /// What its owner calls it.
    pub(crate) name: String,
    pub(crate) made_at: Timestamp,
    /// The public half and its counter, as the library writes them.
    pub(crate) key: String,
}

impl Store {
    /// Every passkey of a staff member.
    pub(crate) async fn passkeys(&self, staff: StaffId) -> Result<Vec<KeptPasskey>, StoreError> {
        let partition = keys::staff(staff).partition;
        let to = format!("{}~", keys::PASSKEY_PREFIX);
        let rows = until_answered(|| self.rows(&partition, &to, (From::First, None))).await?;
        rows.into_iter().map(read).collect()
    }

    /// One of them.
    pub(crate) async fn passkey(
        &self,
        staff: StaffId,
        id: &str,
    ) -> Result<Option<KeptPasskey>, StoreError> {
        self.kept(&keys::passkey(staff, id)).await
    }

    /// Adds one.
    pub(crate) async fn add_passkey(
        &self,
        staff: StaffId,
        passkey: &KeptPasskey,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deed = Deed::new("passkey-add", Actor::Staff(staff), now);
        let row = deed.row_with(&[("staff", &staff.to_string())]);
        let fill = |transaction: &mut Transaction<'_>| {
            let key = keys::passkey(staff, &passkey.id);
            transaction.put_new(item(&key, passkey)?)?;
            transaction.put_new(row.clone())
        };
        self.write_once(&deed, fill).await
    }

    /// Takes one away, of whoever's account.
    pub(crate) async fn remove_passkey(
        &self,
        (staff, id): (StaffId, &str),
        by: StaffId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deed = Deed::new("passkey-remove", Actor::Staff(by), now);
        let row = deed.row_with(&[("staff", &staff.to_string())]);
        let fill = |transaction: &mut Transaction<'_>| {
            transaction.delete_any(&keys::passkey(staff, id))?;
            transaction.put_new(row.clone())
        };
        self.write_once(&deed, fill).await
    }

    /// Writes a passkey's counter as its device last told it. Nothing rests on the write: most
    /// passkeys do not count.
    pub(crate) async fn note_passkey(
        &self,
        staff: StaffId,
        passkey: &KeptPasskey,
    ) -> Result<(), StoreError> {
        let item = item(&keys::passkey(staff, &passkey.id), passkey);
        let item = item.map_err(|_| StoreError::Broken)?;
        let request = self
            .client
            .put_item()
            .table_name(&*self.table)
            .set_item(Some(item))
            // One that was removed meanwhile stays so.
            .condition_expression("attribute_exists(pk)")
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = request.send().await;
        let answer = answer.map_err(|error| judge("PutItem", &error))?;
        self.meter.wrote(answer.consumed_capacity());
        Ok(())
    }
}
