//! Saving a section: over the version that its client saw, and over no other.

use jiff::{SignedDuration, Timestamp};

use super::{Draft, IntakeState, Progress};
use crate::sealing::Sealed;
use crate::store::audit::{Actor, Deed};
use crate::store::booking::Booking;
use crate::store::fault::NotCommitted;
use crate::store::outbox::{Promise, Task};
use crate::store::retry::Tries;
use crate::store::{Store, StoreError, keys};

/// How long what was saved is kept after the appointment, in case that is moved: as long as its link
/// is of use.
const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A section to be saved.
pub(crate) struct Saving<'a> {
    /// The booking whose form it is.
    pub(crate) booking: &'a Booking,
    /// The form's id, and its version.
    pub(crate) form: (&'a str, &'a str),
    /// The section.
    pub(crate) section: &'a str,
    /// The version that its client saw; 0: none.
    pub(crate) seen: u64,
    /// Its answers.
    pub(crate) sealed: Sealed,
    /// Whether somebody has to look before the visit, with what else is saved.
    pub(crate) review: &'a (dyn Fn(&[Draft]) -> bool + Sync),
    /// How long the mail about that waits, so that a slip is mended first.
    pub(crate) grace: SignedDuration,
}

/// Why a section was not saved.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotSaved {
    /// The form was sent.
    Sent,
    /// The section was saved meanwhile, elsewhere.
    Changed,
    /// The store could not tell in time.
    Store(StoreError),
}

impl From<StoreError> for NotSaved {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Store {
    /// Saves a section of a form.
    pub(crate) async fn save_draft(
        &self,
        saving: &Saving<'_>,
        now: Timestamp,
    ) -> Result<(), NotSaved> {
        let deed = Deed::new("save-intake", Actor::Client, now);
        let mut tries = Tries::begin();
        while tries.another().await {
            let read = match self.intake_once(&saving.booking.id).await {
                Ok(read) => read.ok_or(StoreError::Broken)?,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            if read
                .state
                .as_ref()
                .is_some_and(|state| state.sent_at().is_some())
            {
                return Err(NotSaved::Sent);
            }
            let saved = read.drafts.iter();
            let mut saved = saved.filter(|draft| draft.section == saving.section);
            if saved.next().map_or(0, |draft| draft.version) != saving.seen {
                let done = self.was_done(&deed).await?;
                return if done { Ok(()) } else { Err(NotSaved::Changed) };
            }
            match self
                .save_once(saving, (read.state, &read.drafts), (&deed, now))
                .await
            {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn save_once(
        &self,
        saving: &Saving<'_>,
        (state, drafts): (Option<IntakeState>, &[Draft]),
        (deed, now): (&Deed, Timestamp),
    ) -> Result<(), NotCommitted> {
        let (form, form_version) = saving.form;
        let draft = Draft {
            section: saving.section.to_owned(),
            version: saving.seen + 1,
            form_version: form_version.to_owned(),
            sealed: saving.sealed.clone(),
            ttl: (saving.booking.end + KEPT_AFTER).as_second(),
        };
        let before = state;
        let mut state = IntakeState {
            booking: saving.booking.id.clone(),
            version: 1,
            form: form.to_owned(),
            form_version: form_version.to_owned(),
            review: (saving.review)(drafts),
            look_due: None,
            progress: Progress::Started,
        };
        let due = state.follow(before.as_ref(), now, saving.grace);
        let mut transaction = self.transaction();
        let key = keys::draft(&saving.booking.id, saving.section);
        transaction.put_version(&key, &draft, draft.version)?;
        transaction.put_version(&keys::intake(&state.booking), &state, state.version)?;
        transaction.put_new(deed.row_of_intake(&state))?;
        if let Some(due) = due {
            transaction.put_promise(&Promise::of(saving.booking, Task::Review, due, now))?;
        }
        transaction.commit().await
    }
}
