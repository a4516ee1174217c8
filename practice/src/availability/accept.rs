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
use super::standing::Standing;
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

/// Where it is entered, and what that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Where it stands.
    pub standing: Standing,
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
            forced: false,
        }
    }

    /// What does not stand in its way, by id: what is given up, and an earlier entry of its own.
    fn own(&self) -> Vec<&str> {
        self.own.iter().copied().chain([self.entry_id]).collect()
    }
}

/// Enters what is wanted, exactly when [`offered`] offers its start at `now` by these days (A1).
/// Who gives up something keeps its therapist and its room where both are free then: a hold becomes
/// a booking where it stands, and a booking moves with as little change as can be. Otherwise it is
/// the therapist with the least booked that date, then the first by id; and the first free room.
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
    let kept = |id: &&Id| ledger.has_own(&Resource::Therapist((*id).clone()));
    let kept = slot.therapists.iter().find(kept);
    let least = || ledger.least_booked(&slot.therapists, zone, wanted.start);
    let Some(therapist) = kept.or_else(least) else {
        return Err(Refusal::Taken(Scarce::Therapist));
    };
    let rooms = Rooms::of(wanted.service, &busy);
    let kept = |id: &&Id| ledger.has_own(&Resource::Room((*id).clone()));
    let kept = rooms.free(candidate.padded).find(kept);
    let room = kept.or_else(|| rooms.free(candidate.padded).next());
    let (therapist, room) = (therapist.clone(), room.cloned());
    let resources = [
        Some(Resource::Therapist(therapist.clone())),
        room.clone().map(Resource::Room),
    ];
    Ok(Placement {
        days: ledger.entered(&entry, zone, resources.into_iter().flatten())?,
        standing: Standing {
            therapist,
            room,
            time: entry.time,
            buffers: entry.buffers,
        },
    })
}
