//! Holds: a start kept for one client for a few minutes.
//!
//! A hold is an entry of the days it stands on, and nothing else in the table: it tells nobody, it
//! ends by itself (N7), and so it has neither an item nor an audit row of its own. Where it stands
//! is written in the client's own copy, which only these functions can make or open.

use jiff::{SignedDuration, Timestamp};
use practice::availability::{
    Buffers, Day, Purpose, Refusal, Standing, Wanted, accept, days_touched, place,
};
use practice::catalogue::Service;
use practice::{Catalogue, Id};
use serde::{Deserialize, Serialize};

use super::days::without;
use super::fault::NotCommitted;
use super::retry::Tries;
use super::waiting::Place;
use super::{Store, StoreError};

/// A start kept for a client.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Hold {
    pub(crate) id: String,
    pub(crate) service: String,
    pub(crate) minutes: u16,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    pub(crate) buffer_before: u16,
    pub(crate) buffer_after: u16,
    pub(crate) therapist: String,
    pub(crate) room: Option<String>,
    /// From then on it keeps nobody away.
    pub(crate) expires_at: Timestamp,
    /// Whether it has been renewed, which it is once.
    pub(crate) renewed: bool,
    /// Who on the waiting list it was taken for, and what was taken in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) waiting: Option<Place>,
}

/// A start to be held.
pub(crate) struct HoldWish<'a> {
    pub(crate) id: String,
    pub(crate) service: &'a Service,
    pub(crate) minutes: u16,
    pub(crate) start: Timestamp,
    pub(crate) therapist: Option<&'a Id>,
    /// For how long.
    pub(crate) lasts: SignedDuration,
    /// What the client holds already, and gives up for it.
    pub(crate) instead_of: Option<&'a Hold>,
}

/// Why nothing is held.
pub(crate) enum NotHeld {
    /// The start is not offered, or not any more.
    Refused(Refusal),
    /// The store could not tell in time.
    Store(StoreError),
}

impl From<StoreError> for NotHeld {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Hold {
    /// Where it stands; none if it was not made here.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let buffers = Buffers {
            before: self.buffer_before,
            after: self.buffer_after,
        };
        let (room, time) = (self.room.as_deref(), self.start..self.end);
        Standing::parse(&self.therapist, room, time, buffers)
    }

    fn of(wish: &HoldWish<'_>, standing: &Standing, expires_at: Timestamp) -> Self {
        Self {
            id: wish.id.clone(),
            service: wish.service.id.to_string(),
            minutes: wish.minutes,
            start: standing.time.start(),
            end: standing.time.end(),
            buffer_before: standing.buffers.before,
            buffer_after: standing.buffers.after,
            therapist: standing.therapist.to_string(),
            room: standing.room.as_ref().map(ToString::to_string),
            expires_at,
            renewed: false,
            waiting: wish.instead_of.and_then(|hold| hold.waiting.clone()),
        }
    }

    /// What is kept for somebody on the waiting list. It lasts as long as it can, and is not renewed.
    pub(super) fn for_waiting(
        wanted: &Wanted<'_>,
        standing: &Standing,
        expires_at: Timestamp,
        place: Place,
    ) -> Self {
        let wish = HoldWish {
            id: wanted.entry_id.to_owned(),
            service: wanted.service,
            minutes: wanted.minutes,
            start: wanted.start,
            therapist: wanted.therapist,
            lasts: SignedDuration::ZERO,
            instead_of: None,
        };
        Self {
            renewed: true,
            waiting: Some(place),
            ..Self::of(&wish, standing, expires_at)
        }
    }
}

