//! Whatever is asked in whatever order, what was accepted stays apart, in hours and on the grid.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use practice::Id;
use practice::availability::{
    Busy, Day, Placement, Purpose, Resource, Wanted, accept, days_touched, offered, remove,
};
use proptest::prelude::*;

use crate::oracle;
use crate::scenario::{Claim, World, world};

/// One request of a client.
#[derive(Clone, Debug)]
enum Request {
    Book { slot: usize, therapist: bool },
    Hold { slot: usize, lasts_minutes: i64 },
    Move { booking: usize, slot: usize },
    Cancel { booking: usize },
    Wait { minutes: i64 },
}

/// The day items of a store, and what it was told is booked.
struct Store {
    world: World,
    days: BTreeMap<(Resource, Date), Day>,
    booked: BTreeMap<String, Placement>,
    made: usize,
}

impl Store {
    fn serve(&mut self, request: &Request) -> Result<(), TestCaseError> {
        match request {
            Request::Book { slot, therapist } => self.book(*slot, *therapist, None, None)?,
            Request::Hold {
                slot,
                lasts_minutes,
            } => {
                let expires_at = self.world.now + SignedDuration::from_mins(*lasts_minutes);
                self.book(*slot, false, Some(expires_at), None)?;
            }
            Request::Move { booking, slot } => {
                let moved = self.booking(*booking);
                self.book(*slot, false, None, moved.as_deref())?;
            }
            Request::Cancel { booking } => self.cancel(*booking),
            Request::Wait { minutes } => {
                self.world.now += SignedDuration::from_mins(*minutes);
            }
        }
        Ok(())
    }

    fn booking(&self, index: usize) -> Option<String> {
        self.booked
            .keys()
            .nth(index.checked_rem(self.booked.len())?)
            .cloned()
    }

    fn book(
        &mut self,
        slot: usize,
        keeps_therapist: bool,
        hold_until: Option<Timestamp>,
        moved: Option<&str>,
    ) -> Result<(), TestCaseError> {
        let all: Vec<Day> = self.days.values().cloned().collect();
        let own: Vec<&str> = moved.into_iter().collect();
        let busy = Busy::from_days(&all, self.world.now, &own);
        let slots = offered(
            &self.world.catalogue,
            &self.world.asked(),
            &busy,
            self.world.now,
        );
        let Some(slot) = slot.checked_rem(slots.len()).map(|index| &slots[index]) else {
            return Ok(());
        };
        self.made += 1;
        let made = format!("booking-{:03}", self.made);
        let entry_id = moved.unwrap_or(&made);
        let first = slot.therapists.first();
        let wanted = Wanted {
            service: self.world.service(),
            minutes: self.world.minutes,
            start: slot.start,
            therapist: first
                .filter(|_| keeps_therapist)
                .or(self.world.therapist.as_ref()),
            entry_id,
            hold_until,
            own: &[],
        };
        let read = self.read(&wanted, moved);
        let placement = accept(&self.world.catalogue, &wanted, &read, self.world.now)
            .map_err(|refusal| TestCaseError::fail(format!("{slot:?}: {refusal}")))?;
        self.write(entry_id, placement)
    }

    /// What a store reads: what may be touched, and where the moved booking is.
    fn read(&self, wanted: &Wanted<'_>, moved: Option<&str>) -> Vec<Day> {
        let touched = days_touched(&self.world.catalogue, &wanted.asked(), self.world.now);
        let has_moved = |day: &Day| {
            day.entries()
                .iter()
                .any(|entry| Some(entry.id.as_str()) == moved)
        };
        let read = self
            .days
            .iter()
            .filter(|(key, day)| touched.contains(key) || has_moved(day));
        read.map(|(_, day)| day.clone()).collect()
    }

    /// Each item is written under the version that was read.
    fn write(&mut self, entry_id: &str, placement: Placement) -> Result<(), TestCaseError> {
        for day in &placement.days {
            let key = (day.resource().clone(), day.date());
            let seen = self.days.get(&key).map_or(0, Day::version);
            prop_assert_eq!(day.version(), seen + 1);
            prop_assert!(
                self.days
                    .insert(key, day.clone())
                    .is_none_or(|old| old.version() == seen)
            );
        }
        self.booked.insert(entry_id.to_owned(), placement);
        Ok(())
    }

    fn cancel(&mut self, booking: usize) {
        let Some(id) = self.booking(booking) else {
            return;
        };
        for day in self.days.values_mut() {
            if let Some(removed) = remove(day, &id) {
                *day = removed;
            }
        }
        self.booked.remove(&id);
    }

