//! Appointments for calendars: one booking's file, and each therapist's private feed.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use practice::Id;
use practice::availability::{Day, Purpose as EntryPurpose, Resource};

use crate::answer::Failure;
use crate::booking::times::week::in_days;
use crate::booking::when;
use crate::mail::{Appointment, Method, Organizer, calendar_file, feed};
use crate::{App, Published};

/// How far back a feed reaches, in days.
const FEED_DAYS_BACK: i32 = 14;
/// How far ahead, in days.
const FEED_DAYS_AHEAD: i32 = 90;

/// `GET /api/bookings/{token}/calendar.ics`
pub(in crate::booking) async fn file(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    let appointment = app.appointment(&published, &booking)?;
    let own = app.mail_address(&published);
    let file = calendar_file(organizer(&published, &own), &appointment, Method::Publish);
    Ok(calendar(file, "appointment.ics"))
}

/// `GET /booking/feed/{token}`: what a therapist's own calendar subscribes to.
pub(in crate::booking) async fn therapist(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let published = app.published();
    let id = app.secret.therapist_in_feed(&token);
    let known = id.and_then(|id| published.catalogue.therapist(&id));
    let therapist = known.ok_or(Failure::NotFound)?;
    let appointments = app.appointments_of(&published, &therapist.id).await?;
    let own = app.mail_address(&published);
    let file = feed(organizer(&published, &own), &appointments);
    Ok(calendar(file, "appointments.ics"))
}

impl App {
    /// What a therapist gives, from the days of their feed.
    async fn appointments_of(
        &self,
        published: &Published,
        therapist: &Id,
    ) -> Result<Vec<Appointment>, Failure> {
        let today = when::local_date(self.now(), &published.catalogue.practice);
        let days = self.store.days(&days_of(therapist, today)).await?;
        let bookings = self.store.bookings(&ids(&days)).await?;
        let bookings = bookings.iter().filter(|booking| booking.is_active());
        let appointments = bookings.map(|booking| self.appointment(published, booking));
        Ok(appointments.collect::<Result<_, _>>()?)
    }
}

fn days_of(therapist: &Id, today: Date) -> Vec<(Resource, Date)> {
    let resource = Resource::Therapist(therapist.clone());
    let days = -FEED_DAYS_BACK..=FEED_DAYS_AHEAD;
    days.map(|days| (resource.clone(), in_days(today, days)))
        .collect()
}

/// The bookings of these days, by start, each once.
fn ids(days: &[Day]) -> Vec<String> {
    let entries = days.iter().flat_map(Day::entries);
    let bookings = entries.filter(|entry| entry.purpose == EntryPurpose::Booking);
    let mut found: Vec<(Timestamp, String)> = bookings
        .map(|entry| (entry.time.start(), entry.id.clone()))
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().map(|(_, id)| id).collect()
}

fn organizer<'a>(published: &'a Published, own: &'a practice::booking::Email) -> Organizer<'a> {
    Organizer {
        practice: &published.catalogue.practice,
        email: own,
    }
}

fn calendar(file: String, name: &str) -> Response {
    let mut headers = HeaderMap::new();
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    (headers, file).into_response()
}
