//! A row of the audit in words.

use practice::catalogue::Practice;
use serde::Serialize;

use crate::answer::Failure;
use crate::desk::Desk;
use crate::desk::clients::{Names, moment};
use crate::store::{Actor, Audited};

/// Something that was done to a record: when, by whom, and what.
#[derive(Serialize)]
pub(in crate::desk) struct Told {
    /// `24 November 2026 at 9:00 am`, on the practice's clock.
    pub(in crate::desk) at: String,
    /// By name.
    pub(in crate::desk) by: String,
    /// `Read a health form`
    pub(in crate::desk) did: String,
    /// The client's id; empty where it is no one client's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::desk) client: String,
    /// The id of the form, the note or the booking; empty where it is the whole record.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::desk) item: String,
}

impl Desk {
    /// Rows of the audit in words.
    pub(in crate::desk) async fn tell(&self, rows: &[Audited]) -> Result<Vec<Told>, Failure> {
        let names = Names::read(self).await?;
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        Ok(rows
            .iter()
            .map(|row| Told::of(row, &names, practice))
            .collect())
    }
}

impl Told {
    fn of(row: &Audited, names: &Names, practice: &Practice) -> Self {
        let by = match row.actor {
            Actor::Client => "The client".to_owned(),
            Actor::StaffLink => "The practice, by a mailed link".to_owned(),
            Actor::Staff(id) => names.of(id),
            Actor::Time => "Knead, by itself".to_owned(),
        };
        let item = if row.item.is_empty() {
            &row.intake
        } else {
            &row.item
        };
        Self {
            at: moment(row.at, practice),
            by,
            did: did(row),
            client: row.client.clone(),
            item: item.clone(),
        }
    }
}

fn did(row: &Audited) -> String {
    match (row.action.as_str(), row.what.as_str()) {
        ("read", "submission") => "Read a health form".to_owned(),
        ("read", "record") => "Read the record".to_owned(),
        ("read", "flags") => "Saw the flags".to_owned(),
        ("read", what) => format!("Read: {what}"),
        ("write", what) => format!("Wrote: {what}"),
        ("acknowledge", _) => "Decided on flags".to_owned(),
        ("export", "record") => "Took out a copy of the record".to_owned(),
        ("export", what) => format!("Took out a table: {what}"),
        ("send-intake", _) => "Sent a health form".to_owned(),
        ("correct client", _) => "Corrected the contact".to_owned(),
        ("merge", _) => "Merged two clients".to_owned(),
        ("erase client", _) => "Began to erase the client".to_owned(),
        ("destroy key", _) => "Destroyed the client's key".to_owned(),
        ("client erased", _) => "Erased the client".to_owned(),
        (action, what) => format!("{action} {what}").trim_end().to_owned(),
    }
}
