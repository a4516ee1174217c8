//! One booking's page: what it is, and what can be done about it.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use practice::Catalogue;
use practice::booking::{FieldError, Status};
use serde::Serialize;
use ulid::Ulid;

use super::entry::{IntakeView, address};
use super::in_the_way::ObstacleView;
use super::typed::{FieldView, OptionView, field, rooms, therapists};
use crate::answer::{Failure, Mistakes, PageFacts, Problem};
use crate::booking::when;
use crate::desk::clients::{self, LastNoteView};
use crate::desk::{Desk, Right, Role, SignedIn};
use crate::request::Fields;
use crate::said;
use crate::store::Booking;

/// What a page of a booking shows besides the booking.
#[derive(Default)]
pub(super) struct Shown {
    /// What has become of what was asked, where it was not done.
    pub(super) notice: Option<String>,
    /// What was typed to move it; empty: where it stands is filled in.
    pub(super) typed: Option<Fields>,
    pub(super) errors: Vec<FieldError>,
    /// What is in the way of where it is to be moved.
    pub(super) obstacles: Vec<ObstacleView>,
}

#[derive(Serialize)]
struct BookingPage {
    page: PageFacts,
    problem: Option<Problem>,
    notice: Option<String>,
    /// Where the forms are sent.
    address: String,
    /// What they saw.
    version: u64,
    booking: BookingView,
    acts: Acts,
    /// None: it cannot be moved any more.
    shift: Option<ShiftView>,
    /// How the health form stands, as it is filled in by whoever may say so.
    intake: Option<IntakeView>,
    /// The client's page; empty where they are not filed yet, or not for whoever looks.
    client: String,
    /// The client's last note, for whoever may read it.
    last_note: Option<LastNoteView>,
}

#[derive(Serialize)]
struct BookingView {
    reference: String,
    name: String,
    state: &'static str,
    when: String,
    zone: String,
    service: String,
    minutes: u16,
    who: String,
    room: String,
    price: String,
    email: String,
    phone: String,
    /// As a telephone dials it.
    phone_digits: String,
    note: String,
    made: String,
    forced: bool,
    /// Its client has not confirmed their address yet.
    unproven: bool,
}

/// What can be done about it, besides moving it.
#[derive(Serialize)]
struct Acts {
    confirm: bool,
    decline: bool,
    cancel: bool,
    complete: bool,
    no_show: bool,
}

/// The form to move it.
#[derive(Serialize)]
struct ShiftView {
    date: FieldView,
    time: FieldView,
    therapists: Vec<OptionView>,
    rooms: Vec<OptionView>,
    obstacles: Vec<ObstacleView>,
}

/// `GET /desk/bookings/{booking}`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let booking = desk.booking(id).await?;
    desk.booking_page(&signed_in, StatusCode::OK, &booking, Shown::default())
        .await
}

impl Desk {
    /// The booking that an address names.
    pub(super) async fn booking(
        &self,
        id: Result<Path<String>, PathRejection>,
    ) -> Result<Booking, Failure> {
        let Path(id) = id?;
        let id = Ulid::from_string(&id).map_err(|_| Failure::NotFound)?;
        let booking = self.app.store.booking(&id.to_string()).await?;
        booking.ok_or(Failure::NotFound)
    }

