//! The last note of a client: that it is there and when it was written, not what it says.

use jiff::Timestamp;

use super::Note;
use crate::store::retry::until_answered;
use crate::store::transaction::Item;
use crate::store::{Store, StoreError, keys};

/// The last note of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LastNote {
    /// The note itself, also where something was added to it last.
    pub(crate) note: String,
    /// When that was written.
    pub(crate) at: Timestamp,
}

impl Store {
    /// The last note of the client of this id; of a double, that of the one who stays. A read for
    /// each id that they are filed under, and nothing is opened.
    pub(crate) async fn last_note(&self, client: &str) -> Result<Option<LastNote>, StoreError> {
        let Some(client) = self.client(client).await? else {
            return Ok(None);
        };
        let mut last = self.last_note_under(&client.id).await?;
        for double in self.doubles_of(&client.id).await? {
            let other = self.last_note_under(&double).await?;
            last = last.into_iter().chain(other).max_by_key(|note| note.at);
        }
        Ok(last)
    }

    async fn last_note_under(&self, client: &str) -> Result<Option<LastNote>, StoreError> {
        let partition = keys::record(client);
        let row = until_answered(|| self.last_row(&partition, keys::NOTE_PREFIX)).await?;
        Ok(row.and_then(read))
    }

    async fn doubles_of(&self, client: &str) -> Result<Vec<String>, StoreError> {
        let prefix = keys::double(client, "");
        let rows = until_answered(|| self.all_rows(&prefix.partition, &prefix.sort)).await?;
        let double = |row: &Item| {
            let sort = row.get("sk")?.as_s().ok()?;
            sort.strip_prefix(&prefix.sort).map(str::to_owned)
        };
        Ok(rows.iter().filter_map(double).collect())
    }
}

/// A row as a note; one that cannot be read is not shown here, and is named in the record.
fn read(row: Item) -> Option<LastNote> {
    let sort = row.get("sk")?.as_s().ok()?;
    let own = sort.strip_prefix(keys::NOTE_PREFIX)?.to_owned();
    let note: Note = serde_dynamo::from_item(row).ok()?;
    Some(LastNote {
        note: note.adds_to.unwrap_or(own),
        at: note.at,
    })
}
