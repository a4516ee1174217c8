//! The reconciler: holds a whole table against what must be true of it (N1, N2, N5, N8, N9), and
//! says every difference in words. It shares no rule with the code that wrote the table.

mod busy;
mod disjoint;
mod entries;
mod holds;
mod table;
mod tests;
mod trail;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(crate) use disjoint::{is_free, overlaps_of_day};
pub(crate) use table::{Booking, Day, Table};

/// What a table is held against.
pub(crate) struct Facts {
    pub(crate) zone: TimeZone,
    pub(crate) now: Timestamp,
}

/// Everything about a table that cannot be true, in words; none for a table that is sound.
pub(crate) fn differences(table: &Table, facts: &Facts) -> Vec<String> {
    let mut differences = entries::differences(table, facts);
    differences.extend(holds::differences(table, facts));
    differences.extend(disjoint::overlaps(table, facts));
    differences.extend(trail::differences(table));
    differences
}
