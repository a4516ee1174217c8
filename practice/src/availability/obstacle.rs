//! A piece of time that is not free, and what it is.

use jiff::Timestamp;

use super::entry::{Entry, Purpose};
use super::interval::Interval;

/// A piece of a therapist's or a room's time that is not free. It tells of nobody: no id, no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// What nothing else may overlap: its time with its buffers (R8).
    pub blocked: Interval,
    /// The same without buffers.
    pub time: Interval,
    /// What it is.
    pub kind: ObstacleKind,
}

/// What stands in the way (R9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObstacleKind {
    /// A client's appointment.
    Booking,
    /// A slot kept while a form is filled in.
    Hold {
        /// From this instant on it is in nobody's way; a supposed hold may stay for good.
        expires_at: Option<Timestamp>,
    },
    /// Time off.
    Block,
}

impl Obstacle {
    /// How an entry of a day item is in the way, if it is.
    pub(super) fn of(entry: &Entry) -> Self {
        let kind = match entry.purpose {
            Purpose::Booking => ObstacleKind::Booking,
            Purpose::Hold { expires_at } => ObstacleKind::Hold {
                expires_at: Some(expires_at),
            },
            Purpose::Block => ObstacleKind::Block,
        };
        Self {
            blocked: entry.blocked(),
            time: entry.time,
            kind,
        }
    }
}
