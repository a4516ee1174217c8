//! The tables as a whole: walked through to be copied, filled again from a copy.
//!
//! A copy is of what has to last. Sessions and links that work once are left out: one who has
//! signed out since, or has used a link, would find it working again. So are counts of requests,
//! how far the daily walk has come, and rows past their time, which the table may clear away at any
//! moment; nothing rests on them.

mod digest;
mod fill;
mod row;
mod standing;
mod walk;

pub use digest::Digest;
pub use row::{NotARow, Row};
pub use standing::Standing;
pub use walk::Walk;

use super::Store;

/// One of the practice's two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Bookings, clients, records, accounts.
    Table,
    /// The clients' wrapped keys, whose copies lapse sooner.
    Keys,
}

impl Part {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Table, Self::Keys];
}

impl Store {
    fn name_of(&self, part: Part) -> &str {
        match part {
            Part::Table => &self.table,
            Part::Keys => &self.keys_table,
        }
    }
}
