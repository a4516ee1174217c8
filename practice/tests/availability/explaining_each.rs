//! Why a start is not offered, in full: for each therapist, with what stands in the way.

use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::availability::{
    Asked, Buffers, Entry, Hindrance, Interval, Obstacle, ObstacleKind, Obstacles, OpeningRange,
    Purpose, TherapistExplained, bookable_near, explain_each, with_offset,
};

use crate::fixture::{asked, booking, catalogue, daily, date, days, id, ids, instant};

/// Monday, 08:00; two hours' notice, ten days' horizon, one room. Maya works 09:00-12:00 and
/// 13:00-17:00, Noor 09:00-11:00 and not on the 4th.
fn practice() -> Catalogue {
    let hours = daily(&["09:00-12:00", "13:00-17:00"]);
    let mut noors = daily(&["09:00-11:00"]);
    noors.exceptions.insert(date("2026-06-04"), Vec::new());
    let mut catalogue = catalogue(&[("noor", noors), ("maya", hours)]);
    catalogue.practice.booking.notice_minutes = 120;
    catalogue.practice.booking.horizon_days = Some(10);
    catalogue.practice.rooms = ids(&["quiet"]);
    catalogue.services[0].rooms = ids(&["quiet"]);
    catalogue
}

fn now() -> Timestamp {
    instant("2026-06-01T08:00-04:00")
}

