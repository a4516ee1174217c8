//! A record with the keys that open it: read at once, after the look at it was written down.

use std::collections::{BTreeSet, HashMap};

use super::words::Names;
use crate::answer::Failure;
use crate::desk::{Desk, SignedIn};
use crate::sealing::{ClientKey, OpenError, Opened, Place, Sealed};
use crate::store::{Look, Record};

/// A record and its keys.
pub(super) struct OpenedRecord {
    pub(super) record: Record,
    keys: HashMap<String, Result<ClientKey, OpenError>>,
    pub(super) names: Names,
}

/// What is looked at: in a word, and which item; empty: the whole record.
#[derive(Clone, Copy)]
pub(super) struct Looked<'a>(pub(super) &'static str, pub(super) &'a str);

impl Desk {
    /// The record of the client in an address; of a double, that of the one who stays.
    pub(super) async fn record(&self, client: &str) -> Result<Record, Failure> {
        let record = self.app.store.record(client).await?;
        record.ok_or(Failure::NotFound)
    }

    /// Writes the look down, and opens the keys of a record.
    pub(super) async fn open_record(
        &self,
        signed_in: &SignedIn,
        record: Record,
        Looked(what, item): Looked<'_>,
    ) -> Result<OpenedRecord, Failure> {
        let store = &self.app.store;
        let look = Look {
            staff: signed_in.id(),
            act: "read",
            what,
            client: &record.client.id,
            item,
        };
        store.look(look, self.app.now()).await?;
        let folders = record.folders.iter();
        let ids: BTreeSet<_> = folders.map(|folder| folder.client.as_str()).collect();
        let keys = store.client_keys(&self.key, &ids).await?;
        let names = Names::read(self).await?;
        Ok(OpenedRecord {
            record,
            keys,
            names,
        })
    }
}

impl OpenedRecord {
    /// Opens a value at its place, or says what does not open.
    pub(super) fn open(&self, place: Place<'_>, sealed: &Sealed) -> Result<Opened, String> {
        let opened = match self.keys.get(place.client) {
            Some(Ok(key)) => key.open(place, sealed),
            Some(Err(error)) => Err(error.clone()),
            None => {
                let client = place.client;
                return Err(format!("the key of the client `{client}` is not there"));
            }
        };
        opened.map_err(|error| {
            tracing::error!(client.id = place.client, item = place.item, "{error}");
            error.to_string()
        })
    }
}
