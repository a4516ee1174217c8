//! What became of each mail, as the ledger has it: no mail's words, nobody's name.

use functions::store::{End, Entry, Store};
use jiff::{Span, Timestamp, tz::TimeZone};
use serde::Serialize;

/// How many days back it shows.
const DAYS: i32 = 7;
/// The most rows it shows.
const ROWS_MAX: usize = 500;

/// A row of the ledger.
#[derive(Serialize)]
pub(super) struct Row {
    /// When it is due, or when it ended: `24 Nov 2026 13:02:00`, UTC.
    at: String,
    /// `booked-client`
    kind: String,
    booking: String,
    /// `planned`, `sent`, `dropped` or `failed`.
    end: &'static str,
    tries: u32,
    /// Why it was dropped or failed, or why the last try failed.
    why: String,
}

/// What is to come, then what ended in the last days, last first. None if the store does not answer.
pub(super) async fn rows(store: &Store, now: Timestamp) -> Option<Vec<Row>> {
    let today = TimeZone::UTC.to_datetime(now).date();
    let dates = (0..DAYS).filter_map(|days| today.checked_sub(Span::new().days(days)).ok());
    let ledger = store.ledger(&dates.collect::<Vec<_>>()).await.ok()?;
    let rows = ledger.into_iter().take(ROWS_MAX);
    Some(rows.map(Row::of).collect())
}

impl Row {
    fn of(entry: Entry) -> Self {
        Self {
            at: entry.at.strftime("%-d %b %Y %H:%M:%S").to_string(),
            kind: entry.kind,
            booking: entry.booking,
            end: match entry.end {
                None => "planned",
                Some(End::Sent) => "sent",
                Some(End::Dropped) => "dropped",
                Some(End::Failed) => "failed",
            },
            tries: entry.tries,
            why: entry.why,
        }
    }
}
