//! What a copy says of itself: written last, so that a copy without it is not whole.

use functions::sealing::KeyId;
use functions::store::copy::Part;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The file's name.
pub(super) const FILE: &str = "manifest.json";
/// The form of copies that this program writes and reads.
pub(super) const FORMAT: u32 = 1;
/// For how many days a copy of the clients' keys may be kept: as long as the table of keys can be
/// brought back to any moment on AWS. What was erased is gone from everywhere after that.
pub(super) const KEYS_KEPT_DAYS: i64 = 35;

/// What a copy says of itself.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) format: u32,
    /// The practice's name.
    pub(super) practice: String,
    pub(super) taken_at: Timestamp,
    /// The last date on which the copy of the keys may be there.
    pub(super) delete_keys_by: Date,
    /// The practice's keys to which clients' keys are sealed: what it takes to open records.
    pub(super) practice_keys: Vec<KeyId>,
    pub(super) table: Copied,
    pub(super) keys: Copied,
}

/// What was copied of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Copied {
    pub(super) rows: u64,
    pub(super) bytes: u64,
    /// Of the file.
    pub(super) sha256: String,
    /// Of the rows, in whatever order.
    pub(super) digest: String,
}

impl Manifest {
    pub(super) fn of(&self, part: Part) -> &Copied {
        match part {
            Part::Table => &self.table,
            Part::Keys => &self.keys,
        }
    }
}

/// The name of the file that holds the copy of a table.
pub(super) fn file(part: Part) -> &'static str {
    match part {
        Part::Table => "table.jsonl",
        Part::Keys => "keys.jsonl",
    }
}
