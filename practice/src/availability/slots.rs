//! The starts that are offered (R5 to R13, M1 to M4).

use jiff::Timestamp;

use super::asked::Asked;
use super::busy::Busy;
use super::instant::local_date;
use super::interval::{Interval, Union};
use super::window::{bookable, last_date};
use super::working::WorkingTime;
use crate::catalogue::Service;
use crate::{Catalogue, Id};

/// An offered start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When the treatment starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Who is free then, ids ascending; never empty (M3).
    pub therapists: Vec<Id>,
}

/// Every start that is asked for and can be booked at `now`, ascending, each once (R13, M3).
#[must_use]
pub fn offered(catalogue: &Catalogue, asked: &Asked<'_>, busy: &Busy, now: Timestamp) -> Vec<Slot> {
    let practice = &catalogue.practice;
    let Some(starts) = bookable(practice, &asked.window, now) else {
        return Vec::new();
    };
    let mut free: Vec<(Timestamp, &Id)> = Vec::new();
    for therapist in asked.therapists(catalogue) {
        let working = WorkingTime::of(therapist, practice, asked, starts);
        let free_starts = working.free_starts(starts, busy.therapist(&therapist.id));
        free.extend(free_starts.map(|start| (start, &therapist.id)));
    }
    // Where the ranges of two dates overlap, both grids may hold one start.
    free.sort();
    free.dedup();

    let rooms = Rooms::of(asked.service, busy);
    let last = last_date(practice, now);
    let within_horizon =
        |start| last.is_none_or(|last| local_date(&practice.timezone, start) <= last);
    let slot = |free: &[(Timestamp, &Id)]| {
        let start = free.first()?.0;
        let candidate = asked.candidate(start)?;
        let bookable = rooms.any_free(candidate.padded) && within_horizon(start);
        bookable.then(|| Slot {
            start,
            end: candidate.time.end(),
            therapists: free.iter().map(|(_, id)| (*id).clone()).collect(),
        })
    };
    let each_start = free.chunk_by(|(start, _), (next, _)| start == next);
    each_start.filter_map(slot).collect()
}

/// The rooms in which a service can be given, in its own order, and when each is not free (M2).
pub(super) struct Rooms<'a>(Vec<(&'a Id, &'a Union)>);

impl<'a> Rooms<'a> {
    pub(super) fn of(service: &'a Service, busy: &'a Busy) -> Self {
        let rooms = service.rooms.iter();
        Self(rooms.map(|id| (id, busy.room(id))).collect())
    }

    /// Whether a room is free, or none is needed.
    pub(super) fn any_free(&self, padded: Interval) -> bool {
        self.0.is_empty() || self.free(padded).next().is_some()
    }

    /// The rooms that are free, in the service's own order.
    pub(super) fn free(&self, padded: Interval) -> impl Iterator<Item = &'a Id> {
        let rooms = self.0.iter();
        rooms
            .filter(move |(_, blocked)| !blocked.overlaps(padded))
            .map(|(id, _)| *id)
    }
}
