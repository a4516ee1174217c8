//! When all is quiet, exactly the starts are offered that nothing in the table takes: whatever was
//! cancelled, moved away or held until now is free again (N7, A1).

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;

use super::practice::{OFFERS, Starts, buffers, slots_query};
use crate::harness::{Served, answer};
use crate::reconcile::{Facts, Table, is_free};

const THERAPISTS: [&str; 2] = ["therapist:maya", "therapist:jonas"];

/// Starts that are offered and taken, or free and not offered, in words.
pub(super) async fn differences(
    served: &Served,
    table: &Table,
    starts: &Starts,
    facts: &Facts,
) -> Vec<String> {
    let mut differences = Vec::new();
    for (service, minutes) in OFFERS {
        let open = starts.of(service, minutes).iter().copied();
        let free = open.filter(|start| is_to_be_had(table, facts, (service, minutes, *start)));
        let free: BTreeSet<Timestamp> = free.collect();
        let offered: BTreeSet<Timestamp> =
            ask(served, service, minutes).await.into_iter().collect();
        for start in free.symmetric_difference(&offered) {
            let is = if free.contains(start) {
                "free and not"
            } else {
                "taken and"
            };
            differences.push(format!("{service} {minutes} at {start} is {is} offered"));
        }
    }
    differences
}

/// The starts of an offer that are offered now.
pub(super) async fn ask(served: &Served, service: &str, minutes: u16) -> Vec<Timestamp> {
    let query = slots_query(service, minutes);
    let (mut status, mut slots) = answer(served.get(&query)).await;
    // On a machine that is busy with other things, the store may not answer in time.
    while status == StatusCode::SERVICE_UNAVAILABLE {
        (status, slots) = answer(served.get(&query)).await;
    }
    assert_eq!(status, StatusCode::OK, "{slots}");
    let slots = slots["slots"].as_array().expect("a list").iter();
    let starts = slots.map(|slot| slot["start"].as_str().expect("a start"));
    starts
        .map(|start| start.parse().expect("an instant"))
        .collect()
}

/// Whether some therapist and some room are free for it, by the table alone.
fn is_to_be_had(table: &Table, facts: &Facts, wish: (&str, u16, Timestamp)) -> bool {
    let (service, minutes, start) = wish;
    let (before, after) = buffers(service);
    let from = start - SignedDuration::from_mins(before);
    let to = start + SignedDuration::from_mins(i64::from(minutes) + after);
    let rooms: &[&str] = match service {
        "deep" => &["room:quiet"],
        _ => &["room:quiet", "room:garden"],
    };
    let is_any_free = |resources: &[&str]| {
        let mut resources = resources.iter();
        resources.any(|resource| is_free(table, resource, from..to, facts))
    };
    is_any_free(&THERAPISTS) && is_any_free(rooms)
}
