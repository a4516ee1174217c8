//! From checked fields to a booking; the page's door and the JSON door both come here.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::availability::{Refusal, SERIES_WEEKS_MAX, weekly};
use practice::booking::{Contact, FieldError};
use practice::catalogue::{BookingPolicy, Practice};

use super::choice::{Choice, read_start};
use super::form::honeypot;
use super::form::proof::is_proven;
use crate::App;
use crate::answer::Failure;
use crate::limits::{Effort, Limits};
use crate::link;
use crate::request::{Fields, Network};
use crate::secret::{Purpose, fingerprint, random_key};
use crate::store::{Appointment, Asked, Booking, NotBooked, StoreError, Wish};

/// The fields of a booking, the same in the page's form and in JSON.
pub(super) const BOOKING_FIELDS: [&str; 10] = [
    "service",
    "minutes",
    "start",
    "therapist",
    "weeks",
    "hold",
    "name",
    "email",
    "phone",
    "note",
];
/// The longest idempotency key, in characters.
const KEY_CHARACTERS_MAX: usize = 255;

/// A booking, and the token of its link.
pub(super) struct Made {
    pub(super) booking: Booking,
    pub(super) token: String,
}

/// Why there is none.
pub(super) enum NotMade {
    /// These starts are not to be had; of a series, perhaps several.
    Starts(Vec<(Timestamp, Refusal)>),
    /// Anything else.
    Failure(Failure),
}

impl<T: Into<Failure>> From<T> for NotMade {
    fn from(failure: T) -> Self {
        Self::Failure(failure.into())
    }
}

impl App {
    /// Books what the fields ask for, once per key.
    pub(super) async fn make(
        &self,
        catalogue: &Catalogue,
        fields: &Fields,
        key: &str,
        network: Option<Network>,
    ) -> Result<Made, NotMade> {
        if key.chars().count() > KEY_CHARACTERS_MAX {
            return Err(Failure::field(
                "Idempotency-Key",
                format!("Use a key of at most {KEY_CHARACTERS_MAX} characters"),
            )
            .into());
        }
        let checked = Checked::read(catalogue, fields)?;
        let hold = self.hold_in(fields)?;
        self.admit(network, effort(fields)).await?;
        let key = if key.is_empty() {
            random_key().map_err(|_| Failure::Broken)?
        } else {
            key.to_owned()
        };
        let appointments = self.appointments(catalogue, &checked, &key)?;
        let must_prove = self
            .admit_client(&catalogue.practice.booking, &checked, &appointments)
            .await?;
        let wish = Wish {
            appointments,
            fingerprint: checked.fingerprint(),
            service: checked.choice.service,
            offer: checked.choice.offer,
            therapist: checked.choice.therapist_id(),
            contact: &checked.contact,
            client: self.secret.client_id(
                &checked.contact.email.normalised(),
                &checked.contact.name.folded(),
            ),
            hold: hold.as_ref(),
            must_prove,
            grace: self.mail_grace,
        };
        let booking = self
            .store
            .book(catalogue, &wish, || self.now())
            .await
            .map_err(|error| match error {
                NotBooked::KeyReused => NotMade::Failure(Failure::KeyReused),
                NotBooked::Refused(refused) => NotMade::Starts(refused),
                NotBooked::Store(error) => NotMade::Failure(error.into()),
            })?;
        tracing::info!(booking.id = booking.id, "Booked `{}`", booking.id);
        Ok(self.made(booking)?)
    }

    /// Sees that the contact does not have too many bookings with these; gives whether its address
    /// has first to be confirmed.
    async fn admit_client(
        &self,
        policy: &BookingPolicy,
        checked: &Checked<'_>,
        appointments: &[Appointment],
    ) -> Result<bool, Failure> {
        if self.limits == Limits::Lifted && !policy.confirm_new_clients {
            return Ok(false);
        }
        let minutes = SignedDuration::from_mins(i64::from(checked.choice.offer.minutes));
        let made_at = self.now();
        let each = appointments.iter().map(|appointment| {
            let end = appointment.start.checked_add(minutes);
            let end = end.unwrap_or(appointment.start);
            (appointment.id.clone(), Asked { made_at, end })
        });
        let code = self.secret.contact_code(&checked.contact.email);
        let remembered = self.admit_contact(&code, &each.collect()).await?;
        Ok(policy.confirm_new_clients && remembered.known.is_none())
    }

    /// What is to be booked, each with an id of its own.
    fn appointments(
        &self,
        catalogue: &Catalogue,
        checked: &Checked<'_>,
        key: &str,
    ) -> Result<Vec<Appointment>, Failure> {
        let first = self.secret.booking_id(key);
        let starts = weekly(&catalogue.practice.timezone, checked.start, checked.weeks);
        let each = starts.into_iter().zip(0..);
        each.map(|(start, week)| {
            let id = match week {
                0 => first.clone(),
                _ => self.secret.later_booking_id(&first, week),
            };
            Ok(Appointment {
                link: link::known_by(&self.manage_token(&id)?),
                id,
                start,
            })
        })
        .collect()
    }

    /// The booking that these very fields made before, if they did. The key alone is not enough:
    /// it may have been guessed.
    pub(super) async fn made_before(
        &self,
        catalogue: &Catalogue,
        fields: &Fields,
    ) -> Result<Option<Made>, Failure> {
        let (key, checked) = (fields.get("key"), Checked::read(catalogue, fields));
        let (false, Ok(checked)) = (key.is_empty(), checked) else {
            return Ok(None);
        };
        let booking = self.store.booking(&self.secret.booking_id(key)).await?;
        let booking = booking.filter(|booking| booking.fingerprint == checked.fingerprint());
        booking.map(|booking| self.made(booking)).transpose()
    }

