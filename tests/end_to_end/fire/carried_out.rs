//! What the store carried out, whatever its askers were told: the witness of a storm.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde_json::Value;

use super::fault::Fault;
use super::kind::Kind;
use crate::stored::plain;

/// Everything that was written, in the order in which the store's answers came back.
#[derive(Default)]
pub(crate) struct CarriedOut(Mutex<Written>);

#[derive(Default)]
struct Written {
    days: Vec<Value>,
    bookings: HashMap<String, Instant>,
    transactions: u64,
    transactions_asked: u64,
    faults: BTreeMap<Fault, u64>,
}

impl CarriedOut {
    /// Every day item ever written, as it was written.
    pub(crate) fn days(&self) -> Vec<Value> {
        self.written().days.clone()
    }

    /// Whether a booking was in the table before an instant.
    pub(crate) fn had_booking(&self, id: &str, at: Instant) -> bool {
        let written = self.written();
        written.bookings.get(id).is_some_and(|since| *since < at)
    }

    /// How many transactions were asked for, and how many were carried out.
    pub(crate) fn transactions(&self) -> (u64, u64) {
        let written = self.written();
        (written.transactions_asked, written.transactions)
    }

    /// How often each thing went wrong.
    pub(crate) fn faults(&self) -> BTreeMap<Fault, u64> {
        self.written().faults.clone()
    }

    pub(super) fn asked(&self, kind: Kind, fault: Option<Fault>) {
        let mut written = self.written();
        written.transactions_asked += u64::from(kind == Kind::Transaction);
        if let Some(fault) = fault {
            *written.faults.entry(fault).or_default() += 1;
        }
    }

    /// Notes what a request wrote.
    pub(super) fn note(&self, operation: &str, body: &Value) {
        if operation != "TransactWriteItems" {
            return;
        }
        let mut written = self.written();
        written.transactions += 1;
        let items = body["TransactItems"].as_array();
        for item in items.into_iter().flatten() {
            let item = plain(&item["Put"]["Item"]);
            let key = item["pk"].as_str().unwrap_or_default();
            if let Some(id) = key.strip_prefix("B#") {
                let now = Instant::now();
                written.bookings.entry(id.to_owned()).or_insert(now);
            } else if key.starts_with("D#") {
                written.days.push(item);
            }
        }
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
