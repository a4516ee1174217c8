//! How a therapist comes to be hindered: a refusal, and what stands in the way.

use jiff::Timestamp;

use super::asked::{Asked, Candidate};
use super::busy::Busy;
use super::hindrance::Hindrance;
use super::hours::OpeningRange;
use super::instant::local_date;
use super::interval::Interval;
use super::obstacle::Obstacle;
use super::obstacles::Obstacles;
use super::refusal::{Refusal, Scarce, by_practice, by_therapist};
use super::resource::Resource;
use super::slots::Rooms;
use super::touched::local_dates;
use super::window::earliest;
use super::working::WorkingTime;
use crate::Id;
use crate::catalogue::{Practice, Therapist};

/// What hinders a therapist who gives the service from being booked for the one start that is asked
/// for; none if they are free, and so is a room.
pub(super) fn hindrance(
    practice: &Practice,
    asked: &Asked<'_>,
    therapist: &Therapist,
    obstacles: &Obstacles,
    now: Timestamp,
) -> Option<Hindrance> {
    let start = asked.window.start;
    let Some(candidate) = asked.candidate(start) else {
        return Some(closed(practice, therapist, start, &[]));
    };
    let working = WorkingTime::of(therapist, practice, asked, candidate.time);
    let busy = Busy::of(obstacles);
    let refusal = by_practice(practice, start, now).or_else(|| {
        let rooms = Rooms::of(asked.service, &busy);
        by_therapist(&working, candidate, busy.therapist(&therapist.id), &rooms)
    })?;
    let earliest = earliest(&practice.booking, now);
    Some(match refusal {
        Refusal::TherapistDoesNotGiveService => Hindrance::DoesNotGiveService,
        Refusal::InThePast => Hindrance::InThePast { earliest },
        Refusal::TooSoon { notice_minutes } => Hindrance::TooSoon {
            notice_minutes,
            earliest,
        },
        Refusal::BeyondHorizon { last } => Hindrance::BeyondHorizon { last },
        Refusal::Closed => closed(practice, therapist, start, &working.ranges),
        Refusal::DoesNotFit => match working.open.piece_at(start) {
            Some(open) => does_not_fit(&working, candidate, open),
            None => closed(practice, therapist, start, &working.ranges),
        },
        Refusal::OffGrid => off_grid(&working, start),
        Refusal::Taken(Scarce::Therapist) => Hindrance::Taken {
            wanted: candidate.padded,
            obstacles: obstacles
                .in_the_way(&Resource::Therapist(therapist.id.clone()), candidate.padded),
        },
        Refusal::Taken(Scarce::Room) => Hindrance::NoRoom {
            wanted: candidate.padded,
            rooms: rooms_taken(asked, candidate.padded, obstacles),
        },
    })
}

fn closed(
    practice: &Practice,
    therapist: &Therapist,
    start: Timestamp,
    ranges: &[OpeningRange],
) -> Hindrance {
    let zone = &practice.timezone;
    let date = local_date(zone, start);
    let on_date = |range: &&OpeningRange| {
        let interval = range.interval();
        interval.is_some_and(|interval| local_dates(zone, interval).contains(&date))
    };
    Hindrance::Closed {
        date,
        ranges: ranges.iter().filter(on_date).copied().collect(),
        exception: therapist.hours.exceptions.contains_key(&date),
    }
}

fn does_not_fit(working: &WorkingTime<'_>, candidate: Candidate, open: Interval) -> Hindrance {
    let for_buffers = open.contains(candidate.time);
    let needed = match for_buffers {
        true => working.needed(candidate),
        false => candidate.time,
    };
    Hindrance::DoesNotFit {
        open,
        needed,
        for_buffers,
    }
}

/// The candidates around a start, of all the ranges that were looked at for it.
fn off_grid(working: &WorkingTime<'_>, start: Timestamp) -> Hindrance {
    let ends = working.ranges.iter().map(|range| range.closes);
    let opens = working.ranges.iter().map(|range| range.opens);
    let all = opens.min().zip(ends.max());
    let all = all.and_then(|(opens, closes)| Interval::new(opens..closes));
    let grid: Vec<_> = all.into_iter().flat_map(|all| working.grid(all)).collect();
    let before = grid.iter().filter(|step| **step < start).max();
    let after = grid.iter().filter(|step| **step > start).min();
    Hindrance::OffGrid {
        before: before.copied(),
        after: after.copied(),
    }
}

fn rooms_taken(
    asked: &Asked<'_>,
    wanted: Interval,
    obstacles: &Obstacles,
) -> Vec<(Id, Vec<Obstacle>)> {
    let rooms = asked.service.rooms.iter();
    rooms
        .map(|id| {
            let room = Resource::Room(id.clone());
            (id.clone(), obstacles.in_the_way(&room, wanted))
        })
        .collect()
}
