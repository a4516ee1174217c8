//! Joining the waiting list.

use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::booking::Contact;
use practice::waiting::Awaited;

use super::line::{Joined, Line};
use super::{Waiting, WaitingState, clear_after};
use crate::store::audit::{Actor, Deed};
use crate::store::fault::NotCommitted;
use crate::store::keys;
use crate::store::outbox::{Promise, Task, WaitingNews};
use crate::store::retry::Tries;
use crate::store::transaction::item;
use crate::store::{Store, StoreError};

/// How often one address may wait for one service.
const OPEN_PER_CONTACT_MAX: usize = 3;
/// How many may wait for one service.
const OPEN_PER_LINE_MAX: usize = 200;
/// How long the same request is the same click.
const DOUBLE_CLICK: SignedDuration = SignedDuration::from_mins(10);

/// Who wants to join, and for what.
pub(crate) struct Joining<'a> {
    pub(crate) id: String,
    pub(crate) awaited: &'a Awaited<'a>,
    pub(crate) contact: &'a Contact,
    pub(crate) fingerprint: String,
}

/// Why they did not.
pub(crate) enum NotJoined {
    /// Their address waits for this service as often as one may.
    Often {
        /// How often that is.
        most: usize,
    },
    /// As many wait for this service as can.
    Full,
    /// The store could not tell in time.
    Store(StoreError),
}

impl From<StoreError> for NotJoined {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Store {
    /// Puts somebody at the end of a line; once, however often the same request comes.
    pub(crate) async fn join(
        &self,
        catalogue: &Catalogue,
        joining: &Joining<'_>,
        now: impl Fn() -> Timestamp,
    ) -> Result<Waiting, NotJoined> {
        let service = joining.awaited.service.id.as_str();
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let line = match self.line(service).await {
                Ok(line) => line,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            if let Some(same) = joining.repeated_in(&line, now) {
                return Ok(same.clone());
            }
            joining.refuse_too_many(&line, catalogue, now)?;
            let waiting = joining.waiting(line.joined + 1, now);
            match self.commit_joined(&waiting, now).await {
                Ok(waiting) => return Ok(waiting),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn commit_joined(
        &self,
        waiting: &Waiting,
        now: Timestamp,
    ) -> Result<Waiting, NotCommitted> {
        let deed = Deed::new("join", Actor::Client, now);
        let mut waiting = waiting.clone();
        waiting.change.clone_from(&deed.id);
        let task = Task::Write {
            service: waiting.service.clone(),
            news: WaitingNews::Joined,
        };
        let joined = Joined {
            version: waiting.number,
        };
        let mut transaction = self.transaction();
        transaction.put_version(&keys::line(&waiting.service), &joined, joined.version)?;
        transaction.put_new(item(&keys::waiting(&waiting.place()), &waiting)?)?;
        transaction.put_new(deed.row_of_waiting(&waiting))?;
        transaction.put_promise(&Promise::of_waiting(&waiting, task, now, now))?;
        transaction.commit().await?;
        Ok(waiting)
    }
}

impl Joining<'_> {
    /// The waiting that this very request made a moment ago, perhaps in a try whose answer was lost.
    fn repeated_in<'l>(&self, line: &'l Line, now: Timestamp) -> Option<&'l Waiting> {
        line.waiting.iter().find(|waiting| {
            waiting.fingerprint == self.fingerprint
                && now.duration_since(waiting.made_at) <= DOUBLE_CLICK
        })
    }

    fn refuse_too_many(
        &self,
        line: &Line,
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Result<(), NotJoined> {
        let today = catalogue.practice.timezone.to_datetime(now).date();
        let open = || line.waiting.iter().filter(|waiting| waiting.is_open(today));
        let own = self.contact.email.as_str().to_lowercase();
        let theirs = open().filter(|waiting| waiting.email.to_lowercase() == own);
        if theirs.count() >= OPEN_PER_CONTACT_MAX {
            return Err(NotJoined::Often {
                most: OPEN_PER_CONTACT_MAX,
            });
        }
        if open().count() >= OPEN_PER_LINE_MAX {
            return Err(NotJoined::Full);
        }
        Ok(())
    }

    fn waiting(&self, number: u64, now: Timestamp) -> Waiting {
        let (awaited, contact) = (self.awaited, self.contact);
        let phone = contact.phone.as_ref();
        Waiting {
            id: self.id.clone(),
            version: 1,
            number,
            service: awaited.service.id.to_string(),
            minutes: awaited.minutes,
            therapist: awaited.therapist.map(ToString::to_string),
            from: awaited.dates.first(),
            to: awaited.dates.last(),
            parts: awaited.parts.to_string(),
            name: contact.name.as_str().to_owned(),
            email: contact.email.as_str().to_owned(),
            phone: phone.map(|phone| phone.as_str().to_owned()),
            fingerprint: self.fingerprint.clone(),
            made_at: now,
            state: WaitingState::Waiting,
            lapsed: Vec::new(),
            change: String::new(),
            ttl: clear_after(awaited.dates.last()),
        }
    }
}
