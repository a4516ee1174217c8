//! Changing a booking: move, cancel, decide. One transaction frees the old and takes the new, or
//! nothing is changed.

mod shift;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use practice::availability::{
    Day, Force, InTheWay, Refusal, Resource, Standing, Wanted, accept, client_may_change,
    days_touched,
};
use practice::booking::Status;
use practice::catalogue::{BookingPolicy, Service};
use practice::{Catalogue, Id};

use super::audit::{Actor, Deed};
use super::booking::Booking;
use super::days::without;
use super::fault::NotCommitted;
use super::outbox::{Before, News, Promise};
use super::retry::Tries;
use super::{Store, StoreError};

/// What is to become of a booking.
#[derive(Clone, Copy)]
pub(crate) enum Change<'a> {
    /// It takes place at another start; with whoever is named, or rather with the same therapist.
    Move {
        start: Timestamp,
        therapist: Option<&'a Id>,
    },
    Cancel,
    /// The practice takes a request on.
    Confirm,
    /// The practice cannot take a request.
    Decline,
    /// Its client has shown that they read mail at their address: from now on the contact of this
    /// code is known.
    Prove {
        contact: &'a str,
    },
    /// Nobody has shown that in time.
    Lapse,
    /// Staff put it where they want it to be.
    Shift(Shift<'a>),
    /// It took place.
    Complete,
    /// Its client did not come.
    NoShow,
}

/// Where staff want a booking to stand. They are bound neither by notice nor by the client's window.
#[derive(Clone, Copy)]
pub(crate) struct Shift<'a> {
    pub(crate) start: Timestamp,
    pub(crate) therapist: &'a Id,
    /// None: the one it has, or the first that is free.
    pub(crate) room: Option<&'a Id>,
    pub(crate) force: Force,
}

/// Who asks for a change, and what they saw.
#[derive(Clone, Copy)]
pub(crate) struct Asker {
    pub(crate) actor: Actor,
    /// The version that was seen: over any other, nothing is changed.
    pub(crate) expected: Option<u64>,
}

/// Why it stays as it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotChanged {
    /// It is later than the practice lets a client change it alone (P1).
    TooLate,
    /// It is later than its client had time to confirm their address.
    Lapsed,
    /// It stands where it cannot be changed so (N5).
    Status(Status),
    /// Its service or its length is not offered any more.
    NotOffered,
    /// The new start is not to be had.
    Refused(Refusal),
    /// It was changed since it was seen; as it is now.
    Stale(Box<Booking>),
    /// It has not begun.
    NotYet,
    /// All this is in the way of where staff want it to be.
    InTheWay(Vec<InTheWay>),
    /// The store could not tell in time.
    Store(StoreError),
}

impl From<StoreError> for NotChanged {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A booking as it will be, and the days that change with it.
struct Decided {
    booking: Booking,
    days: Vec<Day>,
    /// None: nobody is told.
    news: Option<News>,
    /// Whether something was passed over for it knowingly.
    forced: bool,
}

impl Store {
    /// Changes a booking, once; what is so already stays so, and is no change. `seen` is the booking
    /// as it was read last, which says where to look.
    pub(crate) async fn change(
        &self,
        catalogue: &Catalogue,
        mut seen: Booking,
        change: Change<'_>,
        asker: impl Into<Asker>,
        now: impl Fn() -> Timestamp,
    ) -> Result<Booking, NotChanged> {
        let Asker { actor, expected } = asker.into();
        let mut deed = Deed::new(change.as_str(), actor, now());
        let mut tried: Option<u64> = None;
        let mut tries = Tries::begin();
        while tries.another().await {
            let now = now();
            let touched = change.touched(&seen, catalogue, now);
            let (booking, days) = match self.booking_and_days(&seen.id, &touched).await {
                Ok(read) => read,
                Err(StoreError::Busy) => continue,
                Err(error) => return Err(error.into()),
            };
            let booking = booking.ok_or(StoreError::Broken)?;
            let perhaps_done = tried.is_some_and(|version| booking.version >= version);
            if booking.change == deed.id || perhaps_done && self.was_done(&deed).await? {
                return Ok(booking);
            }
            if expected.is_some_and(|version| version != booking.version) {
                return Err(NotChanged::Stale(Box::new(booking)));
            }
            if booking.standing() != seen.standing() {
                seen = booking;
                continue;
            }
            let Some(decided) = change.decide(&booking, &days, catalogue, actor, now)? else {
                return Ok(booking);
            };
            deed.forced = decided.forced;
            let decided = decided.by(&deed);
            let committed = self.commit_change(&decided, &booking, &change, &deed, now);
            match committed.await {
                Ok(()) => return Ok(decided.booking),
                Err(NotCommitted::Again) => tried = Some(decided.booking.version),
                Err(NotCommitted::Broken) => return Err(StoreError::Broken.into()),
            }
        }
        Err(StoreError::Busy.into())
    }

