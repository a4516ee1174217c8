//! What is accepted, with whom, where, and what changes.

use jiff::Timestamp;
use practice::Catalogue;
use practice::availability::{
    Busy, Day, Entry, Placement, Purpose, Refusal, Scarce, Wanted, accept, accept_series, offered,
    weekly,
};

use crate::fixture::{asked, booking, catalogue, daily, days, id, ids, instant};

const NOON: &str = "2026-06-01T12:00-04:00";

fn now() -> Timestamp {
    instant("2026-06-01T08:00-04:00")
}

fn practice() -> Catalogue {
    let hours = daily(&["09:00-24:00", "00:00-02:00"]);
    let mut catalogue = catalogue(&[("noor", hours.clone()), ("maya", hours)]);
    catalogue.practice.rooms = ids(&["quiet", "garden"]);
    catalogue.services[0].rooms = ids(&["quiet", "garden"]);
    catalogue
}

fn wanted<'a>(catalogue: &'a Catalogue, start: &str) -> Wanted<'a> {
    Wanted {
        service: &catalogue.services[0],
        minutes: 60,
        start: instant(start),
        therapist: None,
        entry_id: "new",
        hold_until: None,
        own: &[],
    }
}

fn names(placement: &Placement) -> (&str, Option<&str>) {
    (
        placement.standing.therapist.as_str(),
        placement.standing.room.as_ref().map(practice::Id::as_str),
    )
}

/// A day as `therapist:maya 2026-06-01 v2: a b`.
fn written(day: &Day) -> String {
    let ids: Vec<_> = day
        .entries()
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    format!(
        "{} {} v{}: {}",
        day.resource(),
        day.date(),
        day.version(),
        ids.join(" ")
    )
}

#[track_caller]
fn check(wanted: &Wanted<'_>, catalogue: &Catalogue, days: &[Day], expected: &[&str]) {
    let placement = accept(catalogue, wanted, days, now()).expect("accepted");
    let changed: Vec<_> = placement.days.iter().map(written).collect();
    assert_eq!(changed, expected);
}

fn maya(entry: Entry) -> Vec<Day> {
    days(&[("therapist:maya", entry)])
}

#[test]
fn a_booking_is_entered_with_its_therapist_and_its_room() {
    let catalogue = practice();
    let expected = [
        "therapist:maya 2026-06-01 v1: new",
        "room:quiet 2026-06-01 v1: new",
    ];
    check(&wanted(&catalogue, NOON), &catalogue, &[], &expected);
}

#[test]
fn a_booking_over_midnight_is_entered_on_both_dates() {
    let mut catalogue = practice();
    catalogue.services[0].buffer_after = 15;
    catalogue.services[0].rooms = Vec::new();
    let expected = [
        "therapist:maya 2026-06-01 v1: new",
        "therapist:maya 2026-06-02 v1: new",
    ];
    check(
        &wanted(&catalogue, "2026-06-01T23:00-04:00"),
        &catalogue,
        &[],
        &expected,
    );
}

#[test]
fn without_a_preference_whoever_has_the_least_booked_that_date_is_chosen() {
    let catalogue = practice();
    let accepted = |days: &[Day]| {
        let placement = accept(&catalogue, &wanted(&catalogue, NOON), days, now());
        placement.expect("accepted").standing.therapist
    };
    assert_eq!(accepted(&[]), id("maya"));
    let entry = booking("a", "2026-06-01T14:00-04:00", "2026-06-01T14:30-04:00");
    assert_eq!(accepted(&maya(entry.clone())), id("noor"));
    // A hold counts while it lasts, time off does not.
    let hold = |expires_at: &str| {
        let purpose = Purpose::Hold {
            expires_at: instant(expires_at),
        };
        Entry {
            purpose,
            ..entry.clone()
        }
    };
    assert_eq!(accepted(&maya(hold("2026-06-01T08:01-04:00"))), id("noor"));
    assert_eq!(accepted(&maya(hold("2026-06-01T08:00-04:00"))), id("maya"));
    assert_eq!(
        accepted(&maya(Entry {
            purpose: Purpose::Block,
            ..entry
        })),
        id("maya")
    );
}

#[test]
fn only_what_is_booked_on_the_date_itself_counts() {
    let catalogue = practice();
    let over_midnight = booking("a", "2026-05-31T23:00-04:00", "2026-06-01T00:30-04:00");
    let short = booking("b", "2026-06-01T14:00-04:00", "2026-06-01T14:45-04:00");
    let days = days(&[("therapist:maya", over_midnight), ("therapist:noor", short)]);
    let placement = accept(&catalogue, &wanted(&catalogue, NOON), &days, now());
    assert_eq!(placement.expect("accepted").standing.therapist, id("maya"));
}

