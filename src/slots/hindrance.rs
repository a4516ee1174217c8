//! What hinders a therapist, in words: the rule, and what stands in the way.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use practice::Id;
use practice::availability::{Hindrance, Interval, Obstacle, ObstacleKind, OpeningRange};
use practice::catalogue::Service;

use super::clock::{Clock, written};

/// How many things in the way are told of; a file of supposed bookings may hold any number.
const OBSTACLES_TOLD: usize = 3;

/// A hindrance, as it is told.
pub(super) struct Hindered<'a> {
    pub(super) hindrance: &'a Hindrance,
    /// What is hindered, without buffers.
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    pub(super) service: &'a Service,
    pub(super) clock: &'a Clock<'a>,
}

impl fmt::Display for Hindered<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.hindrance.rule(), self.why())
    }
}

impl Hindered<'_> {
    fn why(&self) -> String {
        let (service, clock) = (self.service, self.clock);
        match self.hindrance {
            Hindrance::DoesNotGiveService => format!("does not give {}", service.id),
            Hindrance::InThePast { earliest } => format!(
                "this time has passed; the earliest is {}",
                clock.time_from(*earliest)
            ),
            Hindrance::TooSoon {
                notice_minutes,
                earliest,
            } => format!(
                "bookings are taken until {notice_minutes} minutes before; the earliest is {}",
                clock.time_from(*earliest)
            ),
            Hindrance::BeyondHorizon { last } => {
                format!("bookings are taken up to {}", written(*last))
            }
            Hindrance::Closed {
                date,
                ranges,
                exception,
            } => match exception {
                true => self.works(ranges, &excepted(*date)),
                false => self.works(ranges, &date.strftime("that %A").to_string()),
            },
            Hindrance::DoesNotFit {
                open,
                needed,
                for_buffers,
            } => match for_buffers {
                true => format!(
                    "with its buffers it would take {}, and only {} is open",
                    clock.span(*needed),
                    clock.span(*open)
                ),
                false => format!(
                    "it would end at {}, and work ends at {}",
                    clock.end(needed.end()),
                    clock.end(open.end())
                ),
            },
            Hindrance::OffGrid { before, after } => {
                let around = [before, after].into_iter().flatten();
                let around: Vec<_> = around.map(|at| clock.time(*at)).collect();
                format!(
                    "starts are {} minutes apart, counted from the opening: {}",
                    service.start_every,
                    around.join(", ")
                )
            }
            Hindrance::Taken { wanted, obstacles } => self.taken(*wanted, obstacles),
            Hindrance::NoRoom { rooms, .. } => {
                let has = |(id, all): &(Id, Vec<_>)| format!("{id} has {}", self.obstacles(all));
                let rooms: Vec<_> = rooms.iter().map(has).collect();
                format!("free, but no room is: {}", rooms.join("; "))
            }
        }
    }

    fn works(&self, ranges: &[OpeningRange], when: &str) -> String {
        if ranges.is_empty() {
            return format!("does not work {when}");
        }
        let ranges: Vec<_> = ranges.iter().map(|range| self.clock.range(range)).collect();
        format!("works {} {when}", ranges.join(" and "))
    }

    fn taken(&self, wanted: Interval, obstacles: &[Obstacle]) -> String {
        let is = match obstacles.len() {
            1 => "is",
            _ => "are",
        };
        let obstacle = self.obstacles(obstacles);
        let meets_treatment =
            |one: &Obstacle| one.blocked.start() < self.end && self.start < one.blocked.end();
        match obstacles.iter().any(meets_treatment) {
            true => format!("{obstacle} {is} in the way"),
            false => format!(
                "{obstacle} {is} in the way of this one's buffers ({})",
                self.clock.span(wanted)
            ),
        }
    }

    fn obstacles(&self, obstacles: &[Obstacle]) -> String {
        let told = obstacles.iter().take(OBSTACLES_TOLD);
        let mut told: Vec<_> = told.map(|one| self.obstacle(one)).collect();
        match obstacles.len().saturating_sub(OBSTACLES_TOLD) {
            0 => {}
            more => told.push(format!("{more} more")),
        }
        told.join(" and ")
    }

    fn obstacle(&self, obstacle: &Obstacle) -> String {
        let kind = match obstacle.kind {
            ObstacleKind::Booking => "booking",
            ObstacleKind::Hold { .. } => "hold",
            ObstacleKind::Block => "block",
        };
        let (start, end) = (obstacle.blocked.start(), obstacle.blocked.end());
        let buffers = match obstacle.blocked == obstacle.time {
            true => "",
            false => " (with its buffers)",
        };
        let expiry = match obstacle.kind {
            ObstacleKind::Hold {
                expires_at: Some(expires_at),
            } => format!(", which expires at {},", self.clock.time_from(expires_at)),
            _ => String::new(),
        };
        let (start, end) = (self.clock.time(start), self.clock.end(end));
        format!("a {kind} from {start} to {end}{buffers}{expiry}")
    }
}

fn excepted(date: Date) -> String {
    format!("on {}, by an exception", written(date))
}