    async fn commit_change(
        &self,
        decided: &Decided,
        before: &Booking,
        change: &Change<'_>,
        deed: &Deed,
        now: Timestamp,
    ) -> Result<(), NotCommitted> {
        let Decided {
            booking,
            days,
            news,
            ..
        } = decided;
        let at_once = jiff::SignedDuration::ZERO;
        let tell = |news| Promise::tell(booking, news, Some(Before::of(before)), now, at_once);
        let promises: Vec<_> = news.map(tell).into_iter().collect();
        let mut transaction = self.transaction();
        transaction.put_days(days)?;
        transaction.put_booking(booking, deed.row(booking), &promises)?;
        if let Change::Prove { contact } = change {
            transaction.put_known(contact, now)?;
        }
        transaction.commit().await
    }
}

impl Change<'_> {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Move { .. } => "move",
            Self::Cancel => "cancel",
            Self::Confirm => "confirm",
            Self::Decline => "decline",
            Self::Prove { .. } => "prove",
            Self::Lapse => "lapse",
            Self::Shift(_) => "move",
            Self::Complete => "complete",
            Self::NoShow => "no-show",
        }
    }

    /// The days it reads: where the booking stands, and where it would.
    fn touched(
        &self,
        booking: &Booking,
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Vec<(Resource, Date)> {
        let zone = &catalogue.practice.timezone;
        let standing = booking.standing();
        let mut touched: BTreeSet<_> = match self {
            // Its time is kept.
            Self::Confirm | Self::Prove { .. } | Self::Complete | Self::NoShow => {
                return Vec::new();
            }
            _ => standing.iter().flat_map(|old| old.days(zone)).collect(),
        };
        if let Self::Move { start, therapist } = *self
            && let Some(service) = service_of(booking, catalogue)
        {
            let wanted = wanted(booking, service, start, therapist);
            touched.extend(days_touched(catalogue, &wanted.asked(), now));
        }
        if let Self::Shift(shift) = self
            && let Some(wish) = shift.wish(booking, catalogue)
        {
            touched.extend(wish.days(catalogue));
        }
        touched.into_iter().collect()
    }

    /// What becomes of the booking; none if it is so already.
    fn decide(
        &self,
        booking: &Booking,
        days: &[Day],
        catalogue: &Catalogue,
        actor: Actor,
        now: Timestamp,
    ) -> Result<Option<Decided>, NotChanged> {
        if self.is_done(booking) {
            return Ok(None);
        }
        if !self.is_open_to(booking.status) {
            return Err(NotChanged::Status(booking.status));
        }
        let policy = &catalogue.practice.booking;
        if self.is_bound_by_window(actor) && !client_may_change(booking.start, policy, now) {
            return Err(NotChanged::TooLate);
        }
        match *self {
            Self::Move { start, therapist } => {
                let service = service_of(booking, catalogue).ok_or(NotChanged::NotOffered)?;
                let wanted = wanted(booking, service, start, therapist);
                let placement =
                    accept(catalogue, &wanted, days, now).map_err(NotChanged::Refused)?;
                Ok(Some(Decided::moved(
                    booking,
                    &placement.standing,
                    placement.days,
                )))
            }
            Self::Confirm => Ok(Some(Decided::became(
                booking,
                Status::Confirmed,
                Vec::new(),
            ))),
            Self::Cancel => {
                let mut decided =
                    Decided::became(booking, Status::Cancelled, without(days, &booking.id));
                decided.booking.called_off = actor.is_practice();
                decided.news = Some(match decided.booking.called_off {
                    true => News::CalledOff,
                    false => News::Cancelled,
                });
                Ok(Some(decided))
            }
            Self::Decline => Ok(Some(Decided::became(
                booking,
                Status::Declined,
                without(days, &booking.id),
            ))),
            Self::Prove { .. } if booking.prove_by.is_some_and(|by| by <= now) => {
                Err(NotChanged::Lapsed)
            }
            Self::Prove { .. } => Ok(Some(Decided::proven(booking, policy))),
            // It was moved, or asked for too early.
            Self::Lapse if booking.prove_by.is_some_and(|by| by > now) => Ok(None),
            Self::Lapse => Ok(Some(Decided::became(
                booking,
                Status::Cancelled,
                without(days, &booking.id),
            ))),
            Self::Shift(shift) => shift.decide(booking, days, catalogue, now).map(Some),
            Self::Complete | Self::NoShow if now < booking.start => Err(NotChanged::NotYet),
            Self::Complete => Ok(Some(Decided::became(
                booking,
                Status::Completed,
                Vec::new(),
            ))),
            Self::NoShow => Ok(Some(Decided::became(booking, Status::NoShow, Vec::new()))),
        }
    }

    fn is_done(&self, booking: &Booking) -> bool {
        match *self {
            Self::Move { start, therapist } => {
                booking.is_active()
                    && booking.start == start
                    && therapist.is_none_or(|id| booking.therapist == id.as_str())
            }
            Self::Cancel => booking.status == Status::Cancelled,
            Self::Confirm => booking.status == Status::Confirmed,
            Self::Decline => booking.status == Status::Declined,
            Self::Prove { .. } => booking.is_active() && booking.prove_by.is_none(),
            Self::Lapse => !booking.awaits_proof(),
            Self::Shift(shift) => booking.is_active() && shift.is_where(booking),
            Self::Complete => booking.status == Status::Completed,
            Self::NoShow => booking.status == Status::NoShow,
        }
    }

    /// Whether who asks for it has to do so in time (P1).
    fn is_bound_by_window(&self, actor: Actor) -> bool {
        actor == Actor::Client && !matches!(self, Self::Prove { .. })
    }

    fn is_open_to(&self, status: Status) -> bool {
        match self {
            Self::Move { .. } | Self::Shift(_) => {
                matches!(status, Status::Pending | Status::Confirmed)
            }
            Self::Cancel => status.may_become(Status::Cancelled),
            Self::Confirm => status.may_become(Status::Confirmed),
            Self::Decline => status.may_become(Status::Declined),
            Self::Prove { .. } | Self::Lapse => status == Status::Pending,
            Self::Complete => status.may_become(Status::Completed),
            Self::NoShow => status.may_become(Status::NoShow),
        }
    }
}

