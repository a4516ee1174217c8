//! What stands in the table afterwards: what was accepted, and nothing else.

use std::collections::BTreeSet;

use serde_json::Value;

/// Every attribute a booking may have.
const BOOKING_ATTRIBUTES: [&str; 26] = [
    "pk",
    "sk",
    "id",
    "status",
    "version",
    "service",
    "minutes",
    "start",
    "end",
    "buffer_before",
    "buffer_after",
    "therapist",
    "room",
    "price",
    "currency",
    "name",
    "email",
    "phone",
    "note",
    "fingerprint",
    "made_at",
    "prove_by",
    "series",
    "change",
    "client",
    "link",
];
/// Every attribute of what is filed of a client.
const CLIENT_ATTRIBUTES: [&str; 14] = [
    "active",
    "therapists",
    "pk",
    "sk",
    "id",
    "version",
    "name",
    "email",
    "phone",
    "made_at",
    "booking",
    "start",
    "therapist",
    "client",
];
/// Every attribute of days, audit rows and counts. What mail leaves has tests of its own.
const OTHER_ATTRIBUTES: [&str; 13] = [
    "pk", "sk", "ttl", "asks", "entries", "version", "resource", "date", "action", "actor",
    "booking", "at", "known",
];
/// What the offers of the tests' practice cost.
const PRICES: [&str; 3] = ["95.00", "135.00", "85.00"];

pub(super) fn of<'a>(items: &'a [Value], kind: &str) -> Vec<&'a Value> {
    let is_of = |item: &&Value| {
        text(item, "pk").starts_with(kind) && !text(item, "sk").starts_with("TOLD#")
    };
    items.iter().filter(is_of).collect()
}

pub(super) fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item[name]["S"].as_str().unwrap_or_default()
}

/// Sees that nothing stands there that was not accepted.
pub(super) fn check(items: &[Value], accepted: &BTreeSet<String>) {
    let bookings = of(items, "B#");
    let ids: BTreeSet<String> = bookings
        .iter()
        .map(|item| text(item, "id").to_owned())
        .collect();
    assert_eq!(&ids, accepted, "bookings are those that were accepted");
    for booking in &bookings {
        only(booking, &BOOKING_ATTRIBUTES);
        assert!(PRICES.contains(&text(booking, "price")), "{booking}");
        assert!(
            ["confirmed", "cancelled"].contains(&text(booking, "status")),
            "{booking}"
        );
        assert_eq!(text(booking, "fingerprint").len(), 32, "{booking}");
    }
    let others = ["D#", "L#", "R#", "M#"];
    for item in others.into_iter().flat_map(|kind| of(items, kind)) {
        only(item, &OTHER_ATTRIBUTES);
        for entry in item["entries"]["L"].as_array().into_iter().flatten() {
            let id = entry["M"]["id"]["S"].as_str().unwrap_or_default();
            let is_hold = entry["M"].get("expires_at").is_some();
            assert!(is_hold || accepted.contains(id), "{entry}");
        }
    }
    for item in ["F#", "N#"].into_iter().flat_map(|kind| of(items, kind)) {
        only(item, &CLIENT_ATTRIBUTES);
        let theirs = |booking: &&Value| {
            ["name", "email"]
                .iter()
                .all(|name| text(booking, name) == text(item, name))
        };
        let booked = accepted.contains(text(item, "booking"));
        assert!(booked || bookings.iter().any(theirs), "{item}");
    }
    let versions: usize = bookings
        .iter()
        .filter_map(|booking| booking["version"]["N"].as_str()?.parse::<usize>().ok())
        .sum();
    assert_eq!(
        of(items, "L#").len(),
        versions,
        "each change has its audit row"
    );
}

fn only(item: &Value, known: &[&str]) {
    for name in item.as_object().expect("an item").keys() {
        let asked_for = text(item, "pk").starts_with("M#") && name.starts_with("B#");
        assert!(
            asked_for || known.contains(&name.as_str()),
            "{name}: {item}"
        );
    }
}
