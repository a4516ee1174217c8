//! What becomes of an offer: it lapses, it is booked, or whoever had it leaves.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::Day;

use super::{LAPSED_MAX, Lapsed, Place, Waiting, WaitingState};
use crate::store::audit::{Actor, Deed};
use crate::store::booking::Booking;
use crate::store::days::without;
use crate::store::fault::NotCommitted;
use crate::store::hold::Hold;
use crate::store::keys;
use crate::store::outbox::{Before, Promise, Task};
use crate::store::retry::Tries;
use crate::store::transaction::Transaction;
use crate::store::{Store, StoreError};

/// A waiting as it will be, and the days that change with it.
struct Closed {
    waiting: Waiting,
    days: Vec<Day>,
    /// What nobody keeps any longer.
    freed: Option<Before>,
}

impl Store {
    /// Takes somebody off the waiting list; what was kept for them is passed on. None if they were
    /// never on it. Who has booked or left stays so.
    pub(crate) async fn leave(
        &self,
        catalogue: &Catalogue,
        place: &Place,
        actor: Actor,
        now: impl Fn() -> Timestamp,
    ) -> Result<Option<Waiting>, StoreError> {
        let deed = Deed::new("leave", actor, now());
        let mut tries = Tries::begin();
        while tries.another().await {
            match self.leave_once(catalogue, place, &deed, now()).await {
                Ok(left) => return Ok(left),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn leave_once(
        &self,
        catalogue: &Catalogue,
        place: &Place,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<Option<Waiting>, NotCommitted> {
        let Some(waiting) = self.waiting_once(place).await? else {
            return Ok(None);
        };
        let days = match &waiting.state {
            WaitingState::Booked { .. } | WaitingState::Left => return Ok(Some(waiting)),
            WaitingState::Waiting => Vec::new(),
            WaitingState::Offered { hold } => self.without(catalogue, hold).await?,
        };
        let left = Closed {
            freed: waiting.hold().map(Before::of_hold),
            waiting: waiting.became(WaitingState::Left, &deed.id),
            days,
        };
        self.commit_closed(&left, deed, now).await?;
        Ok(Some(left.waiting))
    }

    /// Puts somebody who let an offer lapse back in line; what was kept for them is passed on.
    /// Nothing happens if it was not this offer, or is still theirs.
    pub(crate) async fn let_lapse(
        &self,
        place: &Place,
        version: u64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let deed = Deed::new("lapse", Actor::Time, now);
        let mut tries = Tries::begin();
        while tries.another().await {
            match self.lapse_once(place, version, &deed, now).await {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn lapse_once(
        &self,
        place: &Place,
        version: u64,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let waiting = self.waiting_once(place).await?;
        let Some(waiting) = waiting.filter(|waiting| waiting.version == version) else {
            return Ok(());
        };
        let Some(hold) = waiting.hold().filter(|hold| hold.expires_at <= now) else {
            return Ok(());
        };
        let mut back = waiting.became(WaitingState::Waiting, &deed.id);
        back.lapsed.push(Lapsed {
            start: hold.start,
            end: hold.end,
        });
        let too_many = back.lapsed.len().saturating_sub(LAPSED_MAX);
        back.lapsed.drain(..too_many);
        let lapsed = Closed {
            freed: Some(Before::of_hold(hold)),
            waiting: back,
            // An expired hold is in nobody's way (N7).
            days: Vec::new(),
        };
        self.commit_closed(&lapsed, deed, now).await
    }

    /// The days without what is kept.
    async fn without(&self, catalogue: &Catalogue, hold: &Hold) -> Result<Vec<Day>, NotCommitted> {
        let days = self.days_held(catalogue, hold).await?;
        Ok(without(&days, &hold.id))
    }

    async fn commit_closed(
        &self,
        closed: &Closed,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        transaction.put_days(&closed.days)?;
        transaction.put_closed(closed, deed, now)?;
        transaction.commit().await
    }
}

impl Transaction<'_> {
    /// Somebody who waited has booked, by what was kept for them: if they gave that up for another
    /// time, it is passed on.
    pub(in crate::store) fn put_booked(
        &mut self,
        waiting: &Waiting,
        booking: &Booking,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let deed = Deed::new("wait-no-more", Actor::Client, now);
        let state = WaitingState::Booked {
            booking: booking.id.clone(),
        };
        let given_up = waiting
            .hold()
            .filter(|hold| hold.start != booking.start || hold.therapist != booking.therapist);
        let booked = Closed {
            freed: given_up.map(Before::of_hold),
            waiting: waiting.became(state, &deed.id),
            days: Vec::new(),
        };
        self.put_closed(&booked, &deed, now)
    }

    fn put_closed(
        &mut self,
        closed: &Closed,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let waiting = &closed.waiting;
        self.put_version(&keys::waiting(&waiting.place()), waiting, waiting.version)?;
        self.put_new(deed.row_of_waiting(waiting))?;
        match closed.freed.clone() {
            Some(freed) => {
                let task = Task::PassOn { freed };
                self.put_promise(&Promise::of_waiting(waiting, task, now, now))
            }
            None => Ok(()),
        }
    }
}
