//! Why a start is not offered.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{Asked, Busy, Refusal, Scarce, alternatives, explain, with_offset};

use crate::fixture::{asked, booking, catalogue, daily, date, days, id, ids, instant};

/// 09:00-12:00 and 13:00-17:00; two hours' notice, ten days' horizon; it is Monday, 08:00.
fn practice() -> Catalogue {
    let hours = daily(&["09:00-12:00", "13:00-17:00"]);
    let mut catalogue = catalogue(&[("maya", hours), ("noor", daily(&["09:00-11:00"]))]);
    catalogue.practice.booking.notice_minutes = 120;
    catalogue.practice.booking.horizon_days = Some(10);
    catalogue.practice.rooms = ids(&["quiet"]);
    catalogue.services[0].rooms = ids(&["quiet"]);
    catalogue
}

fn now() -> Timestamp {
    instant("2026-06-01T08:00-04:00")
}

fn busy() -> Busy {
    let entry = |from: &str, to: &str| booking(from, from, to);
    let days = days(&[
        (
            "therapist:maya",
            entry("2026-06-02T09:00-04:00", "2026-06-02T10:00-04:00"),
        ),
        (
            "therapist:noor",
            entry("2026-06-02T09:00-04:00", "2026-06-02T10:00-04:00"),
        ),
        (
            "room:quiet",
            entry("2026-06-02T10:00-04:00", "2026-06-02T11:00-04:00"),
        ),
    ]);
    Busy::from_days(&days, now(), &[])
}

#[track_caller]
fn check(start: &str, expected: Option<Refusal>) {
    let catalogue = practice();
    let asked = asked(&catalogue, ["2026-06-01"; 2]);
    assert_eq!(
        explain(&catalogue, &asked, instant(start), &busy(), now()),
        expected,
        "{start}"
    );
}

#[test]
fn a_start_that_is_offered_needs_no_explanation() {
    check("2026-06-02T11:00-04:00", None);
}

#[test]
fn a_start_that_has_passed_or_is_too_soon_or_too_late_is_told_so_first() {
    check("2026-06-01T07:59-04:00", Some(Refusal::InThePast));
    check(
        "2026-06-01T09:00-04:00",
        Some(Refusal::TooSoon {
            notice_minutes: 120,
        }),
    );
    check(
        "2026-06-12T03:07-04:00",
        Some(Refusal::BeyondHorizon {
            last: date("2026-06-11"),
        }),
    );
}

#[test]
fn a_start_that_meets_the_notice_exactly_is_not_too_soon() {
    let mut catalogue = practice();
    let start = instant("2026-06-02T09:00-04:00");
    let taken = Some(Refusal::Taken(Scarce::Therapist));
    let explained = |catalogue: &Catalogue, now: &str| {
        let asked = asked(catalogue, ["2026-06-01"; 2]);
        explain(catalogue, &asked, start, &busy(), instant(now))
    };
    assert_eq!(explained(&catalogue, "2026-06-02T07:00-04:00"), taken);
    catalogue.practice.booking.notice_minutes = 0;
    assert_eq!(explained(&catalogue, "2026-06-02T09:00-04:00"), taken);
}

#[test]
fn a_start_outside_opening_hours_or_too_near_their_end_is_told_so() {
    check("2026-06-02T08:00-04:00", Some(Refusal::Closed));
    check("2026-06-02T12:00-04:00", Some(Refusal::Closed));
    check("2026-06-02T11:30-04:00", Some(Refusal::DoesNotFit));
}

#[test]
fn a_start_between_two_steps_of_the_grid_is_told_so() {
    check("2026-06-02T09:30-04:00", Some(Refusal::OffGrid));
    check("2026-06-02T09:00:01-04:00", Some(Refusal::OffGrid));
}

#[test]
fn a_start_that_is_taken_is_told_so_with_what_is_scarce() {
    check(
        "2026-06-02T09:00-04:00",
        Some(Refusal::Taken(Scarce::Therapist)),
    );
    check("2026-06-02T10:00-04:00", Some(Refusal::Taken(Scarce::Room)));
}

#[test]
fn a_therapist_who_does_not_give_the_service_is_told_so_before_all_else() {
    let mut catalogue = practice();
    catalogue.services[0].therapists = ids(&["maya"]);
    let noor = id("noor");
    let asked = Asked {
        therapist: Some(&noor),
        ..asked(&catalogue, ["2026-06-01"; 2])
    };
    let explained = explain(
        &catalogue,
        &asked,
        instant("2020-01-01T00:00Z"),
        &busy(),
        now(),
    );
    assert_eq!(explained, Some(Refusal::TherapistDoesNotGiveService));
}

#[test]
fn the_nearest_three_other_times_are_offered_around_one_that_is_taken() {
    let catalogue = practice();
    let start = instant("2026-06-02T09:00-04:00");
    let asked = asked(&catalogue, ["2026-06-01"; 2]).around(start);
    let slots = alternatives(&catalogue, &asked, start, &busy(), now());
    let starts: Vec<_> = slots
        .iter()
        .map(|slot| with_offset(&catalogue.practice.timezone, slot.start))
        .collect();
    let expected = [
        "2026-06-02T11:00:00-04:00",
        "2026-06-02T13:00:00-04:00",
        "2026-06-02T14:00:00-04:00",
    ];
    assert_eq!(starts, expected);
}

#[test]
fn each_reason_is_a_sentence_that_reads_alone() {
    let sentences = [
        Refusal::TherapistDoesNotGiveService,
        Refusal::InThePast,
        Refusal::TooSoon {
            notice_minutes: 120,
        },
        Refusal::BeyondHorizon {
            last: date("2026-06-11"),
        },
        Refusal::Closed,
        Refusal::DoesNotFit,
        Refusal::OffGrid,
        Refusal::Taken(Scarce::Therapist),
        Refusal::Taken(Scarce::Room),
    ]
    .map(|refusal| refusal.to_string());
    let expected = [
        "nobody asked for gives this service",
        "this time has passed",
        "bookings are taken until 120 minutes before",
        "bookings are taken up to 2026-06-11",
        "this time is outside opening hours",
        "too little of the opening hours is left then",
        "appointments start at other times",
        "this time is taken",
        "every room is taken then",
    ];
    assert_eq!(sentences, expected);
}
