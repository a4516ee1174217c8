//! Why a start is not offered.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::asked::{Asked, Candidate};
use super::busy::Busy;
use super::instant::local_date;
use super::interval::Union;
use super::resource::Resource;
use super::slots::{Rooms, offered};
use super::window::{earliest, last_date};
use super::working::WorkingTime;
use crate::Catalogue;
use crate::catalogue::Practice;

/// Why a start is not offered: the first reason that another time, or another therapist, would
/// have to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// Nobody who was asked for gives the service (M4).
    TherapistDoesNotGiveService,
    /// It has passed.
    InThePast,
    /// It is nearer than the notice the practice asks for (R10).
    TooSoon {
        /// That notice.
        notice_minutes: u32,
    },
    /// It is later than the practice takes bookings (R11).
    BeyondHorizon {
        /// The last local date that can be booked.
        last: Date,
    },
    /// It is outside opening hours.
    Closed,
    /// It is within opening hours, but what is left of them is too short (R6, R7).
    DoesNotFit,
    /// Appointments start at other times (R5).
    OffGrid,
    /// Somebody has booked it, holds it, or has taken the time off (R8, R9, M2).
    Taken(Scarce),
}

/// Of what there is none free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scarce {
    /// Those who give the service and work then.
    Therapist,
    /// The rooms it can be given in.
    Room,
}

impl Scarce {
    /// Of what a taken resource is one.
    pub(super) fn of(resource: &Resource) -> Self {
        match resource {
            Resource::Therapist(_) => Self::Therapist,
            Resource::Room(_) => Self::Room,
        }
    }
}

/// Why this start is not offered at `now`; none if it is.
#[must_use]
pub fn explain(
    catalogue: &Catalogue,
    asked: &Asked<'_>,
    start: Timestamp,
    busy: &Busy,
    now: Timestamp,
) -> Option<Refusal> {
    let asked = asked.only(start);
    let offered = !offered(catalogue, &asked, busy, now).is_empty();
    (!offered).then(|| reason(catalogue, &asked, busy, now))
}

/// Why the one start that is asked for is not offered, which the caller knows.
pub(super) fn reason(
    catalogue: &Catalogue,
    asked: &Asked<'_>,
    busy: &Busy,
    now: Timestamp,
) -> Refusal {
    let practice = &catalogue.practice;
    let therapists = asked.therapists(catalogue);
    if therapists.is_empty() {
        return Refusal::TherapistDoesNotGiveService;
    }
    let Some(candidate) = asked.candidate(asked.window.start) else {
        return Refusal::Closed;
    };
    if let Some(refusal) = by_practice(practice, asked.window.start, now) {
        return refusal;
    }
    // With several therapists, the reason of the one who comes nearest to being free.
    let rooms = Rooms::of(asked.service, busy);
    let each = therapists.into_iter().filter_map(|therapist| {
        let working = WorkingTime::of(therapist, practice, asked, candidate.time);
        by_therapist(&working, candidate, busy.therapist(&therapist.id), &rooms)
    });
    each.max().unwrap_or(Refusal::Closed)
}

/// Why nobody can be booked for a start at `now`, whoever is free (R10, R11).
pub(super) fn by_practice(
    practice: &Practice,
    start: Timestamp,
    now: Timestamp,
) -> Option<Refusal> {
    if start < now {
        return Some(Refusal::InThePast);
    }
    if start < earliest(&practice.booking, now) {
        let notice_minutes = practice.booking.notice_minutes;
        return Some(Refusal::TooSoon { notice_minutes });
    }
    let last = last_date(practice, now)?;
    let is_beyond = local_date(&practice.timezone, start) > last;
    is_beyond.then_some(Refusal::BeyondHorizon { last })
}

/// Why one therapist, whose time and whose busy time these are, cannot be booked for a start that
/// the practice takes bookings for; none if they are free, and a room is.
pub(super) fn by_therapist(
    working: &WorkingTime<'_>,
    candidate: Candidate,
    busy: &Union,
    rooms: &Rooms<'_>,
) -> Option<Refusal> {
    let start = candidate.time.start();
    if working.open.piece_at(start).is_none() {
        Some(Refusal::Closed)
    } else if !working.fits(candidate) {
        Some(Refusal::DoesNotFit)
    } else if !working.grid(candidate.time).any(|step| step == start) {
        Some(Refusal::OffGrid)
    } else if busy.overlaps(candidate.padded) {
        Some(Refusal::Taken(Scarce::Therapist))
    } else if !rooms.any_free(candidate.padded) {
        Some(Refusal::Taken(Scarce::Room))
    } else {
        None
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fixed = match self {
            Self::TooSoon { notice_minutes } => {
                return write!(
                    formatter,
                    "bookings are taken until {notice_minutes} minutes before"
                );
            }
            Self::BeyondHorizon { last } => {
                return write!(formatter, "bookings are taken up to {last}");
            }
            Self::TherapistDoesNotGiveService => "nobody asked for gives this service",
            Self::InThePast => "this time has passed",
            Self::Closed => "this time is outside opening hours",
            Self::DoesNotFit => "too little of the opening hours is left then",
            Self::OffGrid => "appointments start at other times",
            Self::Taken(Scarce::Therapist) => "this time is taken",
            Self::Taken(Scarce::Room) => "every room is taken then",
        };
        formatter.write_str(fixed)
    }
}

impl std::error::Error for Refusal {}