#[test]
fn the_first_free_room_in_the_services_order_is_chosen() {
    let catalogue = practice();
    let taken = booking("a", "2026-06-01T12:30-04:00", "2026-06-01T13:30-04:00");
    let placement = accept(&catalogue, &wanted(&catalogue, NOON), &[], now()).expect("accepted");
    assert_eq!(names(&placement), ("maya", Some("quiet")));
    let days = days(&[("room:quiet", taken)]);
    let placement = accept(&catalogue, &wanted(&catalogue, NOON), &days, now()).expect("accepted");
    assert_eq!(names(&placement), ("maya", Some("garden")));
}

#[test]
fn a_therapist_who_is_asked_for_is_kept_to() {
    let catalogue = practice();
    let noor = id("noor");
    let wanted = Wanted {
        therapist: Some(&noor),
        ..wanted(&catalogue, NOON)
    };
    let placement = accept(&catalogue, &wanted, &[], now()).expect("accepted");
    assert_eq!(names(&placement), ("noor", Some("quiet")));
    let taken = booking("a", NOON, "2026-06-01T13:00-04:00");
    let refused = accept(
        &catalogue,
        &wanted,
        &days(&[("therapist:noor", taken)]),
        now(),
    );
    assert_eq!(refused, Err(Refusal::Taken(Scarce::Therapist)));
}

#[test]
fn a_hold_is_entered_with_its_expiry() {
    let catalogue = practice();
    let expires_at = instant("2026-06-01T08:10-04:00");
    let wanted = Wanted {
        hold_until: Some(expires_at),
        ..wanted(&catalogue, NOON)
    };
    let placement = accept(&catalogue, &wanted, &[], now()).expect("accepted");
    let purposes: Vec<_> = placement
        .days
        .iter()
        .flat_map(Day::entries)
        .map(|entry| entry.purpose)
        .collect();
    assert_eq!(purposes, [Purpose::Hold { expires_at }; 2]);
}

#[test]
fn a_booking_takes_the_place_of_its_own_hold() {
    let catalogue = practice();
    let mut hold = booking("hold", NOON, "2026-06-01T13:00-04:00");
    hold.purpose = Purpose::Hold {
        expires_at: instant("2026-06-01T08:10-04:00"),
    };
    let days = days(&[("therapist:maya", hold.clone()), ("room:quiet", hold)]);
    let wanted = Wanted {
        own: &["hold"],
        ..wanted(&catalogue, NOON)
    };
    let expected = [
        "therapist:maya 2026-06-01 v2: new",
        "room:quiet 2026-06-01 v2: new",
    ];
    check(&wanted, &catalogue, &days, &expected);
}

#[test]
fn a_move_is_not_in_its_own_way_and_frees_the_old_time_wherever_it_was() {
    let catalogue = practice();
    let old = booking("new", "2026-06-03T12:00-04:00", "2026-06-03T13:00-04:00");
    let other = booking("other", "2026-06-03T14:00-04:00", "2026-06-03T15:00-04:00");
    let days = days(&[
        ("therapist:noor", old.clone()),
        ("therapist:noor", other),
        ("room:garden", old),
    ]);
    let maya = id("maya");
    let wanted = Wanted {
        therapist: Some(&maya),
        ..wanted(&catalogue, NOON)
    };
    let expected = [
        "therapist:maya 2026-06-01 v1: new",
        "room:garden 2026-06-01 v1: new",
        "therapist:noor 2026-06-03 v2: other",
        "room:garden 2026-06-03 v2: ",
    ];
    check(&wanted, &catalogue, &days, &expected);
}

#[test]
fn a_day_that_is_read_and_not_changed_is_not_written() {
    let catalogue = practice();
    let other = booking("other", "2026-06-01T14:00-04:00", "2026-06-01T15:00-04:00");
    let days = days(&[("therapist:noor", other.clone()), ("room:garden", other)]);
    let expected = [
        "therapist:maya 2026-06-01 v1: new",
        "room:quiet 2026-06-01 v1: new",
    ];
    check(&wanted(&catalogue, NOON), &catalogue, &days, &expected);
}

#[test]
fn a_move_may_overlap_the_old_time() {
    let mut catalogue = practice();
    catalogue.services[0].start_every = 30;
    let old = booking("new", NOON, "2026-06-01T13:00-04:00");
    let days = days(&[("therapist:maya", old.clone()), ("room:quiet", old)]);
    let maya = id("maya");
    let start = "2026-06-01T12:30-04:00";
    let wanted = Wanted {
        therapist: Some(&maya),
        ..wanted(&catalogue, start)
    };
    let expected = [
        "therapist:maya 2026-06-01 v2: new",
        "room:quiet 2026-06-01 v2: new",
    ];
    check(&wanted, &catalogue, &days, &expected);
}

