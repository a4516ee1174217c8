//! What staff decide: a booking at any time, with anyone, in any room. They are not bound by notice,
//! horizon and grid; working hours and what is already there are listed to them, and passed over
//! only knowingly (N1).

use jiff::Timestamp;
use jiff::civil::Date;

use super::day::Day;
use super::entry::{Entry, Purpose};
use super::instant::{dates, days_after, days_before};
use super::interval::{Buffers, Interval, Union};
use super::ledger::Ledger;
use super::resource::Resource;
use super::standing::Standing;
use super::touched::local_dates;
use super::{Placement, Refusal};
use crate::catalogue::{Practice, Service, Therapist};
use crate::{Catalogue, Id};

/// Whether staff have seen what is in the way, and want it so all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// No: what is in the way refuses.
    Never,
    /// Yes.
    Knowingly,
}

/// Where staff want a booking to stand.
#[derive(Clone, Debug)]
pub struct StaffWish<'a> {
    /// What is booked; none if the practice does not offer it any more.
    pub service: Option<&'a Service>,
    /// When, without buffers.
    pub time: Interval,
    /// What is kept free around it.
    pub buffers: Buffers,
    /// With whom.
    pub therapist: &'a Id,
    /// In which room; none: in the first of the service's that is free.
    pub room: Option<&'a Id>,
    /// The booking's id; its entries elsewhere are given up (A2).
    pub entry_id: &'a str,
    /// Whether it is to be so whatever is in the way.
    pub force: Force,
}

/// What is in the way of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// The therapist does not give the service (M4).
    DoesNotGiveService,
    /// The service is not given in that room (M2).
    NotItsRoom,
    /// The therapist does not work then, or not long enough (R3, R4, R6, R7).
    OutsideHours,
    /// Something else is there already (R8, R9).
    Taken {
        /// With which therapist, or in which room.
        resource: Resource,
        /// What it is.
        entry: Entry,
    },
}

/// Where a booking of the staff's stands, and what was passed over for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// Where it is entered. Its entries are marked as forced where they overlap something.
    pub placement: Placement,
    /// What was in the way and passed over knowingly; empty if nothing was.
    pub passed_over: Vec<InTheWay>,
}

impl Arranged {
    /// Whether its entries overlap something, and are marked so.
    #[must_use]
    pub fn overlaps(&self) -> bool {
        let is_entry = |over: &InTheWay| matches!(over, InTheWay::Taken { .. });
        self.passed_over.iter().any(is_entry)
    }
}

impl StaffWish<'_> {
    /// The day items on which it hangs: of its therapist, and of every room it might get.
    #[must_use]
    pub fn days(&self, catalogue: &Catalogue) -> Vec<(Resource, Date)> {
        let rooms = self.rooms().into_iter().cloned().map(Resource::Room);
        let resources = std::iter::once(Resource::Therapist(self.therapist.clone())).chain(rooms);
        let touched = local_dates(&catalogue.practice.timezone, self.padded());
        let of =
            |resource: Resource| dates(touched.clone()).map(move |date| (resource.clone(), date));
        resources.flat_map(of).collect()
    }

    fn rooms(&self) -> Vec<&Id> {
        match (self.room, self.service) {
            (Some(room), _) => vec![room],
            (None, Some(service)) => service.rooms.iter().collect(),
            (None, None) => Vec::new(),
        }
    }

    fn padded(&self) -> Interval {
        self.time.padded(self.buffers)
    }

    /// What is in its way on the days of a resource, each once.
    fn taken(&self, resource: &Resource, days: &[Day], now: Timestamp) -> Vec<InTheWay> {
        let days = days.iter().filter(|day| day.resource() == resource);
        let mut taken: Vec<InTheWay> = Vec::new();
        for entry in in_the_way(days, self.padded(), now, &[self.entry_id]) {
            taken.push(InTheWay::Taken {
                resource: resource.clone(),
                entry,
            });
        }
        taken
    }

    /// The room it gets, and what is in its way there: the one it has, if that is free, or else the
    /// first that is; where none is, the first.
    fn room(
        &self,
        ledger: &Ledger<'_>,
        days: &[Day],
        now: Timestamp,
    ) -> (Option<Id>, Vec<InTheWay>) {
        let mut rooms = self.rooms();
        rooms.sort_by_key(|id| !ledger.has_own(&Resource::Room((*id).clone())));
        let mut first = None;
        for id in rooms {
            let taken = self.taken(&Resource::Room(id.clone()), days, now);
            if taken.is_empty() {
                return (Some(id.clone()), taken);
            }
            first.get_or_insert((Some(id.clone()), taken));
        }
        first.unwrap_or_default()
    }

    /// What the practice itself is against, whatever is booked.
    fn against_rules(&self, catalogue: &Catalogue) -> Vec<InTheWay> {
        let mut against = Vec::new();
        if let Some(service) = self.service {
            if !service.therapists.contains(self.therapist) {
                against.push(InTheWay::DoesNotGiveService);
            }
            if self.room.is_some_and(|room| !service.rooms.contains(room)) {
                against.push(InTheWay::NotItsRoom);
            }
        }
        let practice = &catalogue.practice;
        let needed = match practice.booking.buffers_within_hours {
            true => self.padded(),
            false => self.time,
        };
        let therapist = catalogue.therapist(self.therapist.as_str());
        if !therapist.is_some_and(|therapist| works(therapist, practice, needed)) {
            against.push(InTheWay::OutsideHours);
        }
        against
    }
}

