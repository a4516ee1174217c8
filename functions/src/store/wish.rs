//! What a client asks for, checked.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use practice::availability::{Placement, Resource, Wanted, days_touched};
use practice::booking::{Contact, Status, prove_by};
use practice::catalogue::{Offer, Service};
use practice::{Catalogue, Id};

use super::booking::{Booking, Series};
use super::hold::Hold;

/// A booking to be made, or a weekly series of them.
pub(crate) struct Wish<'a> {
    /// Each appointment: its id, made from the idempotency key, and its start. Never empty.
    pub(crate) appointments: Vec<Appointment>,
    pub(crate) fingerprint: String,
    pub(crate) service: &'a Service,
    pub(crate) offer: Offer,
    pub(crate) therapist: Option<&'a Id>,
    pub(crate) contact: &'a Contact,
    /// The id under which the contact is filed.
    pub(crate) client: String,
    /// What is held for the client, and given up for it.
    pub(crate) hold: Option<&'a Hold>,
    /// Whether its client has first to confirm that they read mail at their address.
    pub(crate) must_prove: bool,
    /// How long the first mail waits for a change that replaces it.
    pub(crate) grace: SignedDuration,
}

/// One appointment of a wish.
pub(crate) struct Appointment {
    pub(crate) id: String,
    /// What its link's token is known by.
    pub(crate) link: String,
    pub(crate) start: Timestamp,
}

impl<'a> Wish<'a> {
    /// What does not stand in its way, by id.
    pub(super) fn own(&self) -> Vec<&str> {
        self.hold.iter().map(|hold| hold.id.as_str()).collect()
    }

    /// What is asked of the days. Whichever comes first gives up the hold.
    pub(super) fn wanted<'w>(&'w self, own: &'w [&'w str]) -> Vec<Wanted<'w>> {
        let each = self.appointments.iter();
        each.map(|appointment| Wanted {
            service: self.service,
            minutes: self.offer.minutes,
            start: appointment.start,
            therapist: self.therapist,
            entry_id: &appointment.id,
            hold_until: None,
            own,
        })
        .collect()
    }

    /// The days to read: those that decide, and those where the hold stands.
    pub(super) fn touched(
        &self,
        catalogue: &Catalogue,
        wanted: &[Wanted<'_>],
        now: Timestamp,
    ) -> Vec<(Resource, Date)> {
        let mut touched: BTreeSet<_> = wanted
            .iter()
            .flat_map(|wanted| days_touched(catalogue, &wanted.asked(), now))
            .collect();
        let held = self.hold.and_then(Hold::standing);
        touched.extend(
            held.iter()
                .flat_map(|held| held.days(&catalogue.practice.timezone)),
        );
        touched.into_iter().collect()
    }

    /// What will stand in the table.
    pub(super) fn bookings(
        &self,
        catalogue: &Catalogue,
        placed: &[Placement],
        now: Timestamp,
    ) -> Vec<Booking> {
        let each = self.appointments.iter().zip(placed).enumerate();
        each.map(|(week, (appointment, placement))| {
            let mut booking = self.booking(catalogue, appointment, placement, now);
            booking.series = self.series(week);
            booking
        })
        .collect()
    }

    fn booking(
        &self,
        catalogue: &Catalogue,
        appointment: &Appointment,
        placement: &Placement,
        now: Timestamp,
    ) -> Booking {
        let (practice, contact) = (&catalogue.practice, self.contact);
        let prove_by = self.must_prove.then(|| prove_by(now, appointment.start));
        let status = if practice.booking.approval || prove_by.is_some() {
            Status::Pending
        } else {
            Status::Confirmed
        };
        let mut booking = Booking {
            id: appointment.id.clone(),
            status,
            version: 1,
            service: self.service.id.to_string(),
            minutes: self.offer.minutes,
            start: appointment.start,
            end: appointment.start,
            buffer_before: 0,
            buffer_after: 0,
            therapist: String::new(),
            room: None,
            price: self.offer.price.to_string(),
            currency: practice.currency.code().to_owned(),
            name: contact.name.as_str().to_owned(),
            email: contact.email.as_str().to_owned(),
            phone: contact
                .phone
                .as_ref()
                .map(|phone| phone.as_str().to_owned()),
            note: contact.note.as_ref().map(|note| note.as_str().to_owned()),
            fingerprint: self.fingerprint.clone(),
            made_at: now,
            prove_by,
            series: None,
            forced: false,
            called_off: false,
            change: String::new(),
            client: self.client.clone(),
            link: appointment.link.clone(),
        };
        booking.stand(&placement.standing);
        booking
    }

    fn series(&self, week: usize) -> Option<Series> {
        let weeks = self.appointments.len();
        (weeks > 1).then(|| Series {
            first: self.first_id().to_owned(),
            week: u8::try_from(week).unwrap_or(u8::MAX),
            weeks: u8::try_from(weeks).unwrap_or(u8::MAX),
        })
    }

    pub(super) fn first_id(&self) -> &str {
        self.appointments.first().map_or("", |first| &first.id)
    }

    pub(super) fn start(&self) -> Timestamp {
        self.start_of(0).unwrap_or_default()
    }

    pub(super) fn start_of(&self, index: usize) -> Option<Timestamp> {
        Some(self.appointments.get(index)?.start)
    }
}
