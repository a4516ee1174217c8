//! A table as it was stored, read by nothing but its own shapes.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::stored::plain;

/// What the reconciler looks at.
#[derive(Clone, Default)]
pub(crate) struct Table {
    pub(crate) days: Vec<Day>,
    pub(crate) bookings: Vec<Booking>,
    pub(crate) audit: Vec<Row>,
    /// Promises to tell of a change, and how they ended.
    pub(crate) promises: Vec<Row>,
    /// What readers were told last.
    pub(crate) told: Vec<Told>,
    pub(crate) blocks: Vec<Block>,
}

/// A day item.
#[derive(Clone, Deserialize)]
pub(crate) struct Day {
    pub(crate) pk: String,
    pub(crate) resource: String,
    pub(crate) date: Date,
    pub(crate) entries: Vec<Entry>,
    pub(crate) version: u64,
}

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    #[serde(default = "booking")]
    pub(crate) kind: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    #[serde(default)]
    pub(crate) buffer_before: i64,
    #[serde(default)]
    pub(crate) buffer_after: i64,
    pub(crate) expires_at: Option<Timestamp>,
    /// Placed knowingly over something else.
    #[serde(default)]
    pub(crate) forced: bool,
}

/// A block.
#[derive(Clone, Deserialize)]
pub(crate) struct Block {
    pub(crate) id: String,
    pub(crate) resource: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
}

/// A booking.
#[derive(Clone, Deserialize)]
pub(crate) struct Booking {
    pub(crate) id: String,
    pub(crate) status: String,
    pub(crate) version: u64,
    pub(crate) service: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    #[serde(default)]
    pub(crate) buffer_before: i64,
    #[serde(default)]
    pub(crate) buffer_after: i64,
    pub(crate) therapist: String,
    pub(crate) room: Option<String>,
    pub(crate) email: String,
    #[serde(default)]
    pub(crate) forced: bool,
}

/// What a reader was told last of a booking.
#[derive(Clone, Deserialize)]
pub(crate) struct Told {
    pub(crate) pk: String,
    pub(crate) start: Timestamp,
}

/// A row about a change: of the audit, of the outbox, of the ledger of mails.
#[derive(Clone, Deserialize)]
pub(crate) struct Row {
    #[serde(default)]
    pub(crate) action: String,
    /// Empty in a row about something else.
    #[serde(default)]
    pub(crate) booking: String,
    /// Of which block it tells, if of one.
    #[serde(default)]
    pub(crate) block: String,
    #[serde(default)]
    pub(crate) forced: bool,
    #[serde(default)]
    pub(crate) version: u64,
}

impl Table {
    /// Reads the items of a scan.
    pub(crate) fn read(items: &[Value]) -> Self {
        let mut table = Self::default();
        for item in items {
            let item = plain(item);
            let key = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
            match (&key("pk")[..2], key("sk").as_str()) {
                ("D#", _) => table.days.push(read(item)),
                ("B#", "B") => table.bookings.push(read(item)),
                ("N#", _) if key("pk") == "N#blocks" => table.blocks.push(read(item)),
                ("L#", _) => table.audit.push(read(item)),
                ("O#" | "Q#", _) => table.promises.push(read(item)),
                ("B#", sort) if sort.starts_with("TOLD#") => table.told.push(read(item)),
                _ => {}
            }
        }
        table
    }
}

impl Booking {
    /// Whether it takes time (R9).
    pub(crate) fn is_active(&self) -> bool {
        !matches!(self.status.as_str(), "cancelled" | "declined")
    }

    /// What it occupies, as day items name it.
    pub(crate) fn resources(&self) -> Vec<String> {
        let therapist = format!("therapist:{}", self.therapist);
        let room = self.room.as_ref().map(|room| format!("room:{room}"));
        [Some(therapist), room].into_iter().flatten().collect()
    }
}

fn read<T: DeserializeOwned>(item: Value) -> T {
    serde_json::from_value(item).expect("an item of the table's shapes")
}

fn booking() -> String {
    "booking".to_owned()
}
