//! Rows that go with every change: who did what, and what is to be told.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use ulid::Ulid;

use super::booking::Booking;
use super::keys;

type Item = HashMap<String, AttributeValue>;

/// The audit row of a change a client made (N8): when, what, to which booking; never about whom.
pub(super) fn audit(action: &str, booking: &Booking, now: Timestamp) -> Item {
    let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let id = Ulid::from_parts(
        milliseconds,
        u128::from(fastrand::u64(..)) << 16 | u128::from(fastrand::u16(..)),
    );
    let mut item = keys::audit(now, &id.to_string()).attributes();
    item.extend([
        ("action".to_owned(), text(action)),
        ("actor".to_owned(), text("client")),
        ("booking".to_owned(), text(&booking.id)),
        (
            "version".to_owned(),
            AttributeValue::N(booking.version.to_string()),
        ),
        ("at".to_owned(), text(&now.to_string())),
    ]);
    item
}

/// The promise to tell of a change: whoever sends it reads the booking again first.
pub(super) fn promise(booking: &Booking, now: Timestamp) -> Item {
    let kind = booking.status.as_str();
    let mut item = keys::outbox(now, &booking.id, booking.version, kind).attributes();
    item.extend([
        ("booking".to_owned(), text(&booking.id)),
        (
            "version".to_owned(),
            AttributeValue::N(booking.version.to_string()),
        ),
        ("kind".to_owned(), text(kind)),
        ("due".to_owned(), text(&now.to_string())),
        ("tries".to_owned(), AttributeValue::N("0".to_owned())),
    ]);
    item
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}
