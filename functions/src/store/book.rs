//! Booking: read, decide, write in one transaction; when anything moved meanwhile, again.

use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::availability::{Day, Placement, Purpose, Refusal, accept_series};

use super::audit::{Actor, Deed};
use super::booking::Booking;
use super::fault::NotCommitted;
use super::outbox::{News, Promise};
use super::retry::Tries;
use super::waiting::{Waiting, WaitingState};
use super::wish::Wish;
use super::{Store, StoreError};

/// How long the same request without a key is the same click.
const DOUBLE_CLICK: SignedDuration = SignedDuration::from_mins(10);

/// Why there is no booking.
pub(crate) enum NotBooked {
    /// The key made a booking for another request.
    KeyReused,
    /// These starts are not offered, or not any more.
    Refused(Vec<(Timestamp, Refusal)>),
    /// The store could not tell in time.
    Store(StoreError),
}

/// What is written together.
struct Made<'a> {
    bookings: &'a [Booking],
    placed: &'a [Placement],
    /// Whoever on the waiting list waits no more.
    waited: Option<&'a Waiting>,
    grace: SignedDuration,
}

impl From<StoreError> for NotBooked {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Store {
    /// Makes a booking, or every booking of a weekly series, of which it gives the first; once,
    /// however often and however many at a time ask with the same key.
    pub(crate) async fn book(
        &self,
        catalogue: &Catalogue,
        wish: &Wish<'_>,
        now: impl Fn() -> Timestamp,
    ) -> Result<Booking, NotBooked> {
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let (own, first) = (wish.own(), wish.first_id());
            let wanted = wish.wanted(&own);
            let touched = wish.touched(catalogue, &wanted, now);
            let (earlier, days) = match self.booking_and_days(first, &touched).await {
                Ok(read) => read,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            if let Some(earlier) = earlier {
                return answered_by(wish, earlier);
            }
            let placed = match accept_series(catalogue, &wanted, &days, now) {
                Ok(placed) => placed,
                Err(refused) => return self.refuse(wish, &days, refused, now).await,
            };
            let waited = match self.waiting_of(wish).await {
                Ok(waited) => waited,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            let made = wish.bookings(catalogue, &placed, now);
            let made = Made {
                bookings: &made,
                placed: &placed,
                waited: waited.as_ref(),
                grace: wish.grace,
            };
            match self.commit_made(&made, now).await {
                Ok(booking) => return Ok(booking),
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
        refused: Vec<(usize, Refusal)>,
        now: Timestamp,
    ) -> Result<Booking, NotBooked> {
        // An earlier try of this request may have committed after the first read.
        if let Some(earlier) = self.booking(wish.first_id()).await? {
            return answered_by(wish, earlier);
        }
        // A double click without a key: the same request already has this very time.
        for id in bookings_at(days, wish.start()) {
            let Some(booking) = self.booking(&id).await? else {
                continue;
            };
            if is_repeated_by(wish, &booking, now) {
                return Ok(booking);
            }
        }
        let at = |(index, refusal)| Some((wish.start_of(index)?, refusal));
        Err(NotBooked::Refused(
            refused.into_iter().filter_map(at).collect(),
        ))
    }

    /// Whoever on the waiting list books with this, if they still wait.
    async fn waiting_of(&self, wish: &Wish<'_>) -> Result<Option<Waiting>, StoreError> {
        let Some(place) = wish.hold.and_then(|hold| hold.waiting.as_ref()) else {
            return Ok(None);
        };
        let waiting = self.waiting_once(place).await?;
        Ok(waiting.filter(|waiting| {
            matches!(
                waiting.state,
                WaitingState::Waiting | WaitingState::Offered { .. }
            )
        }))
    }

    async fn commit_made(&self, made: &Made<'_>, now: Timestamp) -> Result<Booking, NotCommitted> {
        let mut transaction = self.transaction();
        let mut first = None;
        for (booking, placement) in made.bookings.iter().zip(made.placed) {
            let deed = Deed::new("book", Actor::Client, now);
            let mut booking = booking.clone();
            booking.change.clone_from(&deed.id);
            let promises = match booking.prove_by {
                Some(prove_by) => Promise::to_be_proven(&booking, prove_by, now),
                None => vec![Promise::tell(
                    &booking,
                    News::made(&booking),
                    None,
                    now,
                    made.grace,
                )],
            };
            transaction.put_days(&placement.days)?;
            transaction.put_booking(&booking, deed.row(&booking), &promises)?;
            first.get_or_insert(booking);
        }
        let first = first.ok_or(NotCommitted::Broken)?;
        if let Some(waited) = made.waited {
            transaction.put_booked(waited, &first, now)?;
        }
        transaction.commit().await?;
        Ok(first)
    }
}

/// What a request that came before was answered; another request under the same key has none.
fn answered_by(wish: &Wish<'_>, earlier: Booking) -> Result<Booking, NotBooked> {
    if earlier.fingerprint == wish.fingerprint {
        Ok(earlier)
    } else {
        Err(NotBooked::KeyReused)
    }
}

fn bookings_at(days: &[Day], start: Timestamp) -> Vec<String> {
    let entries = days
        .iter()
        .flat_map(Day::entries)
        .filter(|entry| entry.purpose == Purpose::Booking);
    let at_start = entries.filter(|entry| entry.time.start() == start);
    let mut ids: Vec<_> = at_start.map(|entry| entry.id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

/// Whether a booking was made by this very request a moment ago. Whoever only knows a client's
/// address and time must not be handed the link to their booking.
fn is_repeated_by(wish: &Wish<'_>, booking: &Booking, now: Timestamp) -> bool {
    booking.is_active()
        && booking.fingerprint == wish.fingerprint
        && now.duration_since(booking.made_at) <= DOUBLE_CLICK
}
