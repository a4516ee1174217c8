//! Each hold that has not expired is whole: one therapist, at most one room, every date it touches (N9).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Facts;
use super::busy::Busy;
use super::table::{Entry, Table};

pub(super) fn differences(table: &Table, facts: &Facts) -> Vec<String> {
    let mut holds: BTreeMap<&str, Vec<(&str, Date, &Entry)>> = BTreeMap::new();
    for day in &table.days {
        for entry in day.entries.iter().filter(|entry| entry.kind == "hold") {
            let place = (day.resource.as_str(), day.date, entry);
            holds.entry(&entry.id).or_default().push(place);
        }
    }
    let unexpired = holds.into_iter().filter(|(_, places)| {
        let expiries = places.iter().filter_map(|(_, _, entry)| entry.expires_at);
        expiries.into_iter().any(|at| at > facts.now)
    });
    unexpired
        .flat_map(|(id, places)| of_hold(id, &places, facts))
        .collect()
}

fn of_hold(id: &str, places: &[(&str, Date, &Entry)], facts: &Facts) -> Vec<String> {
    let mut differences = Vec::new();
    let resources: BTreeSet<_> = places.iter().map(|(resource, ..)| *resource).collect();
    let count = |kind| {
        let of_kind = resources
            .iter()
            .filter(|resource| resource.starts_with(kind));
        of_kind.count()
    };
    if count("therapist:") != 1 || count("room:") > 1 {
        differences.push(format!("hold `{id}` is entered for {resources:?}"));
    }
    let (_, _, first) = places[0];
    if places.iter().any(|(_, _, entry)| *entry != first) {
        differences.push(format!("hold `{id}` is not the same in every day"));
    }
    let touched = Busy::of_entry(first).dates(&facts.zone);
    for resource in resources {
        let of_resource = places.iter().filter(|(other, ..)| *other == resource);
        let dates: BTreeSet<_> = of_resource.map(|(_, date, _)| *date).collect();
        if dates != touched {
            differences.push(format!(
                "hold `{id}` of {resource} touches {touched:?} and is entered on {dates:?}"
            ));
        }
    }
    differences
}
