//! Signing in and out, and what is written down of it; each look at health data, too.

use jiff::Timestamp;

use super::account::Staff;
use super::id::StaffId;
use super::session::{Ending, Session};
use crate::store::audit::{Actor, Deed};
use crate::store::fault::NotCommitted;
use crate::store::retry::Tries;
use crate::store::transaction::{Item, Transaction, item};
use crate::store::{Store, StoreError, keys};

/// How somebody came in.
#[derive(Clone, Copy)]
pub(crate) struct SignInEntry<'a> {
    /// The code of the new session's token.
    pub(crate) session: &'a str,
    /// That of the session it takes the place of.
    pub(crate) replaced: Option<&'a str>,
    /// That of the link that is spent with it.
    pub(crate) link: Option<&'a str>,
    /// One word for it: `link`, `passkey`.
    pub(crate) how: &'static str,
}

/// A read or a write of a client's health data.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    pub(crate) staff: StaffId,
    /// `read` or `write`.
    pub(crate) act: &'static str,
    /// What was looked at, in a word: `submission`, `note`.
    pub(crate) what: &'static str,
    /// The client's id.
    pub(crate) client: &'a str,
    /// The item's id; empty where it is the whole record.
    pub(crate) item: &'a str,
}

impl Store {
    /// Begins a session; not if the link was spent meanwhile.
    pub(crate) async fn sign_in(
        &self,
        staff: &Staff,
        entry: SignInEntry<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let deed = Deed::new("sign-in", Actor::Staff(staff.id), now);
        let row = deed.row_with(&[("how", entry.how)]);
        let session = Ending::Session(Session::begin(staff, now));
        let fill = |transaction: &mut Transaction<'_>| {
            let key = keys::ending(entry.session);
            transaction.put_new(item(&key, &session)?)?;
            if let Some(replaced) = entry.replaced {
                transaction.delete_any(&keys::ending(replaced))?;
            }
            if let Some(link) = entry.link {
                transaction.delete_there(&keys::ending(link))?;
            }
            transaction.put_new(row.clone())
        };
        self.write_while(&deed, fill, entry.link.map(|link| (link, now)))
            .await
    }

    /// Ends a session.
    pub(crate) async fn sign_out(
        &self,
        code: &str,
        staff: StaffId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deed = Deed::new("sign-out", Actor::Staff(staff), now);
        let row = deed.row_with(&[]);
        let fill = |transaction: &mut Transaction<'_>| {
            transaction.delete_any(&keys::ending(code))?;
            transaction.put_new(row.clone())
        };
        self.write_once(&deed, fill).await
    }

    /// Writes a look down: before anything is shown.
    pub(crate) async fn look(&self, look: Look<'_>, now: Timestamp) -> Result<(), StoreError> {
        let deed = Deed::new(look.act, Actor::Staff(look.staff), now);
        let facts = [
            ("what", look.what),
            ("client", look.client),
            ("item", look.item),
        ];
        self.witness(&deed, deed.row_with(&facts)).await
    }

    /// Writes down that somebody was refused at a door.
    pub(crate) async fn note_refusal(
        &self,
        staff: StaffId,
        (method, path): (&str, &str),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deed = Deed::new("refused", Actor::Staff(staff), now);
        let door = format!("{method} {path}");
        self.witness(&deed, deed.row_with(&[("door", &door)])).await
    }

    async fn witness(&self, deed: &Deed, row: Item) -> Result<(), StoreError> {
        let fill = |transaction: &mut Transaction<'_>| transaction.put_new(row.clone());
        self.write_once(deed, fill).await
    }

    /// Writes a transaction that holds this deed's audit row, once, however often answers are lost.
    pub(super) async fn write_once(
        &self,
        deed: &Deed,
        fill: impl Fn(&mut Transaction<'_>) -> Result<(), NotCommitted>,
    ) -> Result<(), StoreError> {
        self.write_while(deed, fill, None).await.map(drop)
    }

    /// The same, as long as a link is there to be spent; false once it is not.
    async fn write_while(
        &self,
        deed: &Deed,
        fill: impl Fn(&mut Transaction<'_>) -> Result<(), NotCommitted>,
        link: Option<(&str, Timestamp)>,
    ) -> Result<bool, StoreError> {
        let mut tries = Tries::begin();
        let mut tried = false;
        while tries.another().await {
            if tried {
                match self.was_done(deed).await {
                    Ok(true) => return Ok(true),
                    Ok(false) => {}
                    Err(StoreError::Busy) => continue,
                    Err(error) => return Err(error),
                }
                if let Some((link, now)) = link
                    && self.link(link, now).await?.is_none()
                {
                    return Ok(false);
                }
            }
            tried = true;
            let mut transaction = self.transaction();
            let written = match fill(&mut transaction) {
                Ok(()) => transaction.commit().await,
                Err(error) => Err(error),
            };
            match written {
                Ok(()) => return Ok(true),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }
}