/// Holds what hinders each therapist, with its rule, against what is expected. Times are those of
/// 2 June, unless a whole instant is given.
#[track_caller]
fn check(catalogue: &Catalogue, claims: &[(&str, Entry)], start: &str, expected: &[Expected<'_>]) {
    let obstacles = Obstacles::from_days(&days(claims), now(), &[]);
    let asked = asked(catalogue, ["2026-06-01"; 2]);
    let explanation = explain_each(catalogue, &asked, at(start), &obstacles, now());
    let each = explanation.therapists.iter().map(|one| {
        let hindrance = one.hindrance.clone();
        let ruled = hindrance.map(|hindrance| (hindrance.rule(), hindrance));
        (one.id.as_str(), ruled)
    });
    assert_eq!(each.collect::<Vec<_>>(), expected, "{start}");
}

type Expected<'a> = (&'a str, Option<(&'static str, Hindrance)>);

/// The same hinders both.
fn both(rule: &'static str, hindrance: &Hindrance) -> [Expected<'static>; 2] {
    ["maya", "noor"].map(|name| (name, Some((rule, hindrance.clone()))))
}

fn at(time: &str) -> Timestamp {
    match time.len() {
        5 => instant(&format!("2026-06-02T{time}-04:00")),
        _ => instant(time),
    }
}

fn interval(from: &str, to: &str) -> Interval {
    Interval::new(at(from)..at(to)).expect("not empty")
}

fn range(date_text: &str, from: &str, to: &str) -> OpeningRange {
    let at = |time| instant(&format!("{date_text}T{time}-04:00"));
    OpeningRange {
        date: date(date_text),
        opens: at(from),
        closes: at(to),
    }
}

/// A claim to 2 June with 15 minutes' buffer after it; a hold expires at 08:05.
fn entry(purpose: Purpose, from: &str, to: &str) -> Entry {
    Entry {
        id: from.to_owned(),
        purpose,
        time: interval(from, to),
        buffers: Buffers {
            before: 0,
            after: 15,
        },
        forced: false,
    }
}

fn hold() -> Purpose {
    Purpose::Hold {
        expires_at: now() + SignedDuration::from_mins(5),
    }
}

fn obstacle(kind: ObstacleKind, time: [&str; 2], blocked_until: &str) -> Obstacle {
    Obstacle {
        blocked: interval(time[0], blocked_until),
        time: interval(time[0], time[1]),
        kind,
    }
}

#[test]
fn who_is_free_is_told_beside_who_is_not() {
    let taken = Hindrance::Taken {
        wanted: interval("09:00", "10:00"),
        obstacles: vec![obstacle(ObstacleKind::Booking, ["09:30", "10:30"], "10:45")],
    };
    let claims = [("therapist:maya", entry(Purpose::Booking, "09:30", "10:30"))];
    let expected = [("maya", Some(("R8", taken))), ("noor", None)];
    check(&practice(), &claims, "09:00", &expected);
}

#[test]
fn of_all_that_is_booked_only_what_is_in_the_way_is_told() {
    let hold_kind = ObstacleKind::Hold {
        expires_at: Some(at("2026-06-01T08:05-04:00")),
    };
    let claims = [
        ("therapist:maya", entry(Purpose::Booking, "13:00", "13:30")),
        ("therapist:maya", entry(hold(), "14:00", "14:30")),
        ("therapist:maya", entry(Purpose::Block, "14:45", "15:00")),
        ("therapist:maya", entry(Purpose::Block, "15:00", "15:30")),
    ];
    let taken = Hindrance::Taken {
        wanted: interval("14:00", "15:00"),
        obstacles: vec![
            obstacle(hold_kind, ["14:00", "14:30"], "14:45"),
            obstacle(ObstacleKind::Block, ["14:45", "15:00"], "15:00"),
        ],
    };
    let noors = closed(&[("2026-06-02", "09:00", "11:00")]);
    let expected = [("maya", Some(("R9", taken))), ("noor", Some(("R3", noors)))];
    check(&practice(), &claims, "14:00", &expected);
}

#[test]
fn what_runs_over_midnight_is_in_the_way_once() {
    let mut catalogue = catalogue(&[("maya", daily(&["20:00-02:00"]))]);
    catalogue.practice.booking.notice_minutes = 0;
    let time = ["2026-06-02T23:00-04:00", "2026-06-03T00:30-04:00"];
    let block = booking("a", time[0], time[1]);
    let taken = Hindrance::Taken {
        wanted: interval("23:00", "2026-06-03T00:00-04:00"),
        obstacles: vec![obstacle(ObstacleKind::Booking, time, time[1])],
    };
    let claims = [("therapist:maya", block)];
    check(
        &catalogue,
        &claims,
        "23:00",
        &[("maya", Some(("R8", taken)))],
    );
}

#[test]
fn where_no_room_is_free_each_is_told_in_the_services_order_with_what_is_in_it() {
    let mut catalogue = practice();
    catalogue.practice.rooms = ids(&["garden", "quiet"]);
    catalogue.services[0].rooms = ids(&["quiet", "garden"]);
    let claims = [
        ("room:garden", entry(Purpose::Booking, "09:30", "10:00")),
        ("room:quiet", entry(Purpose::Block, "08:00", "12:00")),
    ];
    let block = obstacle(ObstacleKind::Block, ["08:00", "12:00"], "12:00");
    let booking = obstacle(ObstacleKind::Booking, ["09:30", "10:00"], "10:15");
    let no_room = Hindrance::NoRoom {
        wanted: interval("09:00", "10:00"),
        rooms: vec![(id("quiet"), vec![block]), (id("garden"), vec![booking])],
    };
    check(&catalogue, &claims, "09:00", &both("M2", &no_room));
    check(
        &catalogue,
        &claims[..1],
        "09:00",
        &[("maya", None), ("noor", None)],
    );
}

#[test]
fn what_the_practice_forbids_is_told_of_everyone_with_what_can_be_booked() {
    let earliest = at("2026-06-01T10:00-04:00");
    let passed = Hindrance::InThePast { earliest };
    check(
        &practice(),
        &[],
        "2026-06-01T07:59-04:00",
        &both("R10", &passed),
    );
    let too_soon = Hindrance::TooSoon {
        notice_minutes: 120,
        earliest,
    };
    check(
        &practice(),
        &[],
        "2026-06-01T09:00-04:00",
        &both("R10", &too_soon),
    );
    let last = date("2026-06-11");
    let beyond = Hindrance::BeyondHorizon { last };
    check(
        &practice(),
        &[],
        "2026-06-12T09:00-04:00",
        &both("R11", &beyond),
    );
}

fn closed(ranges: &[(&str, &str, &str)]) -> Hindrance {
    let ranges = ranges.iter();
    Hindrance::Closed {
        date: date("2026-06-02"),
        ranges: ranges
            .map(|(date, from, to)| range(date, from, to))
            .collect(),
        exception: false,
    }
}

#[test]
fn who_does_not_work_then_is_told_with_when_they_do() {
    let mayas = closed(&[
        ("2026-06-02", "09:00", "12:00"),
        ("2026-06-02", "13:00", "17:00"),
    ]);
    let noors = closed(&[("2026-06-02", "09:00", "11:00")]);
    let expected = [("maya", Some(("R3", mayas))), ("noor", Some(("R3", noors)))];
    check(&practice(), &[], "12:00", &expected);
}

#[test]
fn the_exception_that_owns_a_date_is_told() {
    let closed = Hindrance::Closed {
        date: date("2026-06-04"),
        ranges: Vec::new(),
        exception: true,
    };
    let start = "2026-06-04T09:00-04:00";
    let expected = [("maya", None), ("noor", Some(("R4", closed)))];
    check(&practice(), &[], start, &expected);
}

#[test]
fn a_range_that_reaches_over_midnight_is_told_on_both_dates() {
    let catalogue = catalogue(&[("maya", daily(&["20:00-02:00"]))]);
    let night = |date_text: &str, next: &str| OpeningRange {
        date: date(date_text),
        opens: instant(&format!("{date_text}T20:00-04:00")),
        closes: instant(&format!("{next}T02:00-04:00")),
    };
    let closed = Hindrance::Closed {
        date: date("2026-06-02"),
        ranges: vec![
            night("2026-06-01", "2026-06-02"),
            night("2026-06-02", "2026-06-03"),
        ],
        exception: false,
    };
    check(&catalogue, &[], "03:00", &[("maya", Some(("R3", closed)))]);
}

#[test]
fn a_start_that_does_not_fit_is_told_with_what_is_open() {
    let tight = |to: &str, needed: [&str; 2], for_buffers| Hindrance::DoesNotFit {
        open: interval("09:00", to),
        needed: interval(needed[0], needed[1]),
        for_buffers,
    };
    let mut catalogue = practice();
    let noors = tight("11:00", ["10:30", "11:30"], false);
    let mayas = Hindrance::OffGrid {
        before: Some(at("10:00")),
        after: Some(at("11:00")),
    };
    let expected = [("maya", Some(("R5", mayas))), ("noor", Some(("R6", noors)))];
    check(&catalogue, &[], "10:30", &expected);

    catalogue.services[0].buffer_after = 15;
    catalogue.practice.booking.buffers_within_hours = true;
    let noors = tight("11:00", ["10:00", "11:15"], true);
    let expected = [("maya", None), ("noor", Some(("R7", noors)))];
    check(&catalogue, &[], "10:00", &expected);
}

#[test]
fn a_start_off_the_grid_is_told_with_the_candidates_around_it() {
    let mut catalogue = practice();
    catalogue.therapists.retain(|one| one.id == id("maya"));
    let off_grid = |before: &str, after: &str| Hindrance::OffGrid {
        before: Some(at(before)),
        after: Some(at(after)),
    };
    let expected = off_grid("09:00", "10:00");
    check(
        &catalogue,
        &[],
        "09:01",
        &[("maya", Some(("R5", expected)))],
    );
    catalogue.services[0].start_every = 45;
    let expected = off_grid("15:15", "16:00");
    check(
        &catalogue,
        &[],
        "15:45",
        &[("maya", Some(("R5", expected)))],
    );
    catalogue.services[0].start_every = 500;
    let expected = off_grid("13:00", "2026-06-03T09:00-04:00");
    check(
        &catalogue,
        &[],
        "15:45",
        &[("maya", Some(("R5", expected)))],
    );
}

#[test]
fn who_is_asked_for_by_name_and_does_not_give_the_service_is_told_so() {
    let mut catalogue = practice();
    catalogue.services[0].therapists = ids(&["maya"]);
    let noor = id("noor");
    let explained = |therapist| {
        let asked = Asked {
            therapist,
            ..asked(&catalogue, ["2026-06-01"; 2])
        };
        explain_each(
            &catalogue,
            &asked,
            at("09:00"),
            &Obstacles::default(),
            now(),
        )
        .therapists
    };
    let hindered = TherapistExplained {
        id: noor.clone(),
        hindrance: Some(Hindrance::DoesNotGiveService),
    };
    assert_eq!(Hindrance::DoesNotGiveService.rule(), "M4");
    assert_eq!(explained(Some(&noor)), [hindered]);
    let maya = TherapistExplained {
        id: id("maya"),
        hindrance: None,
    };
    assert_eq!(explained(None), [maya], "without a name, only who gives it");
}

#[test]
fn other_times_are_looked_for_where_they_can_be_booked() {
    let practice = &practice().practice;
    let near = |start: &str| {
        let near = bookable_near(practice, at(start), now());
        with_offset(&practice.timezone, near)
    };
    assert_eq!(near("2020-06-01T08:00-04:00"), "2026-06-01T10:00:00-04:00");
    assert_eq!(near("2026-06-02T09:07-04:00"), "2026-06-02T09:07:00-04:00");
    assert_eq!(near("2030-06-02T09:07-04:00"), "2026-06-12T00:00:00-04:00");
}

#[test]
fn the_calendar_ends_without_a_panic() {
    let catalogue = practice();
    let asked = asked(&catalogue, ["2026-06-01"; 2]);
    for start in [Timestamp::MIN, Timestamp::MAX] {
        let explanation = explain_each(&catalogue, &asked, start, &Obstacles::default(), now());
        assert!(!explanation.is_offered());
    }
}
