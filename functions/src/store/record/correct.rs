//! Correcting how a client is called and reached.

use jiff::Timestamp;

use super::{NotWritten, Uncommitted, until_committed};
use crate::store::audit::{Actor, Deed};
use crate::store::client::{Client, Listed};
use crate::store::{StaffId, Store, keys};

/// A client's contact as it is to be. It has no `Debug`: it holds a name and an address.
#[derive(Clone)]
pub(crate) struct Correction {
    pub(crate) name: String,
    /// May be empty.
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
}

impl Store {
    /// Corrects a client's contact over the version that was seen, with their line in the directory
    /// and the audit row. Their bookings keep what they were made with.
    pub(crate) async fn correct_client(
        &self,
        (id, seen): (&str, u64),
        correction: &Correction,
        by: StaffId,
        now: Timestamp,
    ) -> Result<Client, NotWritten> {
        let deed = Deed::new("correct client", Actor::Staff(by), now);
        until_committed(async || {
            let before: Option<Client> = self.item(&keys::client(id)).await?;
            let before = before.filter(|client| client.merged_into.is_none());
            let before = before.ok_or(Uncommitted::Stale)?;
            if correction.is_of(&before) && (before.version == seen || self.was_done(&deed).await?)
            {
                return Ok(before);
            }
            if before.version != seen {
                return Err(Uncommitted::Stale);
            }
            let mut after = correction.of(&before);
            after.version += 1;
            let mut transaction = self.transaction();
            transaction.put_version(&keys::client(id), &after, after.version)?;
            let line: Option<Listed> = self.item(&before.line()).await?;
            let filed = self.filed_once(id).await?;
            let stays = before.line() == after.line();
            let listed = after.listed(line.as_ref().filter(|_| stays), &filed);
            if !stays && line.is_some() {
                transaction.delete_there(&before.line())?;
            }
            transaction.put_version(&after.line(), &listed, listed.version)?;
            transaction.put_new(deed.row_of("client", id, after.version))?;
            transaction.commit().await?;
            Ok(after)
        })
        .await
    }
}

impl Correction {
    fn is_of(&self, client: &Client) -> bool {
        client.name == self.name && client.email == self.email && client.phone == self.phone
    }

    fn of(&self, client: &Client) -> Client {
        Client {
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            ..client.clone()
        }
    }
}
