//! Erasing a client: all that says who they are or what they told, for good.
//!
//! What will go is written down first, together with its audit row, by ids and codes alone. Then it
//! goes, the key before all else. Each step may be done again, so an erasure that was cut off is
//! finished by the next sweep; what is left of it is the proof.

mod bookings;
mod plan;
mod run;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::audit::{Actor, Deed};
use super::fault::NotCommitted;
use super::retry::{Tries, until_answered};
use super::rows::readable;
use super::waiting::Place;
use super::{Store, StoreError, keys};

pub(crate) use bookings::Forgetting;
pub(crate) use plan::Plan;

/// An erasure, under way or done. It names the client by id alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Erasure {
    pub(crate) id: String,
    pub(crate) version: u64,
    pub(crate) client: String,
    /// Who asked for it, as the audit names them.
    pub(crate) by: String,
    pub(crate) asked_at: Timestamp,
    /// When nothing was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) done_at: Option<Timestamp>,
    /// What there was.
    pub(crate) found: Found,
    /// What it still needs to know while it is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    aim: Option<Aim>,
}

/// How much there was of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Keys, without which nothing sealed can be read.
    pub(crate) keys: u32,
    /// Signed health forms.
    pub(crate) submissions: u32,
    /// Health forms that were begun.
    pub(crate) drafts: u32,
    /// Notes of therapists.
    pub(crate) notes: u32,
    /// What therapists have acknowledged.
    pub(crate) acknowledgements: u32,
    /// Bookings, which lose name, address, phone and words.
    pub(crate) bookings: u32,
    /// Places on the waiting list.
    pub(crate) places: u32,
    /// Mails that were still to be sent.
    pub(crate) mails: u32,
    /// Addresses that were remembered by a code.
    pub(crate) contacts: u32,
}

/// Whom and what an erasure is about: ids and codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Aim {
    /// The client's ids: their own, and those of their doubles.
    clients: Vec<String>,
    bookings: Vec<String>,
    places: Vec<Place>,
    contacts: Vec<Contact>,
}

/// What is remembered of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Contact {
    code: String,
    /// Somebody else is reached there, too.
    shared: bool,
}

impl Store {
    /// Writes down what will be erased. Of a client who is being erased already, that erasure.
    pub(crate) async fn begin_erasure(
        &self,
        plan: Plan,
        (actor, now): (Actor, Timestamp),
    ) -> Result<Erasure, StoreError> {
        let deed = Deed::new("erase client", actor, now);
        let erasure = Erasure {
            id: deed.id.clone(),
            version: 1,
            client: plan.client.id.clone(),
            by: actor.word(),
            asked_at: now,
            done_at: None,
            found: plan.found,
            aim: Some(plan.aim),
        };
        let mut tries = Tries::begin();
        while tries.another().await {
            let begun = self.erasures().await?;
            if let Some(begun) = begun.into_iter().find(|begun| begun.is_of(&erasure)) {
                return Ok(begun);
            }
            let mut transaction = self.transaction();
            let written = transaction
                .put_version(&keys::erasure(&erasure.id), &erasure, 1)
                .and_then(|()| transaction.put_new(deed.row_of_client(&erasure.client)));
            let committed = match written {
                Ok(()) => transaction.commit().await,
                Err(error) => Err(error),
            };
            match committed {
                Ok(()) => return Ok(erasure),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    /// Every erasure, last first.
    pub(crate) async fn erasures(&self) -> Result<Vec<Erasure>, StoreError> {
        let rows = until_answered(|| self.all_rows(keys::ERASURES, "")).await?;
        let mut erasures: Vec<Erasure> = rows.into_iter().filter_map(readable).collect();
        erasures.sort_by_key(|erasure| std::cmp::Reverse(erasure.asked_at));
        Ok(erasures)
    }

    /// The erasure of this id.
    pub(crate) async fn erasure(&self, id: &str) -> Result<Option<Erasure>, StoreError> {
        let key = keys::erasure(id);
        until_answered(|| self.item(&key)).await
    }

    /// When the last erasure was done; none if none ever was.
    ///
    /// # Errors
    /// [`StoreError`], when the store does not answer.
    pub async fn last_erased(&self) -> Result<Option<Timestamp>, StoreError> {
        let erasures = self.erasures().await?;
        Ok(erasures.iter().filter_map(|erasure| erasure.done_at).max())
    }
}

impl Erasure {
    /// Whether it is this one, or of the same client and not done.
    fn is_of(&self, asked: &Self) -> bool {
        self.id == asked.id || self.client == asked.client && self.done_at.is_none()
    }
}
