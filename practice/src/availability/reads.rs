//! Which day items a store reads before it can answer.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::asked::Asked;
use super::hours::OpeningRange;
use super::instant::{after, dates};
use super::interval::{Buffers, Interval};
use super::resource::Resource;
use super::touched::local_dates;
use super::window::bookable;
use super::working::WorkingTime;
use crate::Catalogue;

/// The day items on which the answer to a question hangs, each once: of every therapist who may be
/// listed, the dates that a start within the window and their hours could touch, padding over
/// midnight included (N9); of every room the service may be given in, the same dates. Dates on
/// which nobody works, or which cannot be booked at `now`, need no read. With these, all others
/// left out, [`super::offered`] and [`super::accept`] answer as with all.
#[must_use]
pub fn days_touched(
    catalogue: &Catalogue,
    asked: &Asked<'_>,
    now: Timestamp,
) -> Vec<(Resource, Date)> {
    let practice = &catalogue.practice;
    let Some(starts) = bookable(practice, &asked.window, now) else {
        return Vec::new();
    };
    let mut touched = BTreeSet::new();
    let mut rooms_dates = BTreeSet::new();
    for therapist in asked.therapists(catalogue) {
        let working = WorkingTime::of(therapist, practice, asked, starts);
        let dates = dates_touched(&working, &practice.timezone, asked, starts);
        let resource = Resource::Therapist(therapist.id.clone());
        touched.extend(dates.iter().map(|date| (resource.clone(), *date)));
        rooms_dates.extend(dates);
    }
    for room in &asked.service.rooms {
        let resource = Resource::Room(room.clone());
        touched.extend(rooms_dates.iter().map(|date| (resource.clone(), *date)));
    }
    touched.into_iter().collect()
}

fn dates_touched(
    working: &WorkingTime<'_>,
    zone: &TimeZone,
    asked: &Asked<'_>,
    starts: Interval,
) -> BTreeSet<Date> {
    let taken = working
        .ranges
        .iter()
        .filter_map(|range| taken(working, *range, asked, starts));
    taken
        .flat_map(|taken| dates(local_dates(zone, taken)))
        .collect()
}

/// All that starts of one range could take: up to the end of its piece of open time (R6), with
/// buffers.
fn taken(
    working: &WorkingTime<'_>,
    range: OpeningRange,
    asked: &Asked<'_>,
    starts: Interval,
) -> Option<Interval> {
    let starts = range.interval()?.intersection(starts)?;
    let piece = working.open.piece_at(starts.start())?;
    let end = piece.end().min(after(starts.end(), asked.duration()));
    Some(Interval::new(starts.start()..end)?.padded(Buffers::of(asked.service)))
}
