//! Sending a form: the submission, the state of the form, and the end of what was saved of it, in
//! one transaction.

use jiff::{SignedDuration, Timestamp};

use super::read::Signed;
use super::{Draft, IntakeState, Progress, Submission};
use crate::store::audit::{Actor, Deed};
use crate::store::booking::Booking;
use crate::store::fault::NotCommitted;
use crate::store::outbox::{Promise, Task};
use crate::store::retry::Tries;
use crate::store::transaction::item;
use crate::store::{Store, StoreError, keys};

/// A form to be sent.
pub(crate) struct Sending<'a> {
    /// The booking by whose link it is sent.
    pub(crate) booking: &'a Booking,
    /// What is sent, sealed.
    pub(crate) submission: &'a Submission,
    /// The version of the form's state that its client saw when they checked it; none: nothing was
    /// saved before.
    pub(crate) seen: Option<u64>,
    /// Whether somebody has to look before the visit.
    pub(crate) review: bool,
    /// How long the mail about that waits.
    pub(crate) grace: SignedDuration,
}

/// Why a form was not sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotSent {
    /// One was sent before.
    Sent,
    /// Some of it was saved anew since it was checked.
    Changed,
    /// The store could not tell in time.
    Store(StoreError),
}

impl From<StoreError> for NotSent {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Store {
    /// Sends a form, once.
    pub(crate) async fn send_intake(
        &self,
        sending: &Sending<'_>,
        now: Timestamp,
    ) -> Result<(), NotSent> {
        let deed = Deed::new("send-intake", Actor::Client, now);
        let mut tries = Tries::begin();
        while tries.another().await {
            let read = match self.intake_once(&sending.booking.id).await {
                Ok(read) => read.ok_or(StoreError::Broken)?,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            let version = read.state.as_ref().map_or(0, |state| state.version);
            match read.state.as_ref().map(|state| &state.progress) {
                Some(Progress::Submitted { submission, .. }) => {
                    let ours = *submission == sending.submission.id;
                    return if ours { Ok(()) } else { Err(NotSent::Sent) };
                }
                _ if sending.seen.is_some_and(|seen| seen != version) => {
                    return Err(NotSent::Changed);
                }
                _ => {}
            }
            let before = (read.state, read.drafts.as_slice());
            match self.send_once(sending, before, (&deed, now)).await {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn send_once(
        &self,
        sending: &Sending<'_>,
        (state, drafts): (Option<IntakeState>, &[Draft]),
        (deed, now): (&Deed, Timestamp),
    ) -> Result<(), NotCommitted> {
        let submission = sending.submission;
        let before = state;
        let mut state = IntakeState {
            booking: sending.booking.id.clone(),
            version: 1,
            form: submission.form.clone(),
            form_version: submission.form_version.clone(),
            review: sending.review,
            look_due: None,
            progress: Progress::Submitted {
                submission: submission.id.clone(),
                client: submission.client.clone(),
                sent_at: submission.signed_at,
            },
        };
        let due = state.follow(before.as_ref(), now, sending.grace);
        let mut transaction = self.transaction();
        let key = keys::submission(&submission.client, &submission.id);
        transaction.put_new(item(&key, submission)?)?;
        let signed = Signed {
            at: submission.signed_at,
        };
        transaction.put_over(&keys::signed(&submission.client), &signed)?;
        transaction.put_version(&keys::intake(&state.booking), &state, state.version)?;
        for draft in drafts {
            transaction.delete_any(&keys::draft(&state.booking, &draft.section))?;
        }
        transaction.put_new(deed.row_of_intake(&state))?;
        if let Some(due) = due {
            transaction.put_promise(&Promise::of(sending.booking, Task::Review, due, now))?;
        }
        transaction.commit().await
    }
}
