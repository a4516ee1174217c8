//! All that stands in the way, piece by piece: for those who ask why. `busy` holds the same as
//! unions, for those who ask often.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::day::Day;
use super::interval::Interval;
use super::obstacle::Obstacle;
use super::resource::Resource;
use super::supposed::SupposedBooking;
use crate::{Catalogue, Id};

/// All that is in the way of an asker, by therapist and room; of each by start, each once.
#[derive(Clone, Debug, Default)]
pub struct Obstacles(BTreeMap<Resource, Vec<Obstacle>>);

impl Obstacles {
    /// What is in an asker's way at `now` by the day items of the store, except what is their
    /// `own`, by id: their hold (R9), the booking they move (A2).
    #[must_use]
    pub fn from_days(days: &[Day], now: Timestamp, own: &[&str]) -> Self {
        let each = days.iter().flat_map(|day| {
            obstacles_on(day, now, own).map(|obstacle| (day.resource().clone(), obstacle))
        });
        Self::of(each)
    }

    /// What is in the way at `now` by a list of supposed bookings. Their names are not held against
    /// the catalogue: what occupies a therapist or room it does not have is in nobody's way.
    #[must_use]
    pub fn from_supposed(
        catalogue: &Catalogue,
        bookings: &[SupposedBooking],
        now: Timestamp,
    ) -> Self {
        let of_booking = |booking: &SupposedBooking| {
            let obstacle = booking.obstacle_at(now)?;
            let resources = resources(catalogue, booking).into_iter();
            Some(resources.map(move |resource| (resource, obstacle)))
        };
        Self::of(bookings.iter().filter_map(of_booking).flatten())
    }

    /// Every resource that is not always free, and what is in the way there.
    pub(super) fn by_resource(&self) -> impl Iterator<Item = (&Resource, &[Obstacle])> {
        self.0.iter().map(|(resource, all)| (resource, &all[..]))
    }

    /// What is in the way of an interval that is to be taken of a resource (R8).
    pub(super) fn in_the_way(&self, resource: &Resource, padded: Interval) -> Vec<Obstacle> {
        let all = self.0.get(resource).into_iter().flatten().copied();
        all.filter(|obstacle| obstacle.blocked.overlaps(padded))
            .collect()
    }

    fn of(each: impl Iterator<Item = (Resource, Obstacle)>) -> Self {
        let mut by_resource: BTreeMap<Resource, Vec<Obstacle>> = BTreeMap::new();
        for (resource, obstacle) in each {
            by_resource.entry(resource).or_default().push(obstacle);
        }
        for obstacles in by_resource.values_mut() {
            // What runs over midnight is listed on both dates.
            obstacles.sort_unstable();
            obstacles.dedup();
        }
        Self(by_resource)
    }
}

/// What is in an asker's way on one day at `now`, except what is their `own`, by id (R9, A2).
pub(super) fn obstacles_on<'a>(
    day: &'a Day,
    now: Timestamp,
    own: &'a [&'a str],
) -> impl Iterator<Item = Obstacle> {
    let entries = day.entries().iter();
    let blocking = entries.filter(move |entry| entry.blocks_at(now, own));
    blocking.map(Obstacle::of)
}

/// What a supposed booking takes: its room, and its therapist or, where it names none, everyone.
fn resources(catalogue: &Catalogue, booking: &SupposedBooking) -> Vec<Resource> {
    let therapists: Vec<Id> = match &booking.therapist {
        Some(id) => vec![id.clone()],
        None => {
            let all = catalogue.therapists.iter();
            all.map(|therapist| therapist.id.clone()).collect()
        }
    };
    let therapists = therapists.into_iter().map(Resource::Therapist);
    therapists
        .chain(booking.room.clone().map(Resource::Room))
        .collect()
}
