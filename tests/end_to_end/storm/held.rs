//! What is held in the table, against what clients were told is held for them.
//!
//! A client's copy of a hold is sealed, so a hold is known here by its time: no therapist has two
//! at one time, so counting is enough.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::client::{Client, Wish};
use crate::reconcile::Table;

/// From when to when.
type Time = (Timestamp, Timestamp);

/// How many holds of one time there must be, and may be.
#[derive(Default)]
struct Expected {
    least: usize,
    most: usize,
}

/// A hold that was acknowledged is there until it is given up or expires; and no other.
pub(super) fn of_holds(table: &Table, clients: &[Client], now: Timestamp) -> Vec<String> {
    let expected = expected(clients);
    let mut there: BTreeMap<Time, BTreeSet<&str>> = BTreeMap::new();
    for entry in table.days.iter().flat_map(|day| &day.entries) {
        if entry.expires_at.is_some_and(|at| at > now) {
            let time = (entry.start, entry.end);
            there.entry(time).or_default().insert(&entry.id);
        }
    }
    let times: BTreeSet<_> = expected.keys().chain(there.keys()).collect();
    let mut violations = Vec::new();
    for time in times {
        let found = there.get(time).map_or(0, BTreeSet::len);
        let Expected { least, most } = *expected.get(time).unwrap_or(&Expected::default());
        if !(least..=most).contains(&found) {
            violations.push(format!(
                "from {} to {} there are {found} holds, and must be {least} to {most}",
                time.0, time.1
            ));
        }
    }
    violations
}

fn expected(clients: &[Client]) -> BTreeMap<Time, Expected> {
    let mut expected: BTreeMap<Time, Expected> = BTreeMap::new();
    for client in clients {
        for hold in &client.holds {
            let expected = expected.entry(time(&hold.wish)).or_default();
            expected.least += usize::from(!hold.is_perhaps_gone);
            expected.most += 1;
        }
        for wish in &client.holds_unanswered {
            expected.entry(time(wish)).or_default().most += 1;
        }
    }
    expected
}

fn time(wish: &Wish) -> Time {
    let length = SignedDuration::from_mins(wish.minutes.into());
    (wish.start, wish.start + length)
}
