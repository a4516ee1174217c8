//! How many bookings one contact may have: so many to come, and so many made within a day.
//!
//! What is asked for is written down before it is judged and before it is booked. Updates of one item
//! come one after the other, so of many asks at once each sees those before it, and no more than
//! may be are let through; a check that came first could not promise that. A list that is short is
//! not looked at twice, whatever has become of what is on it. Only a long one is held against the
//! bookings themselves, and rid of what was never made, is over, or was cancelled.
//!
//! It keeps one contact from taking too much; that nothing is taken twice is kept elsewhere. So it
//! does not follow a booking that is moved until it looks at the bookings again.

use jiff::{SignedDuration, Timestamp};

use super::Limits;
use crate::App;
use crate::answer::{Failure, Limited};
use crate::store::{Asked, AskedList, Booking, Remembered, StoreError};

/// Bookings of one contact that are still to come: a weekly series of twelve, and some more.
const OPEN_MAX: usize = 16;
/// Bookings of one contact made within a day, also those cancelled since.
const MADE_MAX: usize = 20;
/// What was asked for this lately may still be on its way to the table.
const IN_FLIGHT: SignedDuration = SignedDuration::from_secs(10);
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Writes down what a contact asks for, and gives what is remembered of it.
    ///
    /// # Errors
    /// [`Failure::Limited`], if it is more than one contact may have; [`Failure::Busy`], if it cannot
    /// be written down: then it is not booked.
    pub(crate) async fn admit_contact(
        &self,
        code: &str,
        asked: &AskedList,
    ) -> Result<Remembered, Failure> {
        let now = self.now();
        let remembered = self.store.remember(code, asked, now).await?;
        let list = remembered.with(asked);
        if self.limits == Limits::Lifted || list.len() <= OPEN_MAX {
            return Ok(remembered);
        }
        let mut counted = self.counted(&list, now).await?;
        let admitted = fits(&counted, now) || self.is_made(asked).await?;
        if !admitted {
            // What stood there before may be on its way to the table, by an ask with the same key.
            counted.retain(|id, _| !asked.contains_key(id) || remembered.asked.contains_key(id));
        }
        let gone = list.keys().filter(|id| !counted.contains_key(*id));
        self.store.forget(code, gone.map(String::as_str)).await?;
        if admitted {
            Ok(remembered)
        } else {
            Err(Failure::Limited(Limited::Contact))
        }
    }

    /// What still counts of a long list.
    async fn counted(&self, list: &AskedList, now: Timestamp) -> Result<AskedList, StoreError> {
        let mut counted = list.clone();
        counted.retain(|_, asked| !asked.is_over(now));
        if fits(&counted, now) {
            return Ok(counted);
        }
        let ids: Vec<_> = counted.keys().cloned().collect();
        let bookings = self.store.bookings(&ids).await?;
        Ok(as_they_stand(&counted, &bookings, now))
    }

    /// Whether this very ask has been answered before: it is then answered as before.
    async fn is_made(&self, asked: &AskedList) -> Result<bool, StoreError> {
        let ids: Vec<_> = asked.keys().cloned().collect();
        Ok(!self.store.bookings(&ids).await?.is_empty())
    }
}

/// Whether a contact may have all of this.
fn fits(list: &AskedList, now: Timestamp) -> bool {
    let open = list.values().filter(|asked| asked.end > now).count();
    let made = list.values().filter(|asked| asked.is_of_this_day(now));
    open <= OPEN_MAX && made.count() <= MADE_MAX
}

/// The list as the bookings say: without what was never made, and without what was cancelled, but
/// for having been made that day.
fn as_they_stand(list: &AskedList, bookings: &[Booking], now: Timestamp) -> AskedList {
    let as_it_stands = |(id, asked): (&String, &Asked)| {
        let booking = bookings.iter().find(|booking| booking.id == *id);
        let end = match booking {
            Some(booking) if booking.is_active() => booking.end,
            Some(_) => asked.made_at,
            None if now.duration_since(asked.made_at) < IN_FLIGHT => asked.end,
            None => return None,
        };
        let asked = Asked { end, ..*asked };
        (!asked.is_over(now)).then(|| (id.clone(), asked))
    };
    list.iter().filter_map(as_it_stands).collect()
}

impl Asked {
    fn is_of_this_day(&self, now: Timestamp) -> bool {
        now.duration_since(self.made_at) < DAY
    }

    /// Whether it counts no more.
    fn is_over(&self, now: Timestamp) -> bool {
        self.end <= now && !self.is_of_this_day(now)
    }
}
