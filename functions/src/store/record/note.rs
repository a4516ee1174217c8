//! Notes: written once, never changed; what is to be added stands beside them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{NotWritten, Uncommitted, until_committed};
use crate::sealing::Sealed;
use crate::store::audit::{Actor, Deed};
use crate::store::transaction::item;
use crate::store::{StaffId, Store, keys};

/// What a therapist wrote of a client.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Note {
    /// The note that it adds to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) adds_to: Option<String>,
    pub(crate) by: StaffId,
    pub(crate) at: Timestamp,
    /// Always the first: a note is not changed.
    pub(crate) version: u64,
    pub(crate) text: Sealed,
}

impl Note {
    /// The item it is kept in, to which its text is bound.
    pub(crate) fn item(id: &str) -> String {
        keys::note("", id).sort
    }
}

impl Store {
    /// Keeps a note under an id that was given out for it, with its audit row. Sent again, it is
    /// kept once.
    pub(crate) async fn keep_note(
        &self,
        client: &str,
        id: &str,
        note: &Note,
    ) -> Result<(), NotWritten> {
        let key = keys::note(client, id);
        let deed = Deed::new("write", Actor::Staff(note.by), note.at);
        until_committed(async || {
            let kept: Option<Note> = self.item(&key).await?;
            if let Some(kept) = kept {
                // The page was sent twice; somebody else's note is not written over.
                return if kept.by == note.by {
                    Ok(())
                } else {
                    Err(Uncommitted::Stale)
                };
            }
            let mut transaction = self.transaction();
            transaction.put_new(item(&key, note)?)?;
            let facts = [
                ("what", "note"),
                ("client", client),
                ("item", key.sort.as_str()),
            ];
            transaction.put_new(deed.row_with(&facts))?;
            Ok(transaction.commit().await?)
        })
        .await
    }
}
