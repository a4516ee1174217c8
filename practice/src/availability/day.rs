//! A day item: the busy time of one therapist or room on one local date, and how it changes.

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::entry::{Entry, Purpose};
use super::instant::midnight;
use super::interval::Interval;
use super::resource::Resource;

/// The busy time of one resource on one local date, entries by start, then id. It exists only in
/// order and with each id once; what is stored otherwise is an error when it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Day {
    resource: Resource,
    date: Date,
    entries: Vec<Entry>,
    version: u64,
}

/// Why a stored day cannot be believed. Entries are checked when they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorruptDay {
    /// An entry stands after one that starts later.
    Order {
        /// The entry.
        id: String,
    },
    /// Two entries bear one id.
    Twice {
        /// Their id.
        id: String,
    },
}

impl Day {
    /// A day on which nothing is, and which is not in the store: version 0.
    #[must_use]
    pub fn empty(resource: Resource, date: Date) -> Self {
        Self {
            resource,
            date,
            entries: Vec::new(),
            version: 0,
        }
    }

    /// A day as it was stored.
    ///
    /// # Errors
    /// [`CorruptDay`], when no change here could have left it so.
    pub fn checked(
        resource: Resource,
        date: Date,
        entries: Vec<Entry>,
        version: u64,
    ) -> Result<Self, CorruptDay> {
        for (index, entry) in entries.iter().enumerate() {
            let earlier = entries.get(..index).unwrap_or_default();
            if earlier.iter().any(|other| other.id == entry.id) {
                return Err(CorruptDay::Twice {
                    id: entry.id.clone(),
                });
            }
            if earlier
                .last()
                .is_some_and(|other| place_in_day(other) > place_in_day(entry))
            {
                return Err(CorruptDay::Order {
                    id: entry.id.clone(),
                });
            }
        }
        Ok(Self {
            resource,
            date,
            entries,
            version,
        })
    }

    /// Whose day it is.
    #[must_use]
    pub fn resource(&self) -> &Resource {
        &self.resource
    }

    /// The local date.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// What is on it, by start.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How often it was changed; 0 for a day that is not in the store. A change made here is one
    /// more, so that the store can ask for `version - 1`, or for no item, in its condition.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How long clients are booked or held on this local date at `now`, without what is an asker's
    /// `own`.
    pub(super) fn booked(&self, zone: &TimeZone, now: Timestamp, own: &[&str]) -> SignedDuration {
        let end = self
            .date
            .tomorrow()
            .ok()
            .and_then(|next| midnight(zone, next));
        let start = midnight(zone, self.date);
        let date = start
            .zip(end)
            .and_then(|(start, end)| Interval::new(start..end));
        let counts = |entry: &&Entry| entry.purpose != Purpose::Block && entry.blocks_at(now, own);
        let entries = self.entries.iter().filter(counts);
        let on_date = entries.filter_map(|entry| entry.time.intersection(date?));
        on_date.map(Interval::duration).sum()
    }

    /// The day one version later: what still blocks, and an entry more.
    pub(super) fn changed(&self, now: Timestamp, own: &[&str], entry: Option<Entry>) -> Self {
        let blocking = self
            .entries
            .iter()
            .filter(|entry| entry.blocks_at(now, own));
        let mut entries: Vec<_> = blocking.cloned().collect();
        if let Some(entry) = entry {
            let index =
                entries.partition_point(|other| place_in_day(other) <= place_in_day(&entry));
            entries.insert(index, entry);
        }
        self.with(entries)
    }

    /// The same resource's day of the same date, whatever is on it.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.resource == other.resource && self.date == other.date
    }

    /// A changed day as one that is to be changed further before it is written: what is stored is
    /// still the version before.
    pub(super) fn not_yet_written(&self) -> Self {
        Self {
            version: self.version.saturating_sub(1),
            ..self.clone()
        }
    }

    /// The day one version later, with these entries, which are in order.
    pub(super) fn with(&self, entries: Vec<Entry>) -> Self {
        Self {
            resource: self.resource.clone(),
            date: self.date,
            entries,
            version: self.version.saturating_add(1),
        }
    }
}

impl fmt::Display for CorruptDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Order { id } => write!(formatter, "entry `{id}` stands out of order in its day"),
            Self::Twice { id } => write!(formatter, "entry `{id}` stands twice in its day"),
        }
    }
}

impl std::error::Error for CorruptDay {}

/// The order of a day.
fn place_in_day(entry: &Entry) -> (Timestamp, &str) {
    (entry.time.start(), &entry.id)
}

/// The shape of a day in the table, not yet checked.
#[derive(Deserialize)]
struct Stored {
    resource: Resource,
    date: Date,
    entries: Vec<Entry>,
    version: u64,
}

impl TryFrom<Stored> for Day {
    type Error = CorruptDay;

    fn try_from(stored: Stored) -> Result<Self, CorruptDay> {
        Self::checked(stored.resource, stored.date, stored.entries, stored.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_stored_as_it_is_read() {
        let stored = concat!(
            r#"{"resource":"therapist:maya","date":"2026-12-01","entries":["#,
            r#"{"id":"a","start":"2026-12-01T10:00:00Z","end":"2026-12-01T11:00:00Z"},"#,
            r#"{"id":"b","kind":"block","start":"2026-12-01T12:00:00Z","end":"2026-12-01T13:00:00Z"}"#,
            r#"],"version":7}"#
        );
        let day: Day = serde_json::from_str(stored).expect("a day");
        assert_eq!(serde_json::to_string(&day).expect("JSON"), stored);
    }

    #[test]
    fn a_corrupt_day_is_an_error_when_read() {
        let read = |entries: &str| {
            let day = format!(
                r#"{{"resource":"room:quiet","date":"2026-12-01","entries":[{entries}],"version":1}}"#
            );
            serde_json::from_str::<Day>(&day)
                .map(drop)
                .map_err(|error| error.to_string())
        };
        let a = r#"{"id":"a","start":"2026-12-01T10:00Z","end":"2026-12-01T11:00Z"}"#;
        let b = r#"{"id":"b","start":"2026-12-01T12:00Z","end":"2026-12-01T13:00Z"}"#;
        let reversed = r#"{"id":"c","start":"2026-12-01T12:00Z","end":"2026-12-01T11:00Z"}"#;
        assert_eq!(read(&format!("{a},{b}")), Ok(()));
        let error = |text: &str| Err(text.to_owned());
        assert_eq!(
            read(&format!("{b},{a}")),
            error("entry `a` stands out of order in its day")
        );
        assert_eq!(
            read(&format!("{a},{a}")),
            error("entry `a` stands twice in its day")
        );
        let message = read(reversed).expect_err("an entry that ends before its start");
        assert!(
            message.starts_with("entry `c` does not end after its start"),
            "{message}"
        );
    }
}
