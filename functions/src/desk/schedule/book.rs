//! Booking for a client at the desk.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::Request;
use axum::response::Response;
use jiff::Timestamp;
use practice::booking::{DeskContact, FieldError};
use practice::catalogue::{Offer, Service};
use practice::{Catalogue, Id};

use super::entry::Looker;
use super::reading::address_fields;
use super::typed::{force, keep, read_date, read_room, read_therapist, read_time};
use crate::answer::Failure;
use crate::desk::{Desk, SignedIn};
use crate::link;
use crate::request::{Encoding, Fields, read_fields};
use crate::secret::{fingerprint, random_key};
use crate::store::{DeskWish, NotBookedAtDesk};

/// What the form sends.
const BOOK_FIELDS: [&str; 11] = [
    "key",
    "offer",
    "date",
    "time",
    "therapist",
    "room",
    "name",
    "email",
    "phone",
    "note",
    "force",
];

/// What was typed, checked.
struct Typed<'c> {
    service: &'c Service,
    offer: Offer,
    start: Timestamp,
    therapist: &'c Id,
    room: Option<&'c Id>,
    contact: DeskContact,
}

/// `GET /desk/book`: what the address names is filled in.
pub(super) async fn open(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let mut fields = address_fields(query, &["date", "time", "therapist", "room"])?;
    if fields.get("date").is_empty() {
        fields.set("date", desk.today().to_string());
    }
    if let Some(own) = Looker::of(&signed_in).own()
        && !fields.has("therapist")
    {
        fields.set("therapist", own);
    }
    fields.set("key", random_key().map_err(|_| Failure::Broken)?);
    Ok(desk.book_page(&signed_in, &fields, &[], Vec::new()))
}

/// `POST /desk/book`
pub(super) async fn send(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&BOOK_FIELDS)?;
    let key = fields.get("key");
    if key.is_empty() {
        return Err(Failure::field(
            "key",
            "Open the page anew and send it from there",
        ));
    }
    let published = desk.app.published();
    let typed = match Typed::read(&published.catalogue, &fields) {
        Ok(typed) => typed,
        Err(errors) => return Ok(desk.book_page(&signed_in, &fields, &errors, Vec::new())),
    };
    let wish = desk.wish(&typed, &fields)?;
    let (store, now) = (&desk.app.store, || desk.app.now());
    let booked = store.book_at_desk(&published.catalogue, &wish, signed_in.actor(), now);
    match booked.await {
        Ok(booking) => {
            tracing::info!(
                booking.id = booking.id,
                "Booked `{}` at the desk",
                booking.id
            );
            Ok(desk.back_to(&signed_in, &booking))
        }
        Err(NotBookedAtDesk::InTheWay(all)) => {
            let obstacles = desk.obstacles(&all, &Looker::of(&signed_in)).await?;
            Ok(desk.book_page(&signed_in, &fields, &[], obstacles))
        }
        Err(NotBookedAtDesk::NoSuchTime) => {
            let errors = [FieldError::new("date", "Enter a date of our time")];
            Ok(desk.book_page(&signed_in, &fields, &errors, Vec::new()))
        }
        Err(NotBookedAtDesk::KeyReused) => Err(Failure::KeyReused),
        Err(NotBookedAtDesk::Store(error)) => Err(error.into()),
    }
}

impl Desk {
    fn wish<'w>(&self, typed: &'w Typed<'w>, fields: &Fields) -> Result<DeskWish<'w>, Failure> {
        let secret = &self.app.secret;
        let id = secret.booking_id(&format!("desk {}", fields.get("key")));
        let contact = &typed.contact;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let phone = text(contact.phone.as_ref().map(|phone| phone.as_str()));
        let digits: String = phone.chars().filter(|sign| sign.is_numeric()).collect();
        let email = contact.email.as_ref().map(|email| email.normalised());
        let reached = email.clone().unwrap_or(digits);
        Ok(DeskWish {
            link: link::known_by(&self.app.manage_token(&id)?),
            id,
            client: secret.client_id(&reached, &contact.name.folded()),
            fingerprint: fingerprint(&[
                typed.service.id.as_str(),
                &typed.offer.minutes.to_string(),
                &typed.start.to_string(),
                typed.therapist.as_str(),
                typed.room.map_or("", Id::as_str),
                contact.name.as_str(),
                &email.unwrap_or_default(),
                &phone,
                &text(contact.note.as_ref().map(|note| note.as_str())),
            ]),
            service: typed.service,
            offer: typed.offer,
            start: typed.start,
            therapist: typed.therapist,
            room: typed.room,
            contact,
            force: force(fields),
            grace: self.app.mail_grace,
        })
    }
}

impl<'c> Typed<'c> {
    /// Reads it, or says everything that is wrong with it, in the order of the form.
    fn read(catalogue: &'c Catalogue, fields: &Fields) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let offer = keep(read_offer(catalogue, fields), &mut errors);
        let date = keep(read_date(fields, "date"), &mut errors);
        let time = keep(read_time(fields, "time"), &mut errors);
        let therapist = keep(read_therapist(catalogue, fields), &mut errors);
        let room = keep(read_room(catalogue, fields), &mut errors);
        let contact = DeskContact::parse(
            fields.get("name"),
            fields.get("email"),
            fields.get("phone"),
            fields.get("note"),
        );
        let contact = contact.map_err(|more| errors.extend(more)).ok();
        let start = date.zip(time).and_then(|(date, time)| {
            let zone = &catalogue.practice.timezone;
            let start = zone.to_ambiguous_timestamp(date.to_datetime(time));
            let start = start.compatible();
            let refusal = |_| FieldError::new("date", "Enter a date of our time");
            keep(start.map_err(refusal), &mut errors)
        });
        match (offer, start, therapist, room, contact) {
            (Some((service, offer)), Some(start), Some(therapist), Some(room), Some(contact)) => {
                Ok(Self {
                    service,
                    offer,
                    start,
                    therapist,
                    room,
                    contact,
                })
            }
            _ => Err(errors),
        }
    }
}

/// Reads a service in one of its lengths, `deep-tissue.60`.
fn read_offer<'c>(
    catalogue: &'c Catalogue,
    fields: &Fields,
) -> Result<(&'c Service, Offer), FieldError> {
    let chosen = fields.get("offer").split_once('.');
    let offer = chosen.and_then(|(service, minutes)| {
        let service = catalogue.service(service)?;
        Some((service, *service.offer(minutes.parse().ok()?)?))
    });
    offer.ok_or_else(|| FieldError::new("offer", "Choose a massage and its length"))
}