impl Store {
    /// Holds a start, and gives up what was held before, in one transaction.
    pub(crate) async fn hold(
        &self,
        catalogue: &Catalogue,
        wish: &HoldWish<'_>,
        now: impl Fn() -> Timestamp,
    ) -> Result<Hold, NotHeld> {
        let own: Vec<_> = wish
            .instead_of
            .iter()
            .map(|hold| hold.id.as_str())
            .collect();
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let expires_at = now + wish.lasts;
            let wanted = Wanted {
                service: wish.service,
                minutes: wish.minutes,
                start: wish.start,
                therapist: wish.therapist,
                entry_id: &wish.id,
                hold_until: Some(expires_at),
                own: &own,
            };
            let mut touched = days_touched(catalogue, &wanted.asked(), now);
            let before = wish.instead_of.and_then(Hold::standing);
            touched.extend(
                before
                    .iter()
                    .flat_map(|held| held.days(&catalogue.practice.timezone)),
            );
            touched.sort_unstable();
            touched.dedup();
            let days = match self.days_to_decide_on(&touched).await {
                Ok(days) => days,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            let placement = accept(catalogue, &wanted, &days, now).map_err(NotHeld::Refused)?;
            match self.commit_days(&placement.days).await {
                Ok(()) => return Ok(Hold::of(wish, &placement.standing, expires_at)),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    /// Keeps what is held for as long again from now; once. None if it was lost.
    pub(crate) async fn renew(
        &self,
        catalogue: &Catalogue,
        hold: &Hold,
        lasts: SignedDuration,
        now: impl Fn() -> Timestamp,
    ) -> Result<Option<Hold>, StoreError> {
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let days = match self.days_held(catalogue, hold).await {
                Ok(days) => days,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error),
            };
            let expires_at = now + lasts;
            let Some(longer) = each_longer(&days, hold, expires_at, now) else {
                return Ok(None);
            };
            match self.commit_days(&longer).await {
                Ok(()) => {
                    return Ok(Some(Hold {
                        expires_at,
                        renewed: true,
                        ..hold.clone()
                    }));
                }
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    /// Gives back what is held; what is not held any more is given back already.
    pub(crate) async fn release(
        &self,
        catalogue: &Catalogue,
        hold: &Hold,
    ) -> Result<(), StoreError> {
        let mut tries = Tries::begin();
        while tries.another().await {
            let days = match self.days_held(catalogue, hold).await {
                Ok(days) => days,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error),
            };
            let freed = without(&days, &hold.id);
            if freed.is_empty() {
                return Ok(());
            }
            match self.commit_days(&freed).await {
                Ok(()) => return Ok(()),
                Err(NotCommitted::Again) => {}
                Err(NotCommitted::Broken) => return Err(StoreError::Broken),
            }
        }
        Err(StoreError::Busy)
    }

    pub(super) async fn days_held(
        &self,
        catalogue: &Catalogue,
        hold: &Hold,
    ) -> Result<Vec<Day>, StoreError> {
        let standing = hold.standing();
        let zone = &catalogue.practice.timezone;
        let days = standing.map_or(Vec::new(), |standing| standing.days(zone));
        self.days_to_decide_on(&days).await
    }

    async fn commit_days(&self, days: &[Day]) -> Result<(), NotCommitted> {
        let mut transaction = self.transaction();
        transaction.put_days(days)?;
        transaction.commit().await
    }
}

/// Each day of a hold, with the hold until then; none if the hold was lost, or was renewed before.
fn each_longer(
    days: &[Day],
    hold: &Hold,
    expires_at: Timestamp,
    now: Timestamp,
) -> Option<Vec<Day>> {
    let longer = days.iter().map(|day| {
        let held = day.entries().iter().find(|entry| entry.id == hold.id)?;
        let as_told = Purpose::Hold {
            expires_at: hold.expires_at,
        };
        let mut entry = held.clone();
        entry.purpose = Purpose::Hold { expires_at };
        let lives = held.purpose == as_told && hold.expires_at > now && !hold.renewed;
        lives.then_some(())?;
        place(day, &entry, now, &[]).ok()
    });
    let longer: Option<Vec<Day>> = longer.collect();
    longer.filter(|days| !days.is_empty())
}
