//! A client's record: submissions, notes and acknowledgements, sealed as they are stored.
//!
//! What was sealed under an id stays under it: of somebody who was filed twice, the record is in
//! two folders, each with its own key.

mod acknowledge;
mod correct;
mod flagged;
mod folder;
mod last_note;
mod merge;
mod note;

pub(crate) use acknowledge::{Acknowledged, Acknowledgement};
pub(crate) use correct::Correction;
pub(crate) use folder::{Folder, Record};
pub(crate) use merge::{NotMerged, Seen};
pub(crate) use note::Note;

use super::StoreError;
use super::fault::NotCommitted;
use super::retry::Tries;

/// Why what was seen is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotWritten {
    /// It was changed since it was seen, or is there no more.
    Stale,
    /// The store could not tell in time.
    Store(StoreError),
}

impl From<StoreError> for NotWritten {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Tries until it is committed, or will not be.
async fn until_committed<T, Answer>(write: impl Fn() -> Answer) -> Result<T, NotWritten>
where
    Answer: Future<Output = Result<T, Uncommitted>>,
{
    let mut tries = Tries::begin();
    while tries.another().await {
        match write().await {
            Ok(written) => return Ok(written),
            Err(Uncommitted::Stale) => return Err(NotWritten::Stale),
            Err(Uncommitted::Store(NotCommitted::Again)) => {}
            Err(Uncommitted::Store(NotCommitted::Broken)) => {
                return Err(NotWritten::Store(StoreError::Broken));
            }
        }
    }
    Err(NotWritten::Store(StoreError::Busy))
}

/// How one try ended that did not commit.
enum Uncommitted {
    Stale,
    Store(NotCommitted),
}

impl From<NotCommitted> for Uncommitted {
    fn from(error: NotCommitted) -> Self {
        Self::Store(error)
    }
}

impl From<StoreError> for Uncommitted {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}
