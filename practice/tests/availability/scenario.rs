//! Practices, clocks and bookings of every kind, for the properties.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use practice::availability::{
    Asked, Buffers, ClockRange, Day, Entry, Hours, Interval, Purpose, Resource, window,
};
use practice::catalogue::Service;
use practice::{Catalogue, Id};
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{catalogue_in, date, id};

/// Dates on which clocks do what they seldom do, and some ordinary ones.
pub(crate) const DATES: &[(&str, &str)] = &[
    ("America/New_York", "2026-06-03"),    // ordinary
    ("Asia/Kathmandu", "2026-01-01"),      // ordinary, 5:45 ahead
    ("America/New_York", "2026-03-08"),    // 02:00 becomes 03:00
    ("America/New_York", "2026-11-01"),    // 02:00 becomes 01:00
    ("Europe/London", "2026-03-29"),       // 01:00 becomes 02:00
    ("Europe/London", "2026-10-25"),       // 02:00 becomes 01:00
    ("Australia/Lord_Howe", "2026-10-04"), // half an hour is left out
    ("Australia/Lord_Howe", "2026-04-05"), // half an hour occurs twice
    ("Antarctica/Troll", "2026-03-29"),    // two hours are left out
    ("America/Santiago", "2026-09-06"),    // midnight does not occur
    ("America/Santiago", "2026-04-05"),    // the hour before midnight occurs twice
    ("Africa/Cairo", "2026-04-24"),        // midnight does not occur
    ("Africa/Cairo", "2026-10-30"),        // the hour before midnight occurs twice
    ("Asia/Beirut", "2026-03-29"),         // midnight does not occur
    ("Asia/Beirut", "2026-10-25"),         // the hour before midnight occurs twice
    ("America/Sao_Paulo", "2017-10-15"),   // midnight does not occur
    ("America/Sao_Paulo", "2018-02-18"),   // the hour before midnight occurs twice
    ("America/Havana", "2026-03-08"),      // midnight does not occur
    ("America/Havana", "2026-11-01"),      // the hour after midnight occurs twice
    ("America/St_Johns", "2010-03-14"),    // 00:01 becomes 01:01
    ("America/St_Johns", "2010-11-07"),    // 00:01 becomes 23:01: two midnights
    ("Africa/Casablanca", "2026-02-15"),   // 03:00 becomes 02:00, for Ramadan
    ("America/Toronto", "1919-03-31"),     // 23:30 becomes 00:30
    ("Pacific/Apia", "2011-12-30"),        // the whole date does not occur
    ("Pacific/Kwajalein", "1993-08-21"),   // the whole date does not occur
];

/// A practice, a question and what is in its way.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) catalogue: Catalogue,
    pub(crate) minutes: u16,
    pub(crate) therapist: Option<Id>,
    pub(crate) centre: Date,
    pub(crate) window: Range<Timestamp>,
    pub(crate) now: Timestamp,
    pub(crate) claims: Vec<Claim>,
}

/// Somebody's claim to a therapist or a room.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) resource: Resource,
    pub(crate) entry: Entry,
}

impl World {
    pub(crate) fn service(&self) -> &Service {
        &self.catalogue.services[0]
    }

    pub(crate) fn asked(&self) -> Asked<'_> {
        Asked {
            service: self.service(),
            minutes: self.minutes,
            therapist: self.therapist.as_ref(),
            window: self.window.clone(),
        }
    }

    /// The day items of all claims.
    pub(crate) fn days(&self) -> Vec<Day> {
        let zone = &self.catalogue.practice.timezone;
        let mut items: BTreeMap<(Resource, Date), Vec<Entry>> = BTreeMap::new();
        for Claim { resource, entry } in &self.claims {
            let (mut date, last) = entry.dates(zone).into_inner();
            while date <= last {
                items
                    .entry((resource.clone(), date))
                    .or_default()
                    .push(entry.clone());
                date = date.tomorrow().expect("a date");
            }
        }
        let day = |((resource, date), mut entries): (_, Vec<Entry>)| {
            entries.sort_by_key(|entry| (entry.time.start(), entry.id.clone()));
            Day::checked(resource, date, entries, 1).expect("in order")
        };
        items.into_iter().map(day).collect()
    }
}

