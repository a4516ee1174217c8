//! Where a booking or a hold stands.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::instant::dates;
use super::interval::{Buffers, Interval};
use super::resource::Resource;
use super::touched::local_dates;
use crate::Id;

/// Where a booking or a hold stands: with whom, in which room, when, and with which buffers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// With whom.
    pub therapist: Id,
    /// In which room; none where rooms limit nothing.
    pub room: Option<Id>,
    /// The treatment itself.
    pub time: Interval,
    /// The buffers it was made with, which it keeps (R8).
    pub buffers: Buffers,
}

impl Standing {
    /// Reads where something stands from what was stored of it; none if nothing could be put so.
    #[must_use]
    pub fn parse(
        therapist: &str,
        room: Option<&str>,
        time: Range<Timestamp>,
        buffers: Buffers,
    ) -> Option<Self> {
        Some(Self {
            therapist: Id::parse(therapist).ok()?,
            room: room.map(Id::parse).transpose().ok()?,
            time: Interval::new(time)?,
            buffers,
        })
    }

    /// Every day item that lists it: of its therapist and of its room, every local date its padded
    /// time touches (N9).
    #[must_use]
    pub fn days(&self, zone: &TimeZone) -> Vec<(Resource, Date)> {
        let therapist = Some(Resource::Therapist(self.therapist.clone()));
        let room = self.room.clone().map(Resource::Room);
        let touched = local_dates(zone, self.time.padded(self.buffers));
        let of =
            |resource: Resource| dates(touched.clone()).map(move |date| (resource.clone(), date));
        therapist.into_iter().chain(room).flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_listed_with_its_therapist_and_its_room_on_every_date_it_touches() {
        let id = |text| Id::parse(text).expect("an id");
        let at = |text: &str| text.parse().expect("an instant");
        let standing = Standing {
            therapist: id("maya"),
            room: Some(id("quiet")),
            time: Interval::new(at("2026-12-01T22:45-05:00")..at("2026-12-01T23:45-05:00"))
                .expect("not empty"),
            buffers: Buffers {
                before: 0,
                after: 30,
            },
        };
        let zone = TimeZone::get("America/New_York").expect("a zone of the bundle");
        let days: Vec<_> = standing
            .days(&zone)
            .into_iter()
            .map(|(resource, date)| format!("{resource} {date}"))
            .collect();
        let expected = [
            "therapist:maya 2026-12-01",
            "therapist:maya 2026-12-02",
            "room:quiet 2026-12-01",
            "room:quiet 2026-12-02",
        ];
        assert_eq!(days, expected);
    }
}
