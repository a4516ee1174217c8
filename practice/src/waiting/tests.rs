//! One who works the morning and one who works all day; one room that one massage needs.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Awaited, Dates, Parts, best_slot, kept_until};
use crate::availability::{Buffers, Busy, Interval, Standing, with_offset};
use crate::catalogue::Practice;
use crate::read::{Source, catalogue};
use crate::{Catalogue, Id};

const PRACTICE: &str = r#"
name = "P"
timezone = "America/New_York"
currency = "USD"
rooms = ["quiet", "garden", "attic"]
[hours]
tue = ["09:00-13:00", "14:00-20:00"]
[booking]
notice_minutes = 120
horizon_days = 60
[mail]
quiet_hours = "21:00-08:00"
"#;
const ROOMED: &str = "+++\ntitle = \"R\"\nrooms = [\"quiet\"]\nbuffer_after = 15\nstart_every = 15\noffers = [{ minutes = 60, price = \"1\" }]\n+++\n";
const GARDEN: &str = "+++\ntitle = \"F\"\nrooms = [\"garden\", \"attic\"]\nstart_every = 30\noffers = [{ minutes = 60, price = \"1\" }]\n+++\n";
const JONAS: &str = "+++\nname = \"Jonas\"\n[hours]\ntue = [\"09:00-13:00\"]\n+++\n";
/// A Monday.
const NOW: &str = "2026-11-30T10:00:00-05:00";

fn practice() -> Catalogue {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let read = catalogue(&[
        source("practice.toml", PRACTICE),
        source("services/roomed.md", ROOMED),
        source("services/garden.md", GARDEN),
        source("team/jonas.md", JONAS),
        source("team/maya.md", "+++\nname = \"Maya\"\n+++\n"),
    ]);
    read.catalogue.expect("a practice")
}

fn at(time: &str) -> Timestamp {
    let text = format!("2026-12-01T{time}:00-05:00");
    text.parse().expect("an instant")
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

/// What `maya` gave up in the one room.
fn freed(from: &str, to: &str) -> Standing {
    Standing {
        therapist: id("maya"),
        room: Some(id("quiet")),
        time: Interval::new(at(from)..at(to)).expect("not empty"),
        buffers: Buffers {
            before: 0,
            after: 15,
        },
    }
}

struct Waits<'a> {
    service: &'a str,
    therapist: Option<&'a str>,
    parts: &'a str,
    dates: (&'a str, &'a str),
}

const WAITS: Waits<'static> = Waits {
    service: "roomed",
    therapist: Some("maya"),
    parts: "morning,afternoon,evening",
    dates: ("2026-12-01", "2026-12-08"),
};

/// The local time of the best slot, of what was freed while nothing but `busy` is taken.
fn best(
    waits: &Waits<'_>,
    freed: &Standing,
    lapsed: &[Interval],
    busy: &[Standing],
    now: &str,
) -> String {
    let catalogue = practice();
    let therapist = waits.therapist.map(id);
    let date = |text: &str| text.parse::<Date>().expect("a date");
    let awaited = Awaited {
        service: catalogue.service(waits.service).expect("a service"),
        minutes: 60,
        therapist: therapist.as_ref(),
        dates: Dates::new(date(waits.dates.0)..=date(waits.dates.1)).expect("dates"),
        parts: Parts::parse(waits.parts).expect("parts"),
    };
    let busy = busy
        .iter()
        .fold(Busy::default(), |busy, taken| busy.and(taken));
    let now = now.parse().expect("an instant");
    let slot = best_slot(&catalogue, &awaited, (freed, lapsed), &busy, now);
    let zone = &catalogue.practice.timezone;
    slot.map_or_else(String::new, |slot| {
        with_offset(zone, slot.start)
            .get(11..16)
            .unwrap_or_default()
            .to_owned()
    })
}

/// The rest of the day, around what is freed from 10:00 to 11:00.
fn all_but_ten() -> [Standing; 3] {
    [("09:00", "09:45"), ("11:15", "12:45"), ("14:00", "19:45")].map(|(from, to)| freed(from, to))
}

#[test]
fn the_freed_time_itself_is_best_for_who_waits_for_it() {
    let freed = freed("10:00", "11:00");
    assert_eq!(best(&WAITS, &freed, &[], &all_but_ten(), NOW), "10:00");
    assert_eq!(best(&WAITS, &freed, &[], &[], NOW), "10:00");
}

#[test]
fn a_time_that_was_free_all_along_has_not_become_free() {
    let anyone = Waits {
        service: "garden",
        therapist: None,
        ..WAITS
    };
    let freed = freed("10:00", "11:00");
    assert_eq!(
        best(&anyone, &freed, &[], &[], NOW),
        "",
        "Jonas was free at ten"
    );
    let maya = Waits {
        therapist: Some("maya"),
        ..anyone
    };
    assert_eq!(best(&maya, &freed, &[], &[], NOW), "10:00");
}

