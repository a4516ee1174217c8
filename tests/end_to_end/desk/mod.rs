//! The desk over HTTP: staff who are signed in, what they see, and what they change.

mod blocks;
mod booking;
mod changes;
mod doors;
mod freed;
mod house;
mod records;
mod refused;
mod schedule;
mod sessions;
mod signing_in;
mod staff;

use jiff::tz::TimeZone;
use reqwest::{RequestBuilder, StatusCode, header};
use serde_json::Value;

use crate::harness::{NOW, Practice, Served, answer, booking_with};
use crate::page::Page;
use crate::reconcile::{Facts, Table, differences};

/// The owner, signed in.
pub(crate) struct Owner<'s> {
    served: &'s Served,
    cookie: String,
}

impl<'s> Owner<'s> {
    /// Comes in by the link that `knead dev` prints.
    pub(crate) async fn of(served: &'s Served) -> Self {
        let request = served
            .post(&served.desk)
            .header("sec-fetch-site", "same-origin")
            .form::<[(&str, &str)]>(&[]);
        let let_in = request.send().await.expect("an answer");
        let cookie = let_in.headers().get(header::SET_COOKIE);
        let cookie = cookie.and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        Self {
            served,
            cookie: cookie.expect("a session").to_owned(),
        }
    }

    /// What their browser sends to be known.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.served.get(path).header(header::COOKIE, &self.cookie)
    }

    pub(crate) fn post(&self, path: &str, form: &[(&str, &str)]) -> RequestBuilder {
        let request = self.served.post(path).header(header::COOKIE, &self.cookie);
        request.header("sec-fetch-site", "same-origin").form(form)
    }

    async fn page(&self, path: &str) -> Page {
        Page::of(self.get(path)).await
    }

    async fn sends(&self, path: &str, form: &[(&str, &str)]) -> Page {
        Page::of(self.post(path, form)).await
    }

    /// What the desk's JSON says of a date.
    async fn day(&self, date: &str) -> Vec<Value> {
        let (status, day) = answer(self.get(&format!("/api/desk/day?date={date}"))).await;
        assert_eq!(
            (status, day["date"].as_str()),
            (StatusCode::OK, Some(date)),
            "{day}"
        );
        day["bookings"].as_array().expect("a list").clone()
    }
}

/// Books an hour of Maya's in December, and gives its id.
async fn booked(served: &Served, client: usize, start: &str) -> String {
    let members = serde_json::json!({ "start": format!("2026-12-{start}:00-05:00") });
    let (status, made) = served.book("", &booking_with(client, &members)).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["id"].as_str().expect("an id").to_owned()
}

/// A booking as it is stored.
async fn stored(practice: &Practice, id: &str) -> Value {
    let items = practice.items_of(&format!("B#{id}")).await;
    let booking = items.iter().find(|item| item["sk"]["S"] == "B");
    crate::stored::plain(booking.expect("a booking"))
}

/// The reconciler finds nothing.
async fn is_sound(practice: &Practice) {
    let facts = Facts {
        zone: TimeZone::get("America/New_York").expect("a zone"),
        now: NOW.parse().expect("an instant"),
    };
    let found = differences(&Table::read(&practice.items().await), &facts);
    assert!(found.is_empty(), "{found:#?}");
}

/// The last row of the audit about this action.
async fn audited(practice: &Practice, action: &str) -> Value {
    let rows = practice.items_of("L#").await;
    let rows = rows.iter().map(crate::stored::plain);
    // Clients book by the same clock: what they did is not what is asked for.
    let by_staff = |row: &Value| {
        row["actor"]
            .as_str()
            .is_some_and(|who| who.starts_with("staff"))
    };
    let rows = rows.filter(|row| row["action"] == action && by_staff(row));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|row| row["sk"].as_str().unwrap_or_default().to_owned());
    rows.pop().expect("an audit row")
}
