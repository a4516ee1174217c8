//! Acknowledging what a client told: who has seen the flags, when, and what follows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{NotWritten, Uncommitted, until_committed};
use crate::sealing::Sealed;
use crate::store::audit::{Actor, Deed};
use crate::store::intake::IntakeState;
use crate::store::{StaffId, Store, keys};

/// That a therapist has seen the flags of a submission.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Acknowledgement {
    pub(crate) by: StaffId,
    pub(crate) at: Timestamp,
    /// Raised by one when it is decided anew.
    pub(crate) version: u64,
    /// What follows: whether to treat tells of the client's health.
    pub(crate) decision: Sealed,
}

/// What is acknowledged: which submission of which client, of which booking.
#[derive(Clone, Copy)]
pub(crate) struct Acknowledged<'a> {
    pub(crate) client: &'a str,
    pub(crate) submission: &'a str,
    pub(crate) booking: &'a str,
}

impl Acknowledgement {
    /// The item it is kept in, to which the decision is bound.
    pub(crate) fn item(submission: &str) -> String {
        keys::acknowledgement("", submission).sort
    }
}

impl Store {
    /// Acknowledges a submission's flags over the version that was seen, with the audit row; the
    /// booking is under review no more.
    pub(crate) async fn acknowledge(
        &self,
        of: Acknowledged<'_>,
        acknowledgement: &Acknowledgement,
    ) -> Result<(), NotWritten> {
        let key = keys::acknowledgement(of.client, of.submission);
        let deed = Deed::new(
            "acknowledge",
            Actor::Staff(acknowledgement.by),
            acknowledgement.at,
        );
        until_committed(async || {
            let before: Option<Acknowledgement> = self.item(&key).await?;
            let seen = acknowledgement.version.saturating_sub(1);
            if before.map_or(0, |before| before.version) != seen {
                let done = self.was_done(&deed).await?;
                return if done {
                    Ok(())
                } else {
                    Err(Uncommitted::Stale)
                };
            }
            let mut transaction = self.transaction();
            transaction.put_version(&key, acknowledgement, acknowledgement.version)?;
            let facts = [("client", of.client), ("item", of.submission)];
            transaction.put_new(deed.row_with(&facts))?;
            let state: Option<IntakeState> = self.item(&keys::intake(of.booking)).await?;
            if let Some(state) = state.filter(|state| state.review) {
                let seen = IntakeState {
                    review: false,
                    version: state.version + 1,
                    ..state
                };
                transaction.put_version(&keys::intake(of.booking), &seen, seen.version)?;
            }
            Ok(transaction.commit().await?)
        })
        .await
    }
}