    fn made(&self, booking: Booking) -> Result<Made, Failure> {
        let token = self.manage_token(&booking.id)?;
        Ok(Made { booking, token })
    }

    /// The token of the link to a booking.
    pub(crate) fn manage_token(&self, id: &str) -> Result<String, Failure> {
        let token = self.secret.token(Purpose::Manage, id);
        token.ok_or(Failure::Broken)
    }

    /// The bookings of a weekly series after its first, as they stand now.
    pub(crate) async fn later_of(&self, first: &Booking) -> Result<Vec<Booking>, StoreError> {
        let Some(series) = first.series.as_ref().filter(|series| series.week == 0) else {
            return Ok(Vec::new());
        };
        let ids: Vec<_> = (1..series.weeks)
            .map(|week| self.secret.later_booking_id(&first.id, week))
            .collect();
        self.store.bookings(&ids).await
    }
}

/// Everything a booking needs, checked.
struct Checked<'a> {
    choice: Choice<'a>,
    start: Timestamp,
    weeks: u8,
    contact: Contact,
}

impl<'a> Checked<'a> {
    /// Reads it, or says everything that is wrong with it.
    fn read(catalogue: &'a Catalogue, fields: &Fields) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let choice = Choice::read(catalogue, fields)
            .map_err(|more| errors.extend(more))
            .ok();
        let start = read_start(fields).map_err(|error| errors.push(error)).ok();
        let weeks = read_weeks(fields).map_err(|error| errors.push(error)).ok();
        let contact = read_contact(fields)
            .map_err(|more| errors.extend(more))
            .ok();
        match (choice, start, weeks, contact) {
            (Some(choice), Some(start), Some(weeks), Some(contact)) => Ok(Self {
                choice,
                start,
                weeks,
                contact,
            }),
            _ => Err(errors),
        }
    }

    /// The same for equal requests, and for no others.
    fn fingerprint(&self) -> String {
        let Self {
            choice,
            start,
            weeks,
            contact,
        } = self;
        fingerprint(&[
            choice.service.id.as_str(),
            &choice.offer.minutes.to_string(),
            &start.to_string(),
            choice.therapist_id().map_or("", practice::Id::as_str),
            contact.name.as_str(),
            contact.email.as_str(),
            contact.phone.as_ref().map_or("", |phone| phone.as_str()),
            contact.note.as_ref().map_or("", |note| note.as_str()),
            &weeks.to_string(),
        ])
    }
}

/// What the asker has done for the form's key.
pub(super) fn effort(fields: &Fields) -> Effort {
    if is_proven(fields.get("key"), fields.get("proof")) {
        Effort::Proven
    } else {
        Effort::None
    }
}

/// For how many weeks: one, if nobody says.
pub(super) fn read_weeks(fields: &Fields) -> Result<u8, FieldError> {
    let text = fields.get("weeks").trim();
    if text.is_empty() {
        return Ok(1);
    }
    let weeks = text.parse().ok();
    weeks
        .filter(|weeks| (1..=SERIES_WEEKS_MAX).contains(weeks))
        .ok_or_else(|| {
            let message = format!("Choose 1 to {SERIES_WEEKS_MAX} weeks");
            FieldError::new("weeks", message)
        })
}

/// The client's own answers, unless it was a program that gave them.
pub(super) fn read_contact(fields: &Fields) -> Result<Contact, Vec<FieldError>> {
    let contact = Contact::parse(
        fields.get("name"),
        fields.get("email"),
        fields.get("phone"),
        fields.get("note"),
    );
    match honeypot::filled(fields) {
        None => contact,
        Some(error) => {
            let mut errors = contact.err().unwrap_or_default();
            errors.push(error);
            Err(errors)
        }
    }
}

/// Why a start is not to be had, in words for the client.
pub(super) fn words(refusal: Refusal, practice: &Practice) -> String {
    match refusal {
        Refusal::Taken(_) => "That time has just been taken. Choose another time".to_owned(),
        Refusal::InThePast => "That time has passed. Choose a time to come".to_owned(),
        Refusal::TooSoon { notice_minutes } => {
            format!(
                "That time is too soon: we need {} to get ready. Choose a later time",
                site_gen::words::span(notice_minutes)
            )
        }
        Refusal::BeyondHorizon { last } => {
            format!(
                "That time is too far ahead: we take bookings up to {}. Choose an earlier time",
                site_gen::words::day(last)
            )
        }
        Refusal::Closed => format!(
            "{} is not open at that time. Choose a time from the list",
            practice.name
        ),
        Refusal::DoesNotFit => {
            "That time is too close to closing for this length. Choose an earlier time".to_owned()
        }
        Refusal::OffGrid => {
            "Appointments do not start at that minute. Choose a time from the list".to_owned()
        }
        Refusal::TherapistDoesNotGiveService => {
            "Choose a therapist who gives this massage".to_owned()
        }
    }
}

/// The status of the page that says so: 409 for a race that was lost, 422 for what could never be.
pub(super) fn lost_status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::Taken(_) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl From<crate::store::StoreError> for Failure {
    fn from(error: crate::store::StoreError) -> Self {
        match error {
            crate::store::StoreError::Busy => Self::Busy,
            crate::store::StoreError::Broken => Self::Broken,
        }
    }
}
