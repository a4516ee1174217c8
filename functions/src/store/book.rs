//! Booking: read, decide, write in one transaction; when anything moved meanwhile, again.

use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use jiff::{SignedDuration, Timestamp};
use practice::availability::{Day, Placement, Purpose, Refusal, Wanted, accept, days_touched};
use practice::booking::{Contact, Status};
use practice::catalogue::{Offer, Service};
use practice::{Catalogue, Id};
use serde::Serialize;

use super::booking::Booking;
use super::fault::{NotCommitted, judge_transaction};
use super::retry::Tries;
use super::{Store, StoreError, keys, outbox};

/// How long the same request without a key is the same click.
const DOUBLE_CLICK: SignedDuration = SignedDuration::from_mins(10);

/// What a client asks for, checked.
pub(crate) struct Wish<'a> {
    /// Made from the idempotency key.
    pub(crate) id: String,
    pub(crate) fingerprint: String,
    pub(crate) service: &'a Service,
    pub(crate) offer: Offer,
    pub(crate) start: Timestamp,
    pub(crate) therapist: Option<&'a Id>,
    pub(crate) contact: &'a Contact,
}

/// Why there is no booking.
pub(crate) enum NotBooked {
    /// The key made a booking for another request.
    KeyReused,
    /// The time is not offered, or not any more.
    Refused(Refusal),
    /// The store could not tell in time.
    Store(StoreError),
}

impl From<StoreError> for NotBooked {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Store {
    /// Makes a booking, once, however often and however many at a time ask with the same key.
    pub(crate) async fn book(
        &self,
        catalogue: &Catalogue,
        wish: &Wish<'_>,
        now: impl Fn() -> Timestamp,
    ) -> Result<Booking, NotBooked> {
        let wanted = wish.wanted();
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let touched = days_touched(catalogue, &wanted.asked(), now);
            let (earlier, days) = match self.booking_and_days(&wish.id, &touched).await {
                Ok(read) => read,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            if let Some(earlier) = earlier {
                return wish.answered_by(earlier);
            }
            let placement = match accept(catalogue, &wanted, &days, now) {
                Ok(placement) => placement,
                Err(refusal) => return self.refuse(wish, &days, refusal, now).await,
            };
            let booking = wish.booking(catalogue, &placement, now);
            match self.commit(&booking, &placement.days, now).await {
                Ok(()) => return Ok(booking),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// A refusal stands unless what is in the way is the asker's own.
    async fn refuse(
        &self,
        wish: &Wish<'_>,
        days: &[Day],
        refusal: Refusal,
        now: Timestamp,
    ) -> Result<Booking, NotBooked> {
        // An earlier try of this request may have committed after the first read.
        if let Some(earlier) = self.booking(&wish.id).await? {
            return wish.answered_by(earlier);
        }
        // A double click without a key: the same request already has this very time.
        for id in wish.bookings_at_start(days) {
            let Some(booking) = self.booking(&id).await? else {
                continue;
            };
            if wish.is_repeated_by(&booking, now) {
                return Ok(booking);
            }
        }
        Err(NotBooked::Refused(refusal))
    }

    async fn commit(
        &self,
        booking: &Booking,
        days: &[Day],
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let mut puts = Vec::with_capacity(days.len() + 3);
        for day in days {
            puts.push(self.put_day(day)?);
        }
        puts.push(self.put_new(item(&keys::booking(&booking.id), booking)?)?);
        puts.push(self.put_new(outbox::audit("book", booking, now))?);
        puts.push(self.put_new(outbox::promise(booking, now))?);
        let puts = puts
            .into_iter()
            .map(|put| TransactWriteItem::builder().put(put).build())
            .collect();
        let request = self
            .client
            .transact_write_items()
            .set_transact_items(Some(puts));
        request
            .send()
            .await
            .map(drop)
            .map_err(|error| judge_transaction(&error))
    }

    /// A day, written only over the version it was decided on.
    fn put_day(&self, day: &Day) -> Result<Put, NotCommitted> {
        let put = Put::builder().table_name(&*self.table);
        let put = put.set_item(Some(item(&keys::day(day.resource(), day.date()), day)?));
        let put = match day.version() - 1 {
            0 => put.condition_expression("attribute_not_exists(pk)"),
            seen => put
                .condition_expression("#version = :seen")
                .expression_attribute_names("#version", "version")
                .expression_attribute_values(
                    ":seen",
                    aws_sdk_dynamodb::types::AttributeValue::N(seen.to_string()),
                ),
        };
        put.build().map_err(|_| NotCommitted::Broken)
    }

    /// An item that must not be there yet.
    fn put_new(&self, item: Item) -> Result<Put, NotCommitted> {
        let put = Put::builder().table_name(&*self.table).set_item(Some(item));
        put.condition_expression("attribute_not_exists(pk)")
            .build()
            .map_err(|_| NotCommitted::Broken)
    }
}

type Item = std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>;

fn item(key: &keys::Key, value: &impl Serialize) -> Result<Item, NotCommitted> {
    let mut item: Item = serde_dynamo::to_item(value).map_err(|_| NotCommitted::Broken)?;
    item.extend(key.attributes());
    Ok(item)
}

impl Wish<'_> {
    fn wanted(&self) -> Wanted<'_> {
        let Self {
            service,
            offer,
            start,
            therapist,
            ..
        } = *self;
        Wanted {
            service,
            minutes: offer.minutes,
            start,
            therapist,
            entry_id: &self.id,
            hold_until: None,
            own: &[],
        }
    }

    /// The answer to a repeated request; another request under the same key has none.
    fn answered_by(&self, earlier: Booking) -> Result<Booking, NotBooked> {
        if earlier.fingerprint == self.fingerprint {
            Ok(earlier)
        } else {
            Err(NotBooked::KeyReused)
        }
    }

    fn bookings_at_start(&self, days: &[Day]) -> Vec<String> {
        let entries = days
            .iter()
            .flat_map(Day::entries)
            .filter(|entry| entry.purpose == Purpose::Booking);
        let at_start = entries.filter(|entry| entry.time.start() == self.start);
        let mut ids: Vec<_> = at_start.map(|entry| entry.id.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// Whether a booking was made by this very request a moment ago. Whoever only knows a client's
    /// address and time must not be handed the link to their booking.
    fn is_repeated_by(&self, booking: &Booking, now: Timestamp) -> bool {
        booking.is_active()
            && booking.fingerprint == self.fingerprint
            && now.duration_since(booking.made_at) <= DOUBLE_CLICK
    }

    fn booking(&self, catalogue: &Catalogue, placement: &Placement, now: Timestamp) -> Booking {
        let practice = &catalogue.practice;
        let status = if practice.booking.approval {
            Status::Pending
        } else {
            Status::Confirmed
        };
        Booking {
            id: self.id.clone(),
            status,
            version: 1,
            service: self.service.id.to_string(),
            minutes: self.offer.minutes,
            start: placement.start,
            end: placement.end,
            therapist: placement.therapist.to_string(),
            room: placement.room.as_ref().map(ToString::to_string),
            price: self.offer.price.to_string(),
            currency: practice.currency.code().to_owned(),
            name: self.contact.name.as_str().to_owned(),
            email: self.contact.email.as_str().to_owned(),
            phone: self
                .contact
                .phone
                .as_ref()
                .map(|phone| phone.as_str().to_owned()),
            note: self
                .contact
                .note
                .as_ref()
                .map(|note| note.as_str().to_owned()),
            fingerprint: self.fingerprint.clone(),
            made_at: now,
        }
    }
}
