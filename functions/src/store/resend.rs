//! Sending a mail again that was given up.

use jiff::Timestamp;

use super::audit::{Actor, Deed};
use super::fault::NotCommitted;
use super::ledger::{End, Entry};
use super::outbox::{Promise, Task};
use super::retry::Tries;
use super::{Store, StoreError, keys};

/// Which row of the ledger.
pub(crate) struct Row {
    pub(crate) at: Timestamp,
    pub(crate) booking: String,
    pub(crate) version: u64,
    pub(crate) kind: String,
}

impl Entry {
    /// Whether it was given up, and can be tried once more.
    pub(crate) fn can_go_again(&self) -> bool {
        let given_up = self.end == Some(End::Failed) && self.again_at.is_none();
        given_up && self.task.is_some()
    }

    /// What is kept of a task that was given up: a link to sign in with ends before anybody looks.
    pub(super) fn task_kept(task: &Task, end: Option<End>) -> Option<Task> {
        let is_kept = end == Some(End::Failed) && !matches!(task, Task::SignIn { .. });
        is_kept.then(|| task.clone())
    }
}

impl Store {
    /// Promises once more what was given up, with its audit row; whether there was such a row that
    /// was not promised again yet.
    pub(crate) async fn send_again(
        &self,
        row: &Row,
        (actor, now): (Actor, Timestamp),
    ) -> Result<bool, StoreError> {
        let key = keys::ledger(row.at, &row.booking, row.version, &row.kind);
        let deed = Deed::new("send again", actor, now);
        let mut tries = Tries::begin();
        while tries.another().await {
            let stored: Option<Entry> = match self.item(&key).await {
                Err(StoreError::Busy) => continue,
                stored => stored?,
            };
            let Some(mut entry) = stored.filter(Entry::can_go_again) else {
                return self.was_done(&deed).await;
            };
            let Some(task) = entry.task.clone() else {
                return Ok(false);
            };
            let promise = Promise::once_more((&row.booking, row.version), task, now);
            entry.again_at = Some(now);
            let facts = [
                ("booking", row.booking.as_str()),
                ("what", row.kind.as_str()),
            ];
            let mut transaction = self.transaction();
            let written = transaction
                .put_promise(&promise)
                .and_then(|()| transaction.put_unless(&key, &entry, "again_at"))
                .and_then(|()| transaction.put_new(deed.row_with(&facts)));
            let committed = match written {
                Ok(()) => transaction.commit().await,
                Err(error) => Err(error),
            };
            match committed {
                Ok(()) => return Ok(true),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }
}
