//! After an erasure, the store's file holds nothing of what was erased.
//!
//! A database leaves what it deletes in pages it may use again, and in its journal. So the file is
//! written anew, without them. In the cloud there is no such file.

use std::path::PathBuf;
use std::time::Duration;

use functions::store::Store;
use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags};

use crate::terminal;

/// How long the store's own writes are waited for.
const WAIT: Duration = Duration::from_secs(5);

/// Writes the file anew after each erasure. Clones are of the same file.
#[derive(Clone)]
pub(super) struct Scrub {
    store: Store,
    /// None where the store is not ours.
    file: Option<PathBuf>,
    /// The erasure it was written anew after.
    after: Option<Timestamp>,
}

impl Scrub {
    pub(super) fn new(store: Store, file: Option<PathBuf>) -> Self {
        Self {
            store,
            file,
            after: None,
        }
    }

    /// Writes the file anew if there was an erasure since; what fails is tried at the next look.
    pub(super) async fn look(&mut self) {
        let Some(file) = self.file.clone() else {
            return;
        };
        let Ok(Some(last)) = self.store.last_erased().await else {
            return;
        };
        if self.after == Some(last) {
            return;
        }
        let written = tokio::task::spawn_blocking(move || write_anew(&file)).await;
        match written {
            Ok(Ok(())) => self.after = Some(last),
            Ok(Err(error)) => {
                terminal::message(format!(
                    "warning: the store's file still holds what was erased: {error}"
                ));
            }
            Err(_) => {}
        }
    }
}

fn write_anew(file: &PathBuf) -> rusqlite::Result<()> {
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    database.busy_timeout(WAIT)?;
    database.execute_batch("PRAGMA secure_delete = ON; VACUUM;")?;
    // The journal holds the pages as they were: it is emptied, too.
    let busy: i64 = database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    match busy {
        0 => Ok(()),
        _ => Err(rusqlite::Error::InvalidQuery),
    }
}
