//! What somebody waits for.

use jiff::Timestamp;

use super::dates::Dates;
use super::part::{Part, Parts};
use crate::Id;
use crate::availability::{Asked, Interval, Standing, local_date, window};
use crate::catalogue::{Practice, Service};

/// What somebody waits for.
#[derive(Clone, Debug)]
pub struct Awaited<'a> {
    /// The massage.
    pub service: &'a Service,
    /// How long; the caller has checked that the service offers it.
    pub minutes: u16,
    /// With whom; none: with anyone.
    pub therapist: Option<&'a Id>,
    /// On which dates.
    pub dates: Dates,
    /// In which parts of the day it may start.
    pub parts: Parts,
}

impl<'a> Awaited<'a> {
    /// The question for starts that take some of what was freed, on dates that suit; none if there
    /// can be no such start.
    #[must_use]
    pub fn asked(&self, practice: &Practice, freed: &Standing) -> Option<Asked<'a>> {
        let gives = |id: &Id| self.service.therapists.contains(id);
        let wanted = |id: &Id| self.therapist.is_none_or(|wanted| wanted == id);
        let with = gives(&freed.therapist) && wanted(&freed.therapist);
        let room = freed
            .room
            .iter()
            .any(|room| self.service.rooms.contains(room));
        let dates = window(
            &practice.timezone,
            &(self.dates.first()..=self.dates.last()),
        )
        .ok()?;
        let near = self
            .starts_near(freed)?
            .intersection(Interval::new(dates)?)?;
        (with || room).then_some(Asked {
            service: self.service,
            minutes: self.minutes,
            therapist: self.therapist,
            window: near.start()..near.end(),
        })
    }

    /// Whether a start is on one of the dates and in one of the parts of the day.
    #[must_use]
    pub fn suits(&self, start: Timestamp, practice: &Practice) -> bool {
        let zone = &practice.timezone;
        let date = local_date(zone, start);
        let on_date = self.dates.first() <= date && date <= self.dates.last();
        on_date && self.parts.contains(Part::of(start, zone))
    }

    /// Every start whose padded time could overlap the freed one.
    fn starts_near(&self, freed: &Standing) -> Option<Interval> {
        let taken = freed.time.padded(freed.buffers);
        let before = u32::from(self.minutes) + u32::from(self.service.buffer_after);
        let minutes = |minutes: u32| jiff::SignedDuration::from_mins(i64::from(minutes));
        let first = taken.start().checked_sub(minutes(before)).ok()?;
        let last = minutes(u32::from(self.service.buffer_before));
        Interval::new(first..taken.end().checked_add(last).ok()?)
    }
}