/// Any world.
pub(crate) fn world() -> impl Strategy<Value = World> {
    let people = (
        proptest::collection::vec(hours(), 1..=3),
        select(vec![7_usize, 7, 7, 1, 2, 3, 5, 6]),
        proptest::option::weighted(0.3, 0..3_usize),
    );
    let rooms = 0..=2_usize;
    let policy = (
        select(vec![0_u32, 0, 60, 120, 1441]),
        proptest::option::weighted(0.3, 0..6_u32),
        any::<bool>(),
    );
    let length = (
        select(vec![
            5_u16, 15, 30, 45, 60, 60, 60, 75, 90, 90, 120, 240, 500,
        ]),
        select(vec![5_u16, 7, 15, 20, 30, 45, 60, 90]),
        buffers(),
    );
    let claims = proptest::collection::vec(claim(), 0..14);
    let now = -4 * 86_400..86_400_i64;
    (select(DATES), people, rooms, policy, length, claims, now).prop_map(build)
}

/// A world in which nothing is booked, for its hours alone.
pub(crate) fn open_daily(zone: &str, centre: &str, texts: &[&str]) -> World {
    let hours = crate::fixture::daily(texts);
    let mut catalogue = catalogue_in(zone, &[("maya", hours)]);
    catalogue.services[0].start_every = 15;
    let centre = date(centre);
    let window = around(&catalogue, centre);
    let now = Timestamp::UNIX_EPOCH.min(window.start);
    World {
        catalogue,
        minutes: 60,
        therapist: None,
        centre,
        window,
        now,
        claims: Vec::new(),
    }
}

fn around(catalogue: &Catalogue, centre: Date) -> Range<Timestamp> {
    let dates = centre.yesterday().expect("a date")..=centre.tomorrow().expect("a date");
    window(&catalogue.practice.timezone, &dates).expect("three dates")
}

type People = (Vec<WrittenHours>, usize, Option<usize>);
type Policy = (u32, Option<u32>, bool);
type Length = (u16, u16, Buffers);

fn build(
    ((zone, centre), people, rooms, policy, length, claims, now): (
        (&'static str, &'static str),
        People,
        usize,
        Policy,
        Length,
        Vec<WrittenClaim>,
        i64,
    ),
) -> World {
    const NAMES: [&str; 3] = ["maya", "abel", "noor"];
    let (centre, (hours, given_by, asked_for)) = (date(centre), people);
    let therapists: Vec<_> = NAMES
        .into_iter()
        .zip(hours.iter().map(|hours| hours.about(centre)))
        .collect();
    let mut catalogue = catalogue_in(zone, &therapists);
    catalogue.practice.rooms = ["quiet", "garden"]
        .into_iter()
        .take(rooms)
        .map(id)
        .collect();
    let (notice_minutes, horizon_days, buffers_within_hours) = policy;
    catalogue.practice.booking.notice_minutes = notice_minutes;
    catalogue.practice.booking.horizon_days = horizon_days;
    catalogue.practice.booking.buffers_within_hours = buffers_within_hours;
    let (minutes, start_every, buffers) = length;
    let (service, rooms) = (&mut catalogue.services[0], &catalogue.practice.rooms);
    service.rooms = rooms.clone();
    service.start_every = start_every;
    (service.buffer_before, service.buffer_after) = (buffers.before, buffers.after);
    let mut index = 0;
    service.therapists.retain(|_| {
        index += 1;
        given_by >> (index - 1) & 1 == 1
    });
    let window = around(&catalogue, centre);
    let now = window.start + SignedDuration::from_secs(now + 86_400);
    let claims = claims.into_iter().enumerate();
    let claims = claims.map(|(index, claim)| claim.about(&catalogue, window.start, now, index));
    let claims = claims.collect();
    let therapist = asked_for.map(|index| id(NAMES[index % hours.len()]));
    World {
        catalogue,
        minutes,
        therapist,
        centre,
        window,
        now,
        claims,
    }
}

