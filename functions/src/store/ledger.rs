//! The mail ledger: what is still to come, and how what was promised ended.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::outbox::{Promise, Task};
use super::retry::until_answered;
use super::rows::{From, readable};
use super::{Store, StoreError, keys};

/// How long the ledger is kept.
const LEDGER_LIVES: SignedDuration = SignedDuration::from_hours(400 * 24);

/// How a promise ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// The mail has left.
    Sent,
    /// It was out of date, or of no more use.
    Dropped,
    /// It could not be kept, and will not be tried again: somebody has to look.
    Failed,
}

/// A row of the mail ledger: what became of a promise. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The booking told of.
    pub booking: String,
    /// The version told of.
    pub version: u64,
    /// What was promised: `booked-client`, `reminder-48`.
    pub kind: String,
    /// How it ended; none while it is still to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// Why, or why the last try failed; empty if there is nothing to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// When it was promised.
    pub made_at: Timestamp,
    /// When it was to be kept.
    pub due: Timestamp,
    /// When it ended; until then, when it is due.
    pub at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// What was promised, where it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) task: Option<Task>,
    /// When somebody had it sent again after all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) again_at: Option<Timestamp>,
    /// After which it may be cleared away: seconds since 1970.
    #[serde(default)]
    ttl: i64,
}

impl Store {
    /// The mail ledger: what is still to come, by when it is due; then what ended on these UTC
    /// dates, last first.
    ///
    /// # Errors
    /// [`StoreError`], when the store does not answer. A row that cannot be read is logged, and left
    /// out.
    pub async fn ledger(&self, dates: &[jiff::civil::Date]) -> Result<Vec<Entry>, StoreError> {
        let planned = self.promises(None).await?;
        let planned = planned.iter();
        let mut ledger: Vec<_> = planned
            .map(|promise| Entry::of(promise, None, &promise.why, promise.due))
            .collect();
        ledger.sort_by_key(|entry| entry.due);
        for date in dates {
            let partition = keys::ledger_partition(*date);
            let items = until_answered(|| self.rows(&partition, "~", (From::Last, None))).await?;
            ledger.extend(items.into_iter().filter_map(readable::<Entry>));
        }
        Ok(ledger)
    }
}

impl Entry {
    pub(super) fn of(promise: &Promise, end: Option<End>, why: &str, at: Timestamp) -> Self {
        Self {
            booking: promise.booking.clone(),
            version: promise.version,
            kind: promise.task.kind(),
            end,
            why: why.to_owned(),
            made_at: promise.made_at,
            due: promise.due,
            at,
            tries: promise.tries,
            task: Self::task_kept(&promise.task, end),
            again_at: None,
            ttl: (at + LEDGER_LIVES).as_second(),
        }
    }
}
