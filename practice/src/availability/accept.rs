//! Accepting a booking or a hold: what is offered is accepted, and nothing else (A1, A2).

use jiff::Timestamp;

use super::asked::Asked;
use super::busy::Busy;
use super::day::Day;
use super::entry::{Entry, Purpose};
use super::interval::{Buffers, Interval};
use super::ledger::Ledger;
use super::refusal::{Refusal, Scarce, reason};
use super::resource::Resource;
use super::slots::{Rooms, offered};
use crate::catalogue::Service;
use crate::{Catalogue, Id};

/// What a client wants to have.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// What is to be booked.
    pub service: &'a Service,
    /// How long the client is treated; the caller has checked that the service offers it.
    pub minutes: u16,
    /// When.
    pub start: Timestamp,
    /// With whom; none: with whoever is free and has the least to do.
    pub therapist: Option<&'a Id>,
    /// The id under which it is entered: the booking's or the hold's. A booking that moves keeps
    /// its id; its entries elsewhere are given up.
    pub entry_id: &'a str,
    /// Until when it is held; none: it is booked.
    pub hold_until: Option<Timestamp>,
    /// Ids of what else the client gives up for it, such as their hold.
    pub own: &'a [&'a str],
}

/// Where it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// With whom.
    pub therapist: Id,
    /// In which room; none where rooms limit nothing.
    pub room: Option<Id>,
    /// When it starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// The buffers it was made with, which it keeps (R8).
    pub buffers: Buffers,
    /// Every day item that changes, each one version later than it was read: those it is entered
    /// in, then those among the days read that only give up what is the client's own.
    pub days: Vec<Day>,
}

impl Wanted<'_> {
    /// The question whose answer decides; also for [`super::days_touched`], which says what to read.
    #[must_use]
    pub fn asked(&self) -> Asked<'_> {
        let asked = Asked {
            service: self.service,
            minutes: self.minutes,
            therapist: self.therapist,
            window: self.start..self.start,
        };
        asked.only(self.start)
    }

    fn entry(&self, time: Interval) -> Entry {
        let purpose = match self.hold_until {
            Some(expires_at) => Purpose::Hold { expires_at },
            None => Purpose::Booking,
        };
        Entry {
            id: self.entry_id.to_owned(),
            purpose,
            time,
            buffers: Buffers::of(self.service),
        }
    }

    /// What does not stand in its way, by id: what is given up, and an earlier entry of its own.
    fn own(&self) -> Vec<&str> {
        self.own.iter().copied().chain([self.entry_id]).collect()
    }
}

/// Enters what is wanted, exactly when [`offered`] offers its start at `now` by these days (A1).
/// A day that was not in the store may be left out. What is given up is taken out of every day
/// among them, so that a move frees the old time together with taking the new one (A2).
///
/// # Errors
/// [`Refusal`], why it is not offered.
pub fn accept(
    catalogue: &Catalogue,
    wanted: &Wanted<'_>,
    days: &[Day],
    now: Timestamp,
) -> Result<Placement, Refusal> {
    let (asked, own) = (wanted.asked(), wanted.own());
    let busy = Busy::from_days(days, now, &own);
    let slots = offered(catalogue, &asked, &busy, now);
    let (Some(slot), Some(candidate)) = (slots.first(), asked.candidate(wanted.start)) else {
        return Err(reason(catalogue, &asked, &busy, now));
    };
    let zone = &catalogue.practice.timezone;
    let entry = wanted.entry(candidate.time);
    let ledger = Ledger::of(days, now, &own);
    let Some(therapist) = ledger.least_booked(&slot.therapists, zone, wanted.start) else {
        return Err(Refusal::Taken(Scarce::Therapist));
    };
    let room = Rooms::of(wanted.service, &busy).first_free(candidate.padded);
    let (therapist, room) = (therapist.clone(), room.cloned());
    let resources = [
        Some(Resource::Therapist(therapist.clone())),
        room.clone().map(Resource::Room),
    ];
    Ok(Placement {
        therapist,
        room,
        start: entry.time.start(),
        end: entry.time.end(),
        buffers: entry.buffers,
        days: ledger.entered(&entry, zone, resources.into_iter().flatten())?,
    })
}
