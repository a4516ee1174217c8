//! Booking for a client at the desk: any start, therapist and room, in the transaction of a booking.

use jiff::{SignedDuration, Timestamp};
use practice::availability::{Arranged, Buffers, Force, InTheWay, Interval, StaffWish, arrange};
use practice::booking::{DeskContact, Status};
use practice::catalogue::{Offer, Service};
use practice::{Catalogue, Id};

use super::audit::{Actor, Deed};
use super::booking::Booking;
use super::fault::NotCommitted;
use super::outbox::{News, Promise};
use super::retry::Tries;
use super::{Store, StoreError};

/// What staff want to book for a client.
pub(crate) struct DeskWish<'a> {
    /// The booking's id, made from the form's key.
    pub(crate) id: String,
    pub(crate) fingerprint: String,
    pub(crate) service: &'a Service,
    pub(crate) offer: Offer,
    pub(crate) start: Timestamp,
    pub(crate) therapist: &'a Id,
    pub(crate) room: Option<&'a Id>,
    pub(crate) contact: &'a DeskContact,
    /// The id under which the contact is filed.
    pub(crate) client: String,
    /// What its link's token is known by.
    pub(crate) link: String,
    pub(crate) force: Force,
    /// How long the first mail waits for a change that replaces it.
    pub(crate) grace: SignedDuration,
}

/// Why there is no booking.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotBookedAtDesk {
    /// The key made a booking for another request.
    KeyReused,
    /// All this is in the way.
    InTheWay(Vec<InTheWay>),
    /// It would end beyond the calendar.
    NoSuchTime,
    /// The store could not tell in time.
    Store(StoreError),
}

impl Store {
    /// Books for a client, once per key. It takes place at once: nobody has to decide on it or
    /// confirm an address.
    pub(crate) async fn book_at_desk(
        &self,
        catalogue: &Catalogue,
        wish: &DeskWish<'_>,
        actor: Actor,
        now: impl Fn() -> Timestamp,
    ) -> Result<Booking, NotBookedAtDesk> {
        let staff_wish = wish.staff_wish().ok_or(NotBookedAtDesk::NoSuchTime)?;
        let touched = staff_wish.days(catalogue);
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let (earlier, days) = match self.booking_and_days(&wish.id, &touched).await {
                Ok(read) => read,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(NotBookedAtDesk::Store(error)),
            };
            if let Some(earlier) = earlier {
                return match earlier.fingerprint == wish.fingerprint {
                    true => Ok(earlier),
                    false => Err(NotBookedAtDesk::KeyReused),
                };
            }
            let arranged = arrange(catalogue, &staff_wish, &days, now);
            let arranged = arranged.map_err(NotBookedAtDesk::InTheWay)?;
            let mut deed = Deed::new("book", actor, now);
            deed.forced = !arranged.passed_over.is_empty();
            let booking = wish.booking(catalogue, &arranged, &deed, now);
            match self
                .commit_booked(&booking, &arranged, &deed, wish, now)
                .await
            {
                Ok(()) => return Ok(booking),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => {
                    return Err(NotBookedAtDesk::Store(StoreError::Broken));
                }
            }
        }
        Err(NotBookedAtDesk::Store(StoreError::Busy))
    }

    async fn commit_booked(
        &self,
        booking: &Booking,
        arranged: &Arranged,
        deed: &Deed,
        wish: &DeskWish<'_>,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let tell = Promise::tell(booking, News::made(booking), None, now, wish.grace);
        let mut transaction = self.transaction();
        transaction.put_days(&arranged.placement.days)?;
        transaction.put_booking(booking, deed.row(booking), &[tell])?;
        transaction.commit().await
    }
}

impl DeskWish<'_> {
    fn staff_wish(&self) -> Option<StaffWish<'_>> {
        let minutes = SignedDuration::from_mins(i64::from(self.offer.minutes));
        let end = self.start.checked_add(minutes).ok()?;
        Some(StaffWish {
            service: Some(self.service),
            time: Interval::new(self.start..end)?,
            buffers: Buffers::of(self.service),
            therapist: self.therapist,
            room: self.room,
            entry_id: &self.id,
            force: self.force,
        })
    }

    fn booking(
        &self,
        catalogue: &Catalogue,
        arranged: &Arranged,
        deed: &Deed,
        now: Timestamp,
    ) -> Booking {
        let contact = self.contact;
        let text = |text: Option<&str>| text.map(str::to_owned);
        let mut booking = Booking {
            id: self.id.clone(),
            status: Status::Confirmed,
            version: 1,
            service: self.service.id.to_string(),
            minutes: self.offer.minutes,
            start: self.start,
            end: self.start,
            buffer_before: 0,
            buffer_after: 0,
            therapist: String::new(),
            room: None,
            price: self.offer.price.to_string(),
            currency: catalogue.practice.currency.code().to_owned(),
            name: contact.name.as_str().to_owned(),
            email: text(contact.email.as_ref().map(|email| email.as_str())).unwrap_or_default(),
            phone: text(contact.phone.as_ref().map(|phone| phone.as_str())),
            note: text(contact.note.as_ref().map(|note| note.as_str())),
            fingerprint: self.fingerprint.clone(),
            made_at: now,
            prove_by: None,
            series: None,
            forced: false,
            called_off: false,
            change: deed.id.clone(),
            client: self.client.clone(),
            link: self.link.clone(),
        };
        booking.stand(&arranged.placement.standing);
        booking.forced = arranged.overlaps();
        booking
    }
}