    /// N1, N2, N9, and R6 by the oracle.
    fn check(&self) -> Result<(), TestCaseError> {
        let zone = &self.world.catalogue.practice.timezone;
        for day in self.days.values() {
            let again = Day::checked(
                day.resource().clone(),
                day.date(),
                day.entries().to_vec(),
                1,
            );
            prop_assert!(again.is_ok(), "{day:?}");
            for entry in day.entries() {
                prop_assert!(entry.dates(zone).contains(&day.date()));
            }
        }
        let now = self.world.now;
        let lives = |id: &str, placement: &Placement| {
            placement.days.iter().flat_map(Day::entries).any(|entry| {
                entry.id == id
                    && !matches!(entry.purpose, Purpose::Hold { expires_at } if expires_at <= now)
            })
        };
        let live: Vec<_> = self
            .booked
            .iter()
            .filter(|(id, booked)| lives(id, booked))
            .collect();
        for (index, (id, placement)) in live.iter().enumerate() {
            self.check_entered(id, placement)?;
            let time = placement.standing.time.start()..placement.standing.time.end();
            prop_assert!(oracle::is_open(
                &self.world,
                &placement.standing.therapist,
                time
            ));
            for (_, other) in &live[..index] {
                let same_room = placement.standing.room.is_some()
                    && placement.standing.room == other.standing.room;
                if same_room || placement.standing.therapist == other.standing.therapist {
                    prop_assert!(!overlap(placement, other), "{placement:?} and {other:?}");
                }
            }
        }
        Ok(())
    }

    fn check_entered(&self, id: &str, placement: &Placement) -> Result<(), TestCaseError> {
        let therapist = Some(Resource::Therapist(placement.standing.therapist.clone()));
        let resources = [
            therapist,
            placement.standing.room.clone().map(Resource::Room),
        ];
        let listing = self.days.values().filter_map(|day| {
            let entry = day.entries().iter().find(|entry| entry.id == id)?;
            Some((day, entry))
        });
        let mut count = 0;
        for (day, entry) in listing {
            count += 1;
            prop_assert!(resources.contains(&Some(day.resource().clone())));
            prop_assert_eq!(entry.time.start(), placement.standing.time.start());
            prop_assert_eq!(entry.time.end(), placement.standing.time.end());
        }
        prop_assert!(
            count > usize::from(placement.standing.room.is_some()),
            "{id}: {count}"
        );
        Ok(())
    }
}

fn overlap(one: &Placement, other: &Placement) -> bool {
    let padded = |placement: &Placement| {
        let minutes = |minutes: u16| SignedDuration::from_mins(i64::from(minutes));
        let (time, buffers) = (placement.standing.time, placement.standing.buffers);
        (
            time.start() - minutes(buffers.before),
            time.end() + minutes(buffers.after),
        )
    };
    let ((start, end), (other_start, other_end)) = (padded(one), padded(other));
    start < other_end && other_start < end
}

fn request() -> impl Strategy<Value = Request> {
    let slot = || any::<proptest::sample::Index>().prop_map(|index| index.index(10_000));
    prop_oneof![
        4 => (slot(), any::<bool>()).prop_map(|(slot, therapist)| Request::Book { slot, therapist }),
        2 => (slot(), 1..20_i64)
            .prop_map(|(slot, lasts_minutes)| Request::Hold { slot, lasts_minutes }),
        2 => (slot(), slot()).prop_map(|(booking, slot)| Request::Move { booking, slot }),
        1 => slot().prop_map(|booking| Request::Cancel { booking }),
        1 => (0..15_i64).prop_map(|minutes| Request::Wait { minutes }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn accepted_bookings_stay_disjoint_in_hours_and_where_they_were_put(
        world in world(),
        requests in proptest::collection::vec(request(), 1..24),
    ) {
        let world = World { claims: Vec::<Claim>::new(), ..world };
        let mut store =
            Store { world, days: BTreeMap::new(), booked: BTreeMap::new(), made: 0 };
        for request in &requests {
            store.serve(request)?;
            store.check()?;
        }
    }

    #[test]
    fn without_a_preference_nobody_chosen_has_more_booked_than_another_who_is_free(world in world()) {
        let days = world.days();
        let asked = world.asked();
        let busy = Busy::from_days(&days, world.now, &[]);
        let zone = &world.catalogue.practice.timezone;
        for slot in offered(&world.catalogue, &asked, &busy, world.now).iter().take(5) {
            let wanted = Wanted {
                service: world.service(),
                minutes: world.minutes,
                start: slot.start,
                therapist: world.therapist.as_ref(),
                entry_id: "new",
                hold_until: None,
                own: &[],
            };
            let chosen = accept(&world.catalogue, &wanted, &days, world.now).expect("accepted");
            let booked = |id: &Id| booked_minutes(&world, id, zone.to_datetime(slot.start).date());
            let least = slot.therapists.iter().min_by_key(|id| (booked(id), (*id).clone()));
            prop_assert_eq!(Some(&chosen.standing.therapist), least);
        }
    }
}

/// Counted minute by minute.
fn booked_minutes(world: &World, therapist: &Id, date: Date) -> usize {
    let zone = &world.catalogue.practice.timezone;
    let midnight = |date: Date| zone.to_timestamp(date.at(0, 0, 0, 0)).expect("a midnight");
    let within = midnight(date)..midnight(date.tomorrow().expect("a date"));
    let counts = |claim: &&Claim| {
        let expired =
            matches!(claim.entry.purpose, Purpose::Hold { expires_at } if expires_at <= world.now);
        claim.resource == Resource::Therapist(therapist.clone())
            && claim.entry.purpose != Purpose::Block
            && !expired
    };
    let minutes = |claim: &Claim| {
        let count = claim.entry.time.duration().as_mins();
        let start = claim.entry.time.start();
        (0..count)
            .filter(|minute| within.contains(&(start + SignedDuration::from_mins(*minute))))
            .count()
    };
    world.claims.iter().filter(counts).map(minutes).sum()
}
