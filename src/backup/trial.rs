//! Restored tables put to use: a time is offered, booked, and then taken.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jiff::{Timestamp, ToSpan as _};
use practice::catalogue::Service;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::failure::Failure;
use crate::terminal;

/// As many days as one may ask for at once.
const DAYS_ASKED: i64 = 61;
/// Longer than any answer here.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Books the first time that is free, by the doors that clients come through.
pub(super) async fn book(
    router: Router,
    services: &[Service],
    now: Timestamp,
) -> Result<(), Failure> {
    for service in services {
        for offer in &service.offers {
            let asked = Asked {
                service: service.id.as_str(),
                minutes: offer.minutes,
            };
            let slots = asked.slots(&router, now).await?;
            if let Some(slot) = slots.first() {
                let (service, minutes) = (asked.service, asked.minutes);
                terminal::data(format!("times offered {} {service} {minutes}", slots.len()));
                return asked.take(&router, slot, now).await;
            }
        }
    }
    Err(Failure::said(
        format!("no time is free within {DAYS_ASKED} days, so none could be booked"),
        "the tables are restored and equal; try the drill as of another moment: --now INSTANT",
    ))
}

/// A service, and for how long.
struct Asked<'a> {
    service: &'a str,
    minutes: u16,
}

impl Asked<'_> {
    /// What is offered from today on.
    async fn slots(&self, router: &Router, now: Timestamp) -> Result<Vec<Value>, Failure> {
        let today = jiff::tz::TimeZone::UTC.to_datetime(now).date();
        let to = today + DAYS_ASKED.days();
        let path = format!(
            "/api/slots?service={}&minutes={}&from={today}&to={to}",
            self.service, self.minutes
        );
        let (status, mut answer) = send(router, Request::get(path), Body::empty()).await?;
        match answer["slots"].take() {
            Value::Array(slots) if status == StatusCode::OK => Ok(slots),
            _ => Err(unlike(&format!("the times of {}", self.service), status)),
        }
    }

    /// Books a slot, sees that it is offered no more, and that nobody else gets it.
    async fn take(&self, router: &Router, slot: &Value, now: Timestamp) -> Result<(), Failure> {
        let (start, therapist) = (&slot["start"], &slot["therapists"][0]);
        let status = self.post(router, slot, "drill").await?;
        if status != StatusCode::CREATED {
            return Err(unlike("a booking", status));
        }
        terminal::data(format!("booked {}", start.as_str().unwrap_or_default()));
        let slots = self.slots(router, now).await?;
        let is_offered = |slot: &Value| {
            let mut therapists = slot["therapists"].as_array().into_iter().flatten();
            slot["start"] == *start && therapists.any(|one| one == therapist)
        };
        let status = self.post(router, slot, "another").await?;
        if slots.iter().any(is_offered) || status != StatusCode::CONFLICT {
            return Err(unlike("a time that was taken", status));
        }
        terminal::data("taken since: offered to nobody, and refused");
        Ok(())
    }

    async fn post(&self, router: &Router, slot: &Value, name: &str) -> Result<StatusCode, Failure> {
        let booking = json!({
            "service": self.service, "minutes": self.minutes, "start": slot["start"],
            "therapist": slot["therapists"][0], "name": name,
            "email": format!("{name}@drill.example"),
        });
        let request =
            Request::post("/api/bookings").header(header::CONTENT_TYPE, "application/json");
        let (status, _) = send(router, request, Body::from(booking.to_string())).await?;
        Ok(status)
    }
}

async fn send(
    router: &Router,
    request: axum::http::request::Builder,
    body: Body,
) -> Result<(StatusCode, Value), Failure> {
    let ours = |error: &dyn std::fmt::Display| Failure::said(error, "");
    let request = request.body(body).map_err(|error| ours(&error))?;
    let Ok(response) = router.clone().oneshot(request).await;
    let status = response.status();
    let body = to_bytes(response.into_body(), ANSWER_BYTES_MAX).await;
    let body = body.map_err(|error| ours(&error))?;
    let answer = serde_json::from_slice(&body).unwrap_or_default();
    Ok((status, answer))
}

fn unlike(what: &str, status: StatusCode) -> Failure {
    Failure::said(
        format!("the restored tables hold what was copied, but {what} was answered with {status}"),
        "restore with the content of the time of the copy, or take a later copy; what is wrong is in the log above",
    )
}
