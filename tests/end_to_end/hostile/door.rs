//! The doors to booking, and what is sent to each when all is well.

use serde_json::{Map, Value, json};

/// How a door is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By its address alone.
    Get,
    /// By a page's form.
    Form,
    /// By a program.
    Json,
}

/// An address, and the fields it reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Door {
    pub(super) way: Way,
    /// `{}` stands for a token or a hold.
    pub(super) path: &'static str,
    fields: &'static [&'static str],
}

const CHOICE: &[&str] = &["service", "minutes", "start", "therapist"];
const BOOKING: &[&str] = &[
    "service",
    "minutes",
    "start",
    "therapist",
    "weeks",
    "name",
    "email",
    "phone",
    "note",
];
const PAGE: &[&str] = &[
    "service",
    "minutes",
    "start",
    "therapist",
    "weeks",
    "name",
    "email",
    "phone",
    "note",
    "key",
];
const SLOTS: &[&str] = &["service", "minutes", "from", "to", "therapist", "zone"];

pub(super) const DOORS: [Door; 18] = [
    door(Way::Json, "/api/bookings", BOOKING),
    door(Way::Form, "/booking/", PAGE),
    // Twice: these are where most is to be had.
    door(Way::Json, "/api/bookings", BOOKING),
    door(Way::Form, "/booking/", PAGE),
    door(Way::Form, "/booking/details", PAGE),
    door(Way::Form, "/booking/times", CHOICE),
    door(Way::Form, "/booking/release", &["hold"]),
    door(Way::Form, "/booking/prove/{}/", &[]),
    door(Way::Json, "/api/holds", CHOICE),
    door(Way::Json, "/api/holds/{}/renew", &[]),
    door(Way::Json, "/api/holds/{}/release", &[]),
    door(Way::Json, "/api/bookings/{}/cancel", &[]),
    door(Way::Json, "/api/bookings/{}/move", &["start", "therapist"]),
    door(Way::Get, "/api/slots", SLOTS),
    door(Way::Get, "/booking/times", CHOICE),
    door(Way::Get, "/booking/details", PAGE),
    door(Way::Get, "/api/bookings/{}", &[]),
    door(Way::Get, "/booking/m/{}/", &[]),
];

const fn door(way: Way, path: &'static str, fields: &'static [&'static str]) -> Door {
    Door { way, path, fields }
}

impl Door {
    /// Fields that this door would take, of one client of many.
    pub(super) fn fields(&self, client: usize, start: &str) -> Map<String, Value> {
        let value = |name: &str| match name {
            "service" => json!("deep-tissue"),
            "minutes" => json!(60),
            "start" => json!(start),
            "therapist" => json!("maya"),
            "weeks" => json!(1),
            "name" => json!(format!("Zq{client} Visitor")),
            "email" => json!(format!("zq{client}@example.com")),
            "phone" => json!("+1 (503) 555-0142"),
            "note" => json!(format!("zq{client} note")),
            "key" => json!(format!("zq{client} key")),
            "from" | "to" => json!("2026-12-01"),
            "zone" => json!("Europe/London"),
            _ => json!("zq-hold"),
        };
        let fields = self.fields.iter();
        fields
            .map(|name| ((*name).to_owned(), value(name)))
            .collect()
    }
}
