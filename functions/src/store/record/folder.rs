//! Reading a record: two queries for each id that its client is filed under.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use super::{Acknowledgement, Note};
use crate::store::client::{Client, Filed};
use crate::store::intake::Submission;
use crate::store::retry::until_answered;
use crate::store::transaction::Item;
use crate::store::{Store, StoreError, keys};

/// A client with all that is theirs, also what stands under the ids of their doubles.
pub(crate) struct Record {
    pub(crate) client: Client,
    /// Their own first.
    pub(crate) folders: Vec<Folder>,
}

/// What is filed under one id.
#[derive(Default)]
pub(crate) struct Folder {
    /// The client's id, or a double's: what stands here was sealed for it.
    pub(crate) client: String,
    pub(crate) profile: Option<Client>,
    pub(crate) filed: Vec<Filed>,
    /// By id: the first was signed first.
    pub(crate) submissions: BTreeMap<String, Submission>,
    /// By id.
    pub(crate) notes: BTreeMap<String, Note>,
    /// By the id of the submission.
    pub(crate) acknowledgements: BTreeMap<String, Acknowledgement>,
    /// Who was found to be the same, by id.
    pub(crate) doubles: Vec<String>,
    /// The items that are there and cannot be read.
    pub(crate) unreadable: Vec<String>,
}

impl Record {
    /// Their bookings, whichever id they are filed under, last first.
    pub(crate) fn filed(&self) -> Vec<&Filed> {
        let mut filed: Vec<_> = self
            .folders
            .iter()
            .flat_map(|folder| &folder.filed)
            .collect();
        filed.sort_by_key(|filed| std::cmp::Reverse(filed.start));
        // What is being filed anew stands under both ids for a moment.
        filed.dedup_by(|one, other| one.booking == other.booking);
        filed
    }

    /// A submission, and the folder that it is in.
    pub(crate) fn submission(&self, id: &str) -> Option<(&Folder, &Submission)> {
        let mut found = self.folders.iter().filter_map(|folder| {
            let submission = folder.submissions.get(id)?;
            Some((folder, submission))
        });
        found.next()
    }

    /// A note, and the folder that it is in.
    pub(crate) fn note(&self, id: &str) -> Option<(&Folder, &Note)> {
        let mut found = self.folders.iter().filter_map(|folder| {
            let note = folder.notes.get(id)?;
            Some((folder, note))
        });
        found.next()
    }
}

impl Store {
    /// The record of the client of this id; of a double, that of the one who stays.
    pub(crate) async fn record(&self, id: &str) -> Result<Option<Record>, StoreError> {
        let Some(client) = self.client(id).await? else {
            return Ok(None);
        };
        let own = self.folder(&client.id).await?;
        let mut folders = Vec::with_capacity(1 + own.doubles.len());
        for double in &own.doubles {
            folders.push(self.folder(double).await?);
        }
        folders.insert(0, own);
        Ok(Some(Record { client, folders }))
    }

    /// What is filed under this id alone.
    pub(crate) async fn folder(&self, id: &str) -> Result<Folder, StoreError> {
        let mut folder = self.filing(id).await?;
        folder.take_all(self.whole(&keys::record(id)).await?);
        Ok(folder)
    }

    /// The same, without the record: who they are, what they booked, who was found to be the same.
    pub(super) async fn filing(&self, id: &str) -> Result<Folder, StoreError> {
        let mut folder = Folder {
            client: id.to_owned(),
            ..Folder::default()
        };
        folder.take_all(self.whole(&keys::client(id).partition).await?);
        Ok(folder)
    }

    async fn whole(&self, partition: &str) -> Result<Vec<Item>, StoreError> {
        until_answered(|| self.all_rows(partition, "")).await
    }
}

impl Folder {
    fn take_all(&mut self, rows: Vec<Item>) {
        rows.into_iter().for_each(|row| self.take(row));
    }

    /// Puts a row where it belongs. One that cannot be read keeps no other from being read.
    fn take(&mut self, row: Item) {
        let sort = row.get("sk").and_then(|sort| sort.as_s().ok()).cloned();
        let Some(sort) = sort else { return };
        let taken = match sort.split_once('#') {
            None if sort == "PROFILE" => read(row).map(|profile| self.profile = Some(profile)),
            Some(("BOOKING", _)) => read(row).map(|filed| self.filed.push(filed)),
            Some(("INTAKE", id)) => {
                read(row).map(|read| drop(self.submissions.insert(id.to_owned(), read)))
            }
            Some(("NOTE", id)) => {
                read(row).map(|read| drop(self.notes.insert(id.to_owned(), read)))
            }
            Some(("ACK", id)) => {
                read(row).map(|read| drop(self.acknowledgements.insert(id.to_owned(), read)))
            }
            Some(("DOUBLE", id)) => {
                self.doubles.push(id.to_owned());
                Some(())
            }
            _ => Some(()),
        };
        if taken.is_none() {
            let client = &self.client;
            tracing::error!(
                client.id = client,
                item = sort,
                "`{sort}` of the client `{client}` cannot be read"
            );
            self.unreadable.push(sort);
        }
    }
}

fn read<T: DeserializeOwned>(row: Item) -> Option<T> {
    serde_dynamo::from_item(row).ok()
}
