//! Why a start is not offered.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use super::asked::Asked;
use super::busy::Busy;
use super::instant::local_date;
use super::resource::Resource;
use super::slots::offered;
use super::window::{earliest, last_date};
use super::working::WorkingTime;
use crate::Catalogue;
use crate::catalogue::Therapist;

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
    let start = asked.window.start;
    let therapists = asked.therapists(catalogue);
    if therapists.is_empty() {
        return Refusal::TherapistDoesNotGiveService;
    }
    if start < now {
        return Refusal::InThePast;
    }
    if start < earliest(&practice.booking, now) {
        return Refusal::TooSoon {
            notice_minutes: practice.booking.notice_minutes,
        };
    }
    if let Some(last) = last_date(practice, now)
        && local_date(&practice.timezone, start) > last
    {
        return Refusal::BeyondHorizon { last };
    }
    // With several therapists, the reason of the one who comes nearest to being free.
    let each = therapists
        .into_iter()
        .map(|therapist| reason_of(catalogue, asked, therapist, busy));
    each.max().unwrap_or(Refusal::Closed)
}

fn reason_of(
    catalogue: &Catalogue,
    asked: &Asked<'_>,
    therapist: &Therapist,
    busy: &Busy,
) -> Refusal {
    let Some(candidate) = asked.candidate(asked.window.start) else {
        return Refusal::DoesNotFit;
    };
    let working = WorkingTime::of(therapist, &catalogue.practice, asked, candidate.time);
    let start = candidate.time.start();
    if working.open.piece_at(start).is_none() {
        Refusal::Closed
    } else if !working.fits(candidate) {
        Refusal::DoesNotFit
    } else if !working.grid(candidate.time).any(|step| step == start) {
        Refusal::OffGrid
    } else if busy.therapist(&therapist.id).overlaps(candidate.padded) {
        Refusal::Taken(Scarce::Therapist)
    } else {
        Refusal::Taken(Scarce::Room)
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