    /// Draws the page of a booking.
    pub(super) async fn booking_page(
        &self,
        signed_in: &SignedIn,
        status: StatusCode,
        booking: &Booking,
        shown: Shown,
    ) -> Result<Response, Failure> {
        let alone = std::slice::from_ref(booking);
        let forms = self.intake_of(signed_in, alone).await?;
        let mut notes = self.last_notes_of(signed_in, alone).await?;
        let published = self.app.published();
        let catalogue = &published.catalogue;
        let problem = Mistakes(&shown.errors).problem();
        let prefix = if problem.is_some() { "Error: " } else { "" };
        let may = signed_in.may(Right::ChangeBookings);
        let moves = may && matches!(booking.status, Status::Pending | Status::Confirmed);
        let page = BookingPage {
            page: PageFacts {
                title: format!("{prefix}{}", booking.name),
                description: "A booking, and what can be done about it.",
                address: "/desk/",
            },
            problem,
            notice: shown.notice.clone(),
            address: address(&booking.id),
            version: booking.version,
            acts: Acts::of(booking, self.app.now()).filter(may),
            shift: moves.then(|| ShiftView::of(booking, shown, catalogue)),
            booking: BookingView::of(booking, catalogue),
            intake: forms.get(&booking.id).map(IntakeView::of),
            client: self.client_address(signed_in, booking).await?,
            last_note: notes.remove(&booking.client),
        };
        Ok(self.page(signed_in, status, "desk/booking.html", &page))
    }
}

impl Desk {
    /// The page of a booking's client, where there is one and it opens.
    async fn client_address(
        &self,
        signed_in: &SignedIn,
        booking: &Booking,
    ) -> Result<String, Failure> {
        // Somebody who only cancelled with a therapist is no client of theirs.
        let theirs = signed_in.role() != Role::Therapist || booking.is_active();
        if !theirs || !signed_in.may(Right::SeeClients) {
            return Ok(String::new());
        }
        let client = self.app.store.client(&booking.client).await?;
        Ok(client.map_or(String::new(), |client| clients::address(&client.id)))
    }
}

impl Acts {
    fn of(booking: &Booking, now: Timestamp) -> Self {
        let may_become = |status| booking.status.may_become(status);
        let has_begun = booking.start <= now;
        Self {
            confirm: may_become(Status::Confirmed),
            decline: may_become(Status::Declined),
            cancel: booking.status == Status::Confirmed,
            complete: has_begun && may_become(Status::Completed),
            no_show: has_begun && may_become(Status::NoShow),
        }
    }

    /// The same for who may change bookings; nothing for anybody else.
    fn filter(self, may: bool) -> Self {
        Self {
            confirm: may && self.confirm,
            decline: may && self.decline,
            cancel: may && self.cancel,
            complete: may && self.complete,
            no_show: may && self.no_show,
        }
    }
}

impl ShiftView {
    fn of(booking: &Booking, shown: Shown, catalogue: &Catalogue) -> Self {
        let typed = shown.typed.unwrap_or_else(|| {
            let local = catalogue.practice.timezone.to_datetime(booking.start);
            let mut fields = Fields::default();
            fields.set("date", local.date().to_string());
            fields.set("time", local.strftime("%H:%M").to_string());
            fields.set("therapist", booking.therapist.clone());
            fields
        });
        Self {
            date: field("date", &typed, &shown.errors),
            time: field("time", &typed, &shown.errors),
            therapists: therapists(catalogue, typed.get("therapist")),
            rooms: rooms(catalogue, typed.get("room")),
            obstacles: shown.obstacles,
        }
    }
}

impl BookingView {
    fn of(booking: &Booking, catalogue: &Catalogue) -> Self {
        let practice = &catalogue.practice;
        let who = said::therapist(&booking.therapist, catalogue);
        let phone = booking.phone.clone().unwrap_or_default();
        Self {
            reference: said::reference(&booking.id),
            name: booking.name.clone(),
            state: said::status(booking.status),
            when: when::from_to(booking.start, booking.end, practice),
            zone: when::zone(practice),
            service: said::service(&booking.service, catalogue).to_owned(),
            minutes: booking.minutes,
            who: who.unwrap_or(&booking.therapist).to_owned(),
            room: booking.room.as_deref().map_or(String::new(), said::room),
            price: said::agreed_price(booking, practice),
            email: booking.email.clone(),
            phone_digits: phone
                .chars()
                .filter(|sign| sign.is_ascii_digit() || *sign == '+')
                .collect(),
            phone,
            note: booking.note.clone().unwrap_or_default(),
            made: when::day_at(booking.made_at, practice),
            forced: booking.forced,
            unproven: booking.awaits_proof(),
        }
    }
}