/// Ranges as minutes of the wall clock; exceptions by their distance from the date in question.
#[derive(Clone, Debug)]
struct WrittenHours {
    weekly: [Vec<(u16, u16)>; 7],
    exceptions: Vec<(i64, Vec<(u16, u16)>)>,
}

impl WrittenHours {
    fn about(&self, centre: Date) -> Hours {
        let on = |days: i64| centre + SignedDuration::from_hours(24 * days);
        let exceptions = self.exceptions.iter();
        Hours {
            weekly: self.weekly.clone().map(|ranges| clock_ranges(&ranges)),
            exceptions: exceptions
                .map(|(days, all)| (on(*days), clock_ranges(all)))
                .collect(),
        }
    }
}

fn clock_ranges(ranges: &[(u16, u16)]) -> Vec<ClockRange> {
    let written = |(opens, closes): &(u16, u16)| {
        let [opens, closes] =
            [opens, closes].map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
        ClockRange::parse(&format!("{opens}-{closes}")).expect("a range")
    };
    ranges.iter().map(written).collect()
}

fn hours() -> impl Strategy<Value = WrittenHours> {
    let ranges = || proptest::collection::vec(clock_range(), 0..=3);
    let weekly: [_; 7] = std::array::from_fn(|_| ranges());
    let exceptions = proptest::collection::vec((-2..=2_i64, ranges()), 0..=2);
    (weekly, exceptions).prop_map(|(weekly, exceptions)| WrittenHours { weekly, exceptions })
}

/// Opening and closing, often near the hours at which clocks change.
fn clock_range() -> impl Strategy<Value = (u16, u16)> {
    let quarters = |hours: Range<u16>| hours.prop_map(|quarter| quarter * 15);
    let opens = prop_oneof![
        quarters(0..96),
        quarters(0..14),
        quarters(80..96),
        0..1440_u16
    ];
    let closes = prop_oneof![
        quarters(0..97),
        quarters(0..14),
        quarters(84..97),
        0..1441_u16
    ];
    (opens, closes)
}

#[derive(Clone, Debug)]
struct WrittenClaim {
    resource: usize,
    start_quarters: i64,
    minutes: i64,
    buffers: Buffers,
    purpose: usize,
    expires_in_seconds: i64,
}

impl WrittenClaim {
    fn about(
        self,
        catalogue: &Catalogue,
        origin: Timestamp,
        now: Timestamp,
        index: usize,
    ) -> Claim {
        let therapists = catalogue
            .therapists
            .iter()
            .map(|one| Resource::Therapist(one.id.clone()));
        let rooms = catalogue
            .practice
            .rooms
            .iter()
            .map(|id| Resource::Room(id.clone()));
        let resources: Vec<_> = therapists.chain(rooms).collect();
        let start = origin + SignedDuration::from_mins(15 * self.start_quarters);
        let expires_at = now + SignedDuration::from_secs(self.expires_in_seconds);
        let entry = Entry {
            id: format!("claim-{index}"),
            purpose: [
                Purpose::Booking,
                Purpose::Block,
                Purpose::Hold { expires_at },
            ][self.purpose],
            time: Interval::new(start..start + SignedDuration::from_mins(self.minutes))
                .expect("not empty"),
            buffers: self.buffers,
            forced: false,
        };
        Claim {
            resource: resources[self.resource % resources.len()].clone(),
            entry,
        }
    }
}

fn claim() -> impl Strategy<Value = WrittenClaim> {
    let time = (
        -8 * 4..80 * 4_i64,
        prop_oneof![Just(60), Just(45), 1..300_i64],
    );
    (0..5_usize, time, buffers(), 0..3_usize, -2..=2_i64).prop_map(
        |(resource, (start_quarters, minutes), buffers, purpose, expires_in_seconds)| {
            WrittenClaim {
                resource,
                start_quarters,
                minutes,
                buffers,
                purpose,
                expires_in_seconds,
            }
        },
    )
}

fn buffers() -> impl Strategy<Value = Buffers> {
    let minutes = || select(vec![0_u16, 0, 5, 10, 15, 45]);
    (minutes(), minutes()).prop_map(|(before, after)| Buffers { before, after })
}