/// Enters what staff want, by the days they were told of. A day that was not in the store may be
/// left out.
///
/// # Errors
/// All that is in the way, unless it is passed over knowingly.
pub fn arrange(
    catalogue: &Catalogue,
    wish: &StaffWish<'_>,
    days: &[Day],
    now: Timestamp,
) -> Result<Arranged, Vec<InTheWay>> {
    let own = [wish.entry_id];
    let ledger = Ledger::of(days, now, &own);
    let therapist = Resource::Therapist(wish.therapist.clone());
    let (room, in_room) = wish.room(&ledger, days, now);
    let mut taken = wish.taken(&therapist, days, now);
    taken.extend(in_room);
    let overlaps = !taken.is_empty();
    let mut passed_over = wish.against_rules(catalogue);
    passed_over.append(&mut taken);
    if wish.force == Force::Never && !passed_over.is_empty() {
        return Err(passed_over);
    }
    let entry = Entry {
        id: wish.entry_id.to_owned(),
        purpose: Purpose::Booking,
        time: wish.time,
        buffers: wish.buffers,
        forced: overlaps,
    };
    let resources = [Some(therapist), room.clone().map(Resource::Room)];
    let zone = &catalogue.practice.timezone;
    let entered = ledger.entered(&entry, zone, resources.into_iter().flatten());
    let placement = Placement {
        // Nothing is in the way, or it is forced.
        days: entered.map_err(|_: Refusal| passed_over.clone())?,
        standing: Standing {
            therapist: wish.therapist.clone(),
            room,
            time: wish.time,
            buffers: wish.buffers,
        },
    };
    Ok(Arranged {
        placement,
        passed_over,
    })
}

/// What blocks an interval on these days at `now`, each once, except what is the asker's own.
pub(super) fn in_the_way<'d>(
    days: impl Iterator<Item = &'d Day>,
    blocked: Interval,
    now: Timestamp,
    own: &[&str],
) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for entry in days.flat_map(Day::entries) {
        let is_in_the_way = entry.blocks_at(now, own) && entry.blocked().overlaps(blocked);
        // What runs over midnight is listed on both dates.
        if is_in_the_way && !found.iter().any(|other| other.id == entry.id) {
            found.push(entry.clone());
        }
    }
    found
}

/// Whether all of an interval lies in one piece of a therapist's open time (R6).
fn works(therapist: &Therapist, practice: &Practice, needed: Interval) -> bool {
    let zone = &practice.timezone;
    let (first, last) = local_dates(zone, needed).into_inner();
    let ranges = therapist
        .hours
        .opening_ranges(zone, days_before(first, 2)..=days_after(last, 1));
    let open = Union::of(ranges.iter().filter_map(|range| range.interval()).collect());
    open.piece_at(needed.start())
        .is_some_and(|piece| piece.contains(needed))
}
