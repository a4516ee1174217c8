//! Whose time is not free: what blocks, per resource, ready to be asked often.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::day::Day;
use super::interval::{Interval, Union};
use super::obstacles::{Obstacles, obstacles_on};
use super::resource::Resource;
use super::standing::Standing;
use super::supposed::SupposedBooking;
use crate::{Catalogue, Id};

static FREE: Union = Union::EMPTY;

/// The blocked time of each therapist and room (R8, R9, M2).
#[derive(Clone, Debug, Default)]
pub struct Busy(BTreeMap<Resource, Union>);

impl Busy {
    /// What blocks an asker at `now` by the day items of the store. What is their `own`, by id,
    /// does not: their hold (R9), the booking they move (A2).
    #[must_use]
    pub fn from_days(days: &[Day], now: Timestamp, own: &[&str]) -> Self {
        let mut blocked = Blocked::new();
        for day in days {
            let intervals = obstacles_on(day, now, own).map(|obstacle| obstacle.blocked);
            blocked
                .entry(day.resource().clone())
                .or_default()
                .extend(intervals);
        }
        Self::united(blocked)
    }

    /// The same as [`Self::from_days`] or [`Self::from_supposed`] makes of what these were made of.
    #[must_use]
    pub fn of(obstacles: &Obstacles) -> Self {
        let blocked = obstacles.by_resource().map(|(resource, obstacles)| {
            let intervals = obstacles.iter().map(|obstacle| obstacle.blocked);
            (resource.clone(), intervals.collect())
        });
        Self::united(blocked.collect())
    }

    /// What blocks at `now` by a list of supposed bookings.
    #[must_use]
    pub fn from_supposed(
        catalogue: &Catalogue,
        bookings: &[SupposedBooking],
        now: Timestamp,
    ) -> Self {
        Self::of(&Obstacles::from_supposed(catalogue, bookings, now))
    }

    /// When a resource is not free.
    #[must_use]
    pub fn blocked(&self, resource: &Resource) -> &Union {
        self.0.get(resource).unwrap_or(&FREE)
    }

    /// The same, were this still taken.
    #[must_use]
    pub fn and(&self, standing: &Standing) -> Self {
        let taken = standing.time.padded(standing.buffers);
        let therapist = Some(Resource::Therapist(standing.therapist.clone()));
        let room = standing.room.clone().map(Resource::Room);
        let mut busy = self.clone();
        for resource in therapist.into_iter().chain(room) {
            let blocked = busy.0.entry(resource).or_default();
            let pieces = blocked.pieces().iter().copied().chain([taken]);
            *blocked = Union::of(pieces.collect());
        }
        busy
    }

    /// When a therapist is not free.
    pub(super) fn therapist(&self, id: &Id) -> &Union {
        self.blocked(&Resource::Therapist(id.clone()))
    }

    /// When a room is not free.
    pub(super) fn room(&self, id: &Id) -> &Union {
        self.blocked(&Resource::Room(id.clone()))
    }

    fn united(blocked: Blocked) -> Self {
        let unions = blocked
            .into_iter()
            .map(|(resource, all)| (resource, Union::of(all)));
        Self(unions.collect())
    }
}

type Blocked = BTreeMap<Resource, Vec<Interval>>;