#[test]
fn two_clients_cannot_both_have_the_last_room() {
    let catalogue = practice();
    let mut days = Vec::new();
    for entry_id in ["first", "second", "third"] {
        let wanted = Wanted {
            entry_id,
            ..wanted(&catalogue, NOON)
        };
        match accept(&catalogue, &wanted, &days, now()) {
            Ok(placement) => days.extend(placement.days),
            Err(refusal) => assert_eq!(refusal, Refusal::Taken(Scarce::Therapist)),
        }
    }
    let busy = Busy::from_days(&days, now(), &[]);
    let slots = offered(
        &catalogue,
        &asked(&catalogue, ["2026-06-01"; 2]),
        &busy,
        now(),
    );
    assert!(slots.iter().all(|slot| slot.start != instant(NOON)));
}

#[test]
fn who_moves_keeps_therapist_and_room_where_both_are_free() {
    let catalogue = practice();
    let old = booking("new", "2026-06-03T12:00-04:00", "2026-06-03T13:00-04:00");
    let days = days(&[("therapist:noor", old.clone()), ("room:garden", old)]);
    let placement = accept(&catalogue, &wanted(&catalogue, NOON), &days, now());
    assert_eq!(
        placement.as_ref().map(names),
        Ok(("noor", Some("garden"))),
        "maya and the quiet room come first otherwise"
    );
}

#[test]
fn a_series_is_accepted_whole_with_one_therapist_or_says_what_is_refused() {
    let catalogue = practice();
    let starts = weekly(&catalogue.practice.timezone, instant(NOON), 3);
    let each = |ids: &'static [&str]| {
        let wanted = starts.iter().zip(ids).map(|(start, entry_id)| Wanted {
            start: *start,
            entry_id,
            ..wanted(&catalogue, NOON)
        });
        wanted.collect::<Vec<_>>()
    };
    let wanted = each(&["a", "b", "c"]);
    let taken = booking("x", "2026-06-08T12:00-04:00", "2026-06-08T13:00-04:00");
    let maya_taken = days(&[("therapist:maya", taken.clone())]);
    let placed = accept_series(&catalogue, &wanted, &maya_taken, now()).expect("noor is free");
    let who: Vec<_> = placed.iter().map(|placed| names(placed).0).collect();
    assert_eq!(who, ["noor", "noor", "noor"]);

    let both_taken = days(&[("therapist:maya", taken.clone()), ("therapist:noor", taken)]);
    let refused = accept_series(&catalogue, &wanted, &both_taken, now());
    assert_eq!(refused, Err(vec![(1, Refusal::Taken(Scarce::Therapist))]));
}

#[test]
fn a_series_keeps_its_time_of_day_when_the_clock_changes() {
    let zone = practice().practice.timezone;
    let starts = weekly(&zone, instant("2026-10-27T09:00-04:00"), 2);
    let written: Vec<_> = starts
        .iter()
        .map(|start| practice::availability::with_offset(&zone, *start))
        .collect();
    assert_eq!(
        written,
        ["2026-10-27T09:00:00-04:00", "2026-11-03T09:00:00-05:00"]
    );
}

#[test]
fn a_series_gives_up_a_hold_that_stands_on_one_of_its_later_dates() {
    let catalogue = practice();
    let mut hold = booking("hold", "2026-06-08T12:00-04:00", "2026-06-08T13:00-04:00");
    hold.purpose = Purpose::Hold {
        expires_at: instant("2026-06-01T08:10-04:00"),
    };
    let days = days(&[("therapist:maya", hold.clone()), ("room:quiet", hold)]);
    let starts = weekly(&catalogue.practice.timezone, instant(NOON), 2);
    let each = starts
        .iter()
        .zip(["a", "b"])
        .map(|(start, entry_id)| Wanted {
            start: *start,
            entry_id,
            own: &["hold"],
            ..wanted(&catalogue, NOON)
        });
    let placed = accept_series(&catalogue, &each.collect::<Vec<_>>(), &days, now());
    let placed = placed.expect("the hold is the client's own");
    let mut changed: Vec<_> = placed
        .iter()
        .flat_map(|placed| &placed.days)
        .map(written)
        .collect();
    changed.sort();
    let expected = [
        "room:quiet 2026-06-01 v1: a",
        "room:quiet 2026-06-08 v2: b",
        "therapist:maya 2026-06-01 v1: a",
        "therapist:maya 2026-06-08 v2: b",
    ];
    assert_eq!(changed, expected);
}
