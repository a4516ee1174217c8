//! `[retention]`: for how many years what is known of clients is kept.

use super::table::Table;
use crate::catalogue::RetentionPolicy;

/// At least the year that follows; at most what the longest laws ask for.
const YEARS: std::ops::RangeInclusive<i64> = 1..=30;

/// Reads it; what is left out is as for a practice without `[retention]`.
pub(super) fn retention(table: Table<'_>) -> RetentionPolicy {
    let left_out = retention_left_out();
    let years = |key, left_out| {
        let years = table.number(key, YEARS);
        years
            .and_then(|years| u16::try_from(years).ok())
            .unwrap_or(left_out)
    };
    let policy = RetentionPolicy {
        records_years: years("records_years", left_out.records_years),
        contact_years: years("contact_years", left_out.contact_years),
        accounts_years: years("accounts_years", left_out.accounts_years),
    };
    table.finish();
    policy
}

pub(super) fn retention_left_out() -> RetentionPolicy {
    RetentionPolicy {
        records_years: 7,
        contact_years: 3,
        accounts_years: 7,
    }
}