impl Decided {
    fn moved(before: &Booking, standing: &Standing, days: Vec<Day>) -> Self {
        let mut booking = before.clone();
        booking.version += 1;
        booking.stand(standing);
        booking.prove_by = booking.prove_by.map(|by| by.min(booking.start));
        Self {
            booking,
            days,
            news: Some(News::Moved),
            forced: false,
        }
    }

    fn became(before: &Booking, status: Status, days: Vec<Day>) -> Self {
        let mut booking = before.clone();
        booking.version += 1;
        booking.status = status;
        if status == Status::Confirmed {
            booking.prove_by = None;
        }
        let news = match status {
            Status::Confirmed => Some(News::Confirmed),
            Status::Declined => Some(News::Declined),
            Status::Cancelled => Some(News::Cancelled),
            // What has happened, everybody there knows.
            Status::Pending | Status::Completed | Status::NoShow => None,
        };
        Self {
            booking,
            days,
            news,
            forced: false,
        }
    }

    /// What it would have been at once, had its client been known.
    fn proven(before: &Booking, policy: &BookingPolicy) -> Self {
        let mut booking = before.clone();
        booking.version += 1;
        booking.prove_by = None;
        if !policy.approval {
            booking.status = Status::Confirmed;
        }
        let news = News::made(&booking);
        Self {
            booking,
            days: Vec::new(),
            news: Some(news),
            forced: false,
        }
    }

    fn by(mut self, deed: &Deed) -> Self {
        self.booking.change.clone_from(&deed.id);
        self
    }
}

/// Its service, if its length is still offered.
fn service_of<'c>(booking: &Booking, catalogue: &'c Catalogue) -> Option<&'c Service> {
    let service = catalogue.service(&booking.service)?;
    service.offer(booking.minutes).map(|_| service)
}

fn wanted<'w>(
    booking: &'w Booking,
    service: &'w Service,
    start: Timestamp,
    therapist: Option<&'w Id>,
) -> Wanted<'w> {
    Wanted {
        service,
        minutes: booking.minutes,
        start,
        therapist,
        entry_id: &booking.id,
        hold_until: None,
        own: &[],
    }
}

impl From<Actor> for Asker {
    fn from(actor: Actor) -> Self {
        Self {
            actor,
            expected: None,
        }
    }
}

#[cfg(test)]
mod tests;
