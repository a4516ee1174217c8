//! A practice built from values, without a content folder.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use practice::availability::{
    Asked, Buffers, Busy, ClockRange, Day, Entry, Hours, Interval, Purpose, Resource, Slot,
    offered, window, with_offset,
};
use practice::catalogue::{
    BookingPolicy, Contraindications, Forms, MailPolicy, Offer, Page, Practice, RetentionPolicy,
    Service, Therapist,
};
use practice::{Catalogue, Currency, Id, Money};

pub(crate) fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

pub(crate) fn ids(texts: &[&str]) -> Vec<Id> {
    texts.iter().map(|text| id(text)).collect()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub(crate) fn resource(text: &str) -> Resource {
    Resource::parse(text).expect("a resource")
}

pub(crate) fn ranges(texts: &[&str]) -> Vec<ClockRange> {
    texts
        .iter()
        .map(|text| ClockRange::parse(text).expect("a range"))
        .collect()
}

/// Open on one weekday only.
pub(crate) fn on(weekday: Weekday, texts: &[&str]) -> Hours {
    let mut hours = Hours::default();
    hours.weekly[usize::from(weekday.to_monday_zero_offset().unsigned_abs())] = ranges(texts);
    hours
}

/// Open alike on every weekday.
pub(crate) fn daily(texts: &[&str]) -> Hours {
    Hours {
        weekly: std::array::from_fn(|_| ranges(texts)),
        exceptions: BTreeMap::new(),
    }
}

/// A practice in New York without rooms, whose one service, of 60 minutes on a grid of 60, is given
/// by all of these therapists. No notice, no horizon, no buffers.
pub(crate) fn catalogue(therapists: &[(&str, Hours)]) -> Catalogue {
    let therapist = |(name, hours): &(&str, Hours)| Therapist {
        id: id(name),
        name: (*name).to_owned(),
        pronouns: String::new(),
        role: String::new(),
        credentials: Vec::new(),
        email: None,
        hours: hours.clone(),
        page: None,
    };
    let mut given_by: Vec<Id> = therapists.iter().map(|(name, _)| id(name)).collect();
    given_by.sort();
    Catalogue {
        practice: practice(),
        services: vec![service(given_by)],
        techniques: Vec::new(),
        conditions: Vec::new(),
        therapists: therapists.iter().map(therapist).collect(),
        pages: Vec::new(),
        forms: Forms::default(),
    }
}

/// The same in another zone.
pub(crate) fn catalogue_in(zone: &str, therapists: &[(&str, Hours)]) -> Catalogue {
    let mut catalogue = catalogue(therapists);
    catalogue.practice.timezone = TimeZone::get(zone).expect("a zone of the bundle");
    catalogue.practice.timezone_name = zone.to_owned();
    catalogue
}

fn practice() -> Practice {
    Practice {
        name: "A practice".to_owned(),
        tagline: String::new(),
        phone: String::new(),
        email: String::new(),
        url: String::new(),
        timezone: TimeZone::get("America/New_York").expect("a zone of the bundle"),
        timezone_name: "America/New_York".to_owned(),
        currency: Currency::parse("USD").expect("a currency"),
        language: "en".to_owned(),
        rooms: Vec::new(),
        address: None,
        hours: Hours::default(),
        booking: BookingPolicy {
            notice_minutes: 0,
            horizon_days: None,
            cancel_window_hours: 24,
            approval: false,
            confirm_new_clients: false,
            hold_minutes: 10,
            buffers_within_hours: false,
        },
        mail: MailPolicy {
            reminder_hours: Vec::new(),
            quiet_hours: None,
        },
        retention: RetentionPolicy {
            records_years: 7,
            contact_years: 3,
            accounts_years: 7,
        },
        theme: "calm".to_owned(),
        hue: 0,
        nav: Vec::new(),
        extra: toml::Table::new(),
    }
}

fn service(therapists: Vec<Id>) -> Service {
    Service {
        id: id("massage"),
        summary: String::new(),
        techniques: Vec::new(),
        helps_with: Vec::new(),
        therapists,
        rooms: Vec::new(),
        buffer_before: 0,
        buffer_after: 0,
        start_every: 60,
        offers: vec![Offer {
            minutes: 60,
            price: Money::parse("95.00").expect("a price"),
        }],
        contraindications: Contraindications::default(),
        faq: Vec::new(),
        reviewed: None,
        page: page(),
    }
}

fn page() -> Page {
    Page {
        path: "services/massage.md".to_owned(),
        address: "/services/massage/".to_owned(),
        title: "Massage".to_owned(),
        description: String::new(),
        date: None,
        updated: None,
        weight: 0,
        aliases: Vec::new(),
        template: None,
        image: None,
        taxonomies: BTreeMap::new(),
        extra: toml::Table::new(),
        body: String::new(),
        body_line: 1,
    }
}

/// A question for 60 minutes with anyone, on dates from the first to the last.
pub(crate) fn asked<'a>(catalogue: &'a Catalogue, [first, last]: [&str; 2]) -> Asked<'a> {
    let window = window(&catalogue.practice.timezone, &(date(first)..=date(last)));
    Asked {
        service: &catalogue.services[0],
        minutes: 60,
        therapist: None,
        window: window.expect("a window"),
    }
}

/// A confirmed booking without buffers.
pub(crate) fn booking(id: &str, from: &str, to: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        purpose: Purpose::Booking,
        time: Interval::new(instant(from)..instant(to)).expect("not empty"),
        buffers: Buffers::default(),
        forced: false,
    }
}

/// The day items, in New York, that entries of these resources are listed in.
pub(crate) fn days(entries: &[(&str, Entry)]) -> Vec<Day> {
    let zone = TimeZone::get("America/New_York").expect("a zone of the bundle");
    let mut items: BTreeMap<(Resource, Date), Vec<Entry>> = BTreeMap::new();
    for (name, entry) in entries {
        let (first, last) = entry.dates(&zone).into_inner();
        let dates = std::iter::successors(Some(first), |date| date.tomorrow().ok());
        for date in dates.take_while(|date| *date <= last) {
            items
                .entry((resource(name), date))
                .or_default()
                .push(entry.clone());
        }
    }
    let day = |((resource, date), entries)| Day::checked(resource, date, entries, 1);
    items
        .into_iter()
        .map(|item| day(item).expect("in order"))
        .collect()
}

/// Slots as `start` or, where there is more than one therapist to tell, `start maya, noor`.
pub(crate) fn written(catalogue: &Catalogue, slots: &[Slot]) -> Vec<String> {
    let zone = &catalogue.practice.timezone;
    let names = |slot: &Slot| {
        slot.therapists
            .iter()
            .map(Id::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let written = |slot: &Slot| match catalogue.therapists.len() {
        1 => with_offset(zone, slot.start),
        _ => format!("{} {}", with_offset(zone, slot.start), names(slot)),
    };
    slots.iter().map(written).collect()
}

/// Holds what is offered with these day items long before against what is expected.
#[track_caller]
pub(crate) fn check(catalogue: &Catalogue, asked: &Asked<'_>, days: &[Day], expected: &[&str]) {
    check_at(catalogue, asked, days, Timestamp::UNIX_EPOCH, expected);
}

#[track_caller]
pub(crate) fn check_at(
    catalogue: &Catalogue,
    asked: &Asked<'_>,
    days: &[Day],
    now: Timestamp,
    expected: &[&str],
) {
    let slots = offered(catalogue, asked, &Busy::from_days(days, now, &[]), now);
    assert_eq!(written(catalogue, &slots), expected);
}
