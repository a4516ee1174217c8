//! What the table was charged: units as DynamoDB counts them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_sdk_dynamodb::types::ConsumedCapacity;

/// Tenths of units, since an eventual read costs half a unit.
const TENTHS: f64 = 10.0;

/// Counts what is read and written. Clones share their count.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read_tenths: AtomicU64,
    write_tenths: AtomicU64,
    requests: AtomicU64,
}

/// Units consumed since the meter began.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Units {
    /// Read units: 4 KB, consistent; half for an eventual read.
    pub read: f64,
    /// Write units: 1 KB; doubled within a transaction.
    pub write: f64,
    /// Requests that were answered with what they cost.
    pub requests: u64,
}

impl Meter {
    /// What was consumed so far.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // counts of units stay far below 2^52
    pub fn units(&self) -> Units {
        let units = |tenths: &AtomicU64| tenths.load(Ordering::Relaxed) as f64 / TENTHS;
        Units {
            read: units(&self.0.read_tenths),
            write: units(&self.0.write_tenths),
            requests: self.0.requests.load(Ordering::Relaxed),
        }
    }

    /// Counts what a read was answered with: of one table, or of each.
    pub(super) fn read<'c>(&self, consumed: impl IntoIterator<Item = &'c ConsumedCapacity>) {
        count(&self.0.read_tenths, consumed);
        self.0.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts what a write was answered with.
    pub(super) fn wrote<'c>(&self, consumed: impl IntoIterator<Item = &'c ConsumedCapacity>) {
        count(&self.0.write_tenths, consumed);
        self.0.requests.fetch_add(1, Ordering::Relaxed);
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // units are small and positive
fn count<'c>(tenths: &AtomicU64, consumed: impl IntoIterator<Item = &'c ConsumedCapacity>) {
    let units = consumed
        .into_iter()
        .filter_map(|consumed| consumed.capacity_units);
    let units: f64 = units.sum();
    tenths.fetch_add((units * TENTHS).round() as u64, Ordering::Relaxed);
}
