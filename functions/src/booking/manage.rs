//! A booking, for the one who holds its link. Opening it changes nothing.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use practice::booking::Status;
use practice::catalogue::Practice;
use practice::{Catalogue, Money};
use serde::Serialize;
use site_gen::words;

use super::when;
use crate::App;
use crate::answer::{Failure, PageFacts};
use crate::secret::Purpose;
use crate::store::Booking;

/// How long a link opens its booking after the appointment.
const LINK_LIVES_AFTER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How much of an id is said as a reference; the rest only serves to tell ids apart.
const REFERENCE_CHARACTERS: usize = 8;

#[derive(Serialize)]
struct ManagePage<'a> {
    page: PageFacts,
    booking: BookingView<'a>,
    next: Vec<String>,
    policy: Vec<String>,
}

#[derive(Serialize)]
struct BookingView<'a> {
    reference: String,
    status: &'static str,
    heading: &'static str,
    when: String,
    zone: String,
    service: &'a str,
    service_address: &'a str,
    minutes: u16,
    price: String,
    who: String,
    room: String,
    name: &'a str,
}

/// `GET /booking/m/{token}/`
pub(super) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    let page = view(&booking, &published.catalogue, app.now());
    Ok(published.page(StatusCode::OK, "booking/booking.html", &page))
}

impl App {
    /// The id in a link's token; nothing is read for it.
    pub(super) fn id_in(&self, purpose: Purpose, token: &str) -> Result<String, Failure> {
        let id = self.secret.id_in_token(purpose, token);
        id.ok_or(Failure::NotFound)
    }

    /// The booking a link leads to. Wrong, expired and foreign tokens get one answer.
    pub(super) async fn booking_of(&self, token: &str) -> Result<Booking, Failure> {
        self.booking_by(Purpose::Manage, token).await
    }

    /// The same, of a link of this purpose.
    pub(super) async fn booking_by(
        &self,
        purpose: Purpose,
        token: &str,
    ) -> Result<Booking, Failure> {
        let id = self.id_in(purpose, token)?;
        let booking = self.store.booking(&id).await?.ok_or(Failure::NotFound)?;
        let lives = self.now().duration_since(booking.end) <= LINK_LIVES_AFTER;
        if lives {
            Ok(booking)
        } else {
            Err(Failure::NotFound)
        }
    }
}

fn view<'a>(booking: &'a Booking, catalogue: &'a Catalogue, now: Timestamp) -> ManagePage<'a> {
    let practice = &catalogue.practice;
    let service = catalogue.service(&booking.service);
    let price =
        Money::parse(&booking.price).filter(|_| practice.currency.code() == booking.currency);
    let view = BookingView {
        reference: reference(&booking.id),
        status: booking.status.as_str(),
        heading: heading(booking),
        when: when::from_to(booking.start, booking.end, practice),
        zone: when::zone(practice),
        service: service.map_or(&booking.service, |service| &service.page.title),
        service_address: service.map_or("", |service| &service.page.address),
        minutes: booking.minutes,
        price: price.map_or_else(
            || format!("{} {}", booking.price, booking.currency),
            |price| practice.currency.write(price),
        ),
        who: catalogue
            .therapist(&booking.therapist)
            .map_or(String::new(), |therapist| therapist.name.clone()),
        room: booking.room.as_deref().map_or(String::new(), room),
        name: &booking.name,
    };
    ManagePage {
        page: PageFacts {
            title: view.heading.to_owned(),
            description: "Your appointment: when, where, with whom.",
            address: "/booking/",
        },
        next: if now < booking.end {
            next(booking, practice, now)
        } else {
            Vec::new()
        },
        policy: if booking.is_active() && now < booking.start {
            policy(practice)
        } else {
            Vec::new()
        },
        booking: view,
    }
}

fn heading(booking: &Booking) -> &'static str {
    match booking.status {
        Status::Pending if booking.awaits_proof() => "One more step",
        Status::Pending => "We have your request",
        Status::Confirmed => "Your massage is booked",
        Status::Completed => "This massage has taken place",
        Status::NoShow => "This massage was missed",
        Status::Cancelled => "This booking was cancelled",
        Status::Declined => "We could not take this booking",
    }
}

fn next(booking: &Booking, practice: &Practice, now: Timestamp) -> Vec<String> {
    let keep = "Keep this page: its address is the way back to your booking. Bookmark it, or save it on your phone.";
    if let Some(prove_by) = booking.prove_by.filter(|_| booking.awaits_proof()) {
        return to_prove(when::clock(prove_by, practice), prove_by > now);
    }
    match booking.status {
        Status::Pending => vec![
            format!(
                "{} will look at your request and decide. The time is kept for you until then.",
                practice.name
            ),
            keep.to_owned(),
        ],
        Status::Confirmed => vec![
            keep.to_owned(),
            "Come a few minutes early, in whatever you wear every day.".to_owned(),
        ],
        Status::Completed | Status::NoShow | Status::Cancelled | Status::Declined => Vec::new(),
    }
}

/// What a new client has to do, and until when; or that it is too late for it.
fn to_prove(until: String, in_time: bool) -> Vec<String> {
    if !in_time {
        return vec![format!(
            "We kept the time until {until}, and nobody confirmed it. It may still be free: you are welcome to book it again."
        )];
    }
    vec![
        format!(
            "We have sent a message to the email address you gave. Open the link in it and confirm your booking by {until}: the time is kept for you until then."
        ),
        "If the message does not come, look among your junk mail, or call us.".to_owned(),
    ]
}

/// What a client may change, and until when.
pub(super) fn policy(practice: &Practice) -> Vec<String> {
    let window = words::span(practice.booking.cancel_window_hours.saturating_mul(60));
    vec![format!(
        "You can cancel or change it until {window} before it starts."
    )]
}

/// Eight characters of the id, in two groups, as people read them aloud.
fn reference(id: &str) -> String {
    let last = id
        .get(id.len().saturating_sub(REFERENCE_CHARACTERS)..)
        .unwrap_or(id);
    let (one, other) = last.split_at(last.len() / 2);
    format!("{one}-{other}")
}

/// `quiet` becomes "Quiet room".
fn room(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{} room", letters.as_str())
}
