//! Passing on what has become free: a time is kept for the one who waits, and promised to be told of.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{Busy, Day, Placement, Standing, Wanted, accept, days_touched};
use practice::waiting::{Awaited, best_slot, kept_until};

use super::{Waiting, WaitingState};
use crate::store::audit::{Actor, Deed};
use crate::store::fault::NotCommitted;
use crate::store::hold::Hold;
use crate::store::keys;
use crate::store::outbox::{Promise, Task, WaitingNews};
use crate::store::retry::Tries;
use crate::store::{Store, StoreError};

impl Store {
    /// Keeps a time for somebody who waits, if what was freed holds one that suits them. `hold` is
    /// the id of what is kept. Nobody else can have taken it meanwhile: it is decided on the days as
    /// they are, and written over them alone.
    pub(crate) async fn pass_on(
        &self,
        catalogue: &Catalogue,
        waiting: &Waiting,
        (freed, hold): (&Standing, &str),
        now: impl Fn() -> Timestamp,
    ) -> Result<Option<Waiting>, StoreError> {
        let deed = Deed::new("offer", Actor::Time, now());
        let Some(awaited) = waiting.awaited(catalogue) else {
            return Ok(None);
        };
        let Some(asked) = awaited.asked(&catalogue.practice, freed) else {
            return Ok(None);
        };
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let touched = days_touched(catalogue, &asked, now);
            if touched.is_empty() {
                return Ok(None);
            }
            let read = self.waiting_and_days(&waiting.place(), &touched).await;
            let (stored, days) = match read {
                Ok(read) => read,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error),
            };
            let Some(stored) = stored else {
                return Ok(None);
            };
            if stored.change == deed.id {
                return Ok(Some(stored));
            }
            if !matches!(stored.state, WaitingState::Waiting) {
                return Ok(None);
            }
            let decided = decide(catalogue, &awaited, &stored, freed, (&days, hold), now);
            let Some((hold, placement)) = decided else {
                return Ok(None);
            };
            let offered = stored.became(WaitingState::Offered { hold }, &deed.id);
            match self.commit_offered(&offered, &placement, &deed, now).await {
                Ok(()) => return Ok(Some(offered)),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    async fn commit_offered(
        &self,
        offered: &Waiting,
        placement: &Placement,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let service = || offered.service.clone();
        let write = Task::Write {
            service: service(),
            news: WaitingNews::Offered,
        };
        let release = Task::Release { service: service() };
        let lapses_at = offered.hold().map_or(now, |hold| hold.expires_at);
        let mut transaction = self.transaction();
        transaction.put_days(&placement.days)?;
        transaction.put_version(&keys::waiting(&offered.place()), offered, offered.version)?;
        transaction.put_new(deed.row_of_waiting(offered))?;
        transaction.put_promise(&Promise::of_waiting(offered, write, now, now))?;
        transaction.put_promise(&Promise::of_waiting(offered, release, lapses_at, now))?;
        transaction.commit().await
    }
}

/// What is kept for somebody, and where it is entered; none if nothing suits them.
fn decide(
    catalogue: &Catalogue,
    awaited: &Awaited<'_>,
    waiting: &Waiting,
    freed: &Standing,
    (days, hold): (&[Day], &str),
    now: Timestamp,
) -> Option<(Hold, Placement)> {
    let (busy, lapsed) = (Busy::from_days(days, now, &[]), waiting.lapsed_times());
    let start = best_slot(catalogue, awaited, (freed, &lapsed), &busy, now)?.start;
    let until = kept_until(start, &catalogue.practice, now)?;
    let wanted = Wanted {
        service: awaited.service,
        minutes: awaited.minutes,
        start,
        therapist: awaited.therapist,
        entry_id: hold,
        hold_until: Some(until),
        own: &[],
    };
    let placement = accept(catalogue, &wanted, days, now).ok()?;
    let hold = Hold::for_waiting(&wanted, &placement.standing, until, waiting.place());
    Some((hold, placement))
}
