//! What hinders one therapist from being booked for a start, with all that stands in the way.

use jiff::Timestamp;
use jiff::civil::Date;

use super::hours::OpeningRange;
use super::interval::Interval;
use super::obstacle::{Obstacle, ObstacleKind};
use super::refusal::{Refusal, Scarce};
use crate::Id;

/// A [`Refusal`] of one therapist, and what would have to be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// They do not give the service (M4).
    DoesNotGiveService,
    /// The start has passed.
    InThePast {
        /// The first instant that can be booked.
        earliest: Timestamp,
    },
    /// The start is nearer than the notice the practice asks for (R10).
    TooSoon {
        /// That notice.
        notice_minutes: u32,
        /// The first instant that can be booked.
        earliest: Timestamp,
    },
    /// The start is later than the practice takes bookings (R11).
    BeyondHorizon {
        /// The last local date that can be booked.
        last: Date,
    },
    /// They do not work then (R3, R4).
    Closed {
        /// The local date of the start.
        date: Date,
        /// When they work on that date: what opens on it or reaches into it.
        ranges: Vec<OpeningRange>,
        /// Whether the date has an exception, which alone says when they work (R4).
        exception: bool,
    },
    /// They work then, but not long enough (R6, R7).
    DoesNotFit {
        /// The piece of open time in which it starts.
        open: Interval,
        /// What does not lie in it: the treatment, or, if that does, the treatment with its buffers.
        needed: Interval,
        /// Whether it is for the buffers alone (R7).
        for_buffers: bool,
    },
    /// Appointments start at other times (R5).
    OffGrid {
        /// The last candidate before.
        before: Option<Timestamp>,
        /// The first candidate after.
        after: Option<Timestamp>,
    },
    /// Something of theirs is in the way (R8, R9).
    Taken {
        /// What the start would take, with buffers.
        wanted: Interval,
        /// What is in its way; never empty.
        obstacles: Vec<Obstacle>,
    },
    /// They are free, but no room is (M2).
    NoRoom {
        /// What the start would take, with buffers.
        wanted: Interval,
        /// Each room the service can be given in, in its own order, and what is in the way there.
        rooms: Vec<(Id, Vec<Obstacle>)>,
    },
}

impl Hindrance {
    /// The rule that refuses, as availability's rules are named.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::DoesNotGiveService => "M4",
            Self::InThePast { .. } | Self::TooSoon { .. } => "R10",
            Self::BeyondHorizon { .. } => "R11",
            Self::Closed { exception, .. } => match exception {
                false => "R3",
                true => "R4",
            },
            Self::DoesNotFit { for_buffers, .. } => match for_buffers {
                false => "R6",
                true => "R7",
            },
            Self::OffGrid { .. } => "R5",
            Self::Taken { obstacles, .. } => {
                let is_booking = |obstacle: &Obstacle| obstacle.kind == ObstacleKind::Booking;
                // R9 is what makes holds and blocks count as bookings do.
                if obstacles.iter().any(is_booking) {
                    "R8"
                } else {
                    "R9"
                }
            }
            Self::NoRoom { .. } => "M2",
        }
    }

    /// The same without what stands in the way.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::DoesNotGiveService => Refusal::TherapistDoesNotGiveService,
            Self::InThePast { .. } => Refusal::InThePast,
            Self::TooSoon { notice_minutes, .. } => Refusal::TooSoon {
                notice_minutes: *notice_minutes,
            },
            Self::BeyondHorizon { last } => Refusal::BeyondHorizon { last: *last },
            Self::Closed { .. } => Refusal::Closed,
            Self::DoesNotFit { .. } => Refusal::DoesNotFit,
            Self::OffGrid { .. } => Refusal::OffGrid,
            Self::Taken { .. } => Refusal::Taken(Scarce::Therapist),
            Self::NoRoom { .. } => Refusal::Taken(Scarce::Room),
        }
    }
}