#[test]
fn a_freed_room_is_of_use_to_another_therapist() {
    let jonas = Waits {
        therapist: Some("jonas"),
        ..WAITS
    };
    let freed = freed("10:00", "11:00");
    assert_eq!(best(&jonas, &freed, &[], &all_but_ten(), NOW), "10:00");
    let elsewhere = Waits {
        service: "garden",
        ..jonas
    };
    assert_eq!(best(&elsewhere, &freed, &[], &all_but_ten(), NOW), "");
}

#[test]
fn other_dates_and_other_parts_of_the_day_do_not_suit() {
    let freed = freed("10:00", "11:00");
    for waits in [
        Waits {
            dates: ("2026-12-02", "2026-12-08"),
            ..WAITS
        },
        Waits {
            parts: "afternoon,evening",
            ..WAITS
        },
    ] {
        assert_eq!(best(&waits, &freed, &[], &all_but_ten(), NOW), "");
    }
}

#[test]
fn a_piece_too_short_to_be_offered_is_not() {
    let busy = [("09:00", "09:45"), ("10:15", "12:45"), ("14:00", "19:45")];
    let busy = busy.map(|(from, to)| freed(from, to));
    assert_eq!(best(&WAITS, &freed("10:00", "10:15"), &[], &busy, NOW), "");
}

#[test]
fn who_let_a_time_lapse_is_not_asked_for_it_again() {
    let (freed, other) = (freed("10:00", "11:00"), freed("15:00", "16:00"));
    let lapsed = [freed.time];
    assert_eq!(best(&WAITS, &freed, &lapsed, &[], NOW), "");
    assert_eq!(best(&WAITS, &other, &lapsed, &[], NOW), "15:00");
}

#[test]
fn a_time_that_is_too_near_is_offered_to_nobody() {
    let freed = freed("10:00", "11:00");
    let best = |now: &str| best(&WAITS, &freed, &[], &all_but_ten(), now);
    assert_eq!(best("2026-12-01T07:45:00-05:00"), "10:00");
    assert_eq!(best("2026-12-01T07:46:00-05:00"), "");
}

#[track_caller]
fn check_kept(practice: &Practice, now: &str, expected: &str) {
    let until = kept_until(at("15:00"), practice, now.parse().expect("an instant"));
    let written = until.map(|until| with_offset(&practice.timezone, until));
    assert_eq!(written.unwrap_or_default(), expected, "{now}");
}

#[test]
fn a_time_is_kept_two_hours_and_over_night_two_hours_more() {
    let mut practice = practice().practice;
    check_kept(
        &practice,
        "2026-11-30T10:00:00-05:00",
        "2026-11-30T12:00:00-05:00",
    );
    check_kept(
        &practice,
        "2026-11-30T22:00:00-05:00",
        "2026-12-01T10:00:00-05:00",
    );
    practice.mail.quiet_hours = None;
    check_kept(
        &practice,
        "2026-11-30T22:00:00-05:00",
        "2026-12-01T00:00:00-05:00",
    );
}

#[test]
fn a_time_is_kept_no_longer_than_it_can_be_booked() {
    let mut practice = practice().practice;
    check_kept(
        &practice,
        "2026-12-01T11:30:00-05:00",
        "2026-12-01T13:00:00-05:00",
    );
    practice.booking.notice_minutes = 0;
    check_kept(
        &practice,
        "2026-12-01T12:45:00-05:00",
        "2026-12-01T14:00:00-05:00",
    );
    check_kept(&practice, "2026-12-01T13:46:00-05:00", "");
}

#[track_caller]
fn check_dates(first: &str, last: &str, expected: &str) {
    let date = |text: &str| text.parse::<Date>().expect("a date");
    let now = NOW.parse().expect("an instant");
    let dates = Dates::to_come(date(first)..=date(last), &practice().practice, now);
    let said = dates.map_or_else(
        |error| format!("{}: {}", error.field, error.message),
        |dates| format!("{} {}", dates.first(), dates.last()),
    );
    assert_eq!(said, expected);
}

#[test]
fn dates_are_to_come_in_order_and_within_the_horizon() {
    check_dates("2026-11-30", "2026-11-30", "2026-11-30 2026-11-30");
    check_dates("2026-11-30", "2027-01-29", "2026-11-30 2027-01-29");
    check_dates(
        "2026-11-29",
        "2026-12-01",
        "from: The first day must be today or later",
    );
    check_dates(
        "2026-12-02",
        "2026-12-01",
        "to: The last day must be the first day or later",
    );
    let last = "day must be 29 January 2027 or earlier: we take no bookings beyond it yet";
    check_dates("2026-12-01", "2027-01-30", &format!("to: The last {last}"));
    check_dates(
        "2027-01-30",
        "2027-01-30",
        &format!("from: The first {last}"),
    );
}

#[test]
fn nobody_waits_for_more_than_62_days() {
    let date = Date::constant;
    assert!(Dates::new(date(2026, 1, 1)..=date(2026, 3, 3)).is_some());
    assert!(Dates::new(date(2026, 1, 1)..=date(2026, 3, 4)).is_none());
    assert!(Dates::new(date(2026, 1, 2)..=date(2026, 1, 1)).is_none());
}
