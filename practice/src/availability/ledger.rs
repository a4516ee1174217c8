//! The day items an acceptance reads and changes.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::day::Day;
use super::entry::Entry;
use super::instant::{dates, local_date};
use super::place::place;
use super::refusal::{Refusal, Scarce};
use super::resource::Resource;
use crate::Id;

/// The days as they were read, and what on them is the asker's own.
pub(super) struct Ledger<'a> {
    days: &'a [Day],
    now: Timestamp,
    own: &'a [&'a str],
}

impl<'a> Ledger<'a> {
    pub(super) fn of(days: &'a [Day], now: Timestamp, own: &'a [&'a str]) -> Self {
        Self { days, now, own }
    }

    /// Who has the least booked or held on the local date of a start; of several, the first.
    pub(super) fn least_booked<'t>(
        &self,
        therapists: &'t [Id],
        zone: &TimeZone,
        start: Timestamp,
    ) -> Option<&'t Id> {
        let date = local_date(zone, start);
        therapists.iter().min_by_key(|id| {
            let day = self.day(&Resource::Therapist((*id).clone()), date);
            day.map_or(SignedDuration::ZERO, |day| {
                day.booked(zone, self.now, self.own)
            })
        })
    }

    /// Whether something of the asker's own stands with a resource.
    pub(super) fn has_own(&self, resource: &Resource) -> bool {
        let mut days = self.days.iter();
        days.any(|day| day.resource() == resource && self.frees(day))
    }

    /// Every day that changes when an entry is made for these resources: those that list it, then
    /// those that only lose what is the asker's own.
    ///
    /// # Errors
    /// [`Refusal::Taken`], when something is in the way.
    pub(super) fn entered(
        &self,
        entry: &Entry,
        zone: &TimeZone,
        resources: impl Iterator<Item = Resource>,
    ) -> Result<Vec<Day>, Refusal> {
        let mut changed: Vec<Day> = Vec::new();
        for resource in resources {
            for date in dates(entry.dates(zone)) {
                let day = self.day(&resource, date).cloned();
                let day = day.unwrap_or_else(|| Day::empty(resource.clone(), date));
                let placed = place(&day, entry, self.now, self.own);
                changed.push(placed.map_err(|_| Refusal::Taken(Scarce::of(&resource)))?);
            }
        }
        let freed = self.days.iter().filter(|day| self.frees(day));
        let freed = freed.filter(|day| !changed.iter().any(|other| other.is_same(day)));
        let freed: Vec<Day> = freed
            .map(|day| day.changed(self.now, self.own, None))
            .collect();
        changed.extend(freed);
        Ok(changed)
    }

    fn frees(&self, day: &Day) -> bool {
        let is_own = |entry: &Entry| self.own.contains(&entry.id.as_str());
        day.entries().iter().any(is_own)
    }

    fn day(&self, resource: &Resource, date: Date) -> Option<&Day> {
        self.days
            .iter()
            .find(|day| day.resource() == resource && day.date() == date)
    }
}
