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
    /// By the address they were made for: since when they are there.
    bookings: HashMap<String, Instant>,
    slips: Vec<String>,
    transactions: u64,
    transactions_asked: u64,
    faults: BTreeMap<Fault, u64>,
}

impl CarriedOut {
    /// Every day item ever written, as it was written.
    pub(crate) fn days(&self) -> Vec<Value> {
        self.written().days.clone()
    }

    /// Whether a booking of this address was in the table before an instant.
    pub(crate) fn had_booking(&self, email: &str, at: Instant) -> bool {
        let written = self.written();
        written.bookings.get(email).is_some_and(|since| *since < at)
    }

    /// Every change that was written without what must be written with it, in words.
    pub(crate) fn slips(&self) -> Vec<String> {
        self.written().slips.clone()
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
        let items = body["TransactItems"].as_array().into_iter().flatten();
        let items: Vec<_> = items.map(|item| plain(&item["Put"]["Item"])).collect();
        for item in &items {
            match kind_of(item) {
                Some(Item::Booking) => {
                    let email = item["email"].as_str().unwrap_or_default().to_owned();
                    written.bookings.entry(email).or_insert_with(Instant::now);
                    written.slips.extend(slip(item, &items));
                }
                Some(Item::Day) => written.days.push(item.clone()),
                _ => {}
            }
        }
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an item of a transaction is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Day,
    Booking,
    Audit,
    Outbox,
}

fn kind_of(item: &Value) -> Option<Item> {
    let key = |name: &str| item[name].as_str().unwrap_or_default();
    match (key("pk").get(..2)?, key("sk")) {
        ("D#", _) => Some(Item::Day),
        ("B#", "B") => Some(Item::Booking),
        ("L#", _) => Some(Item::Audit),
        ("O#", _) => Some(Item::Outbox),
        _ => None,
    }
}

/// A change of a booking that is not written with its one audit row and a row of the outbox (N8).
fn slip(booking: &Value, items: &[Value]) -> Option<String> {
    let tells =
        |item: &&Value| item["booking"] == booking["id"] && item["version"] == booking["version"];
    let count = |kind| {
        let of_kind = items.iter().filter(|item| kind_of(item) == Some(kind));
        of_kind.filter(tells).count()
    };
    let (audit, outbox) = (count(Item::Audit), count(Item::Outbox));
    (audit != 1 || outbox == 0).then(|| {
        format!(
            "version {} of {} was written with {audit} audit rows and {outbox} of the outbox",
            booking["version"], booking["id"]
        )
    })
}
