//! Each rule in sentences.

use jiff::civil::Weekday;
use practice::Catalogue;
use practice::availability::{Asked, Buffers, Busy, Entry, Purpose, SupposedBooking, offered};

use crate::fixture::{
    asked, booking, catalogue, check, check_at, daily, date, days, id, ids, instant, on, ranges,
    written,
};

const MONDAY: [&str; 2] = ["2026-06-01"; 2];

fn nine_to_twelve() -> Catalogue {
    catalogue(&[("maya", daily(&["09:00-12:00"]))])
}

/// `09:00` on that Monday in New York.
fn at(time: &str) -> String {
    format!("2026-06-01T{time}:00-04:00")
}

/// Expects these starts on that Monday.
#[track_caller]
fn check_monday(catalogue: &Catalogue, entries: &[(&str, Entry)], expected: &[&str]) {
    let expected: Vec<_> = expected.iter().map(|time| at(time)).collect();
    let expected: Vec<_> = expected.iter().map(String::as_str).collect();
    check(
        catalogue,
        &asked(catalogue, MONDAY),
        &days(entries),
        &expected,
    );
}

fn booked(from: &str, to: &str) -> Entry {
    booking("b", &at(from), &at(to))
}

#[test]
fn the_end_may_equal_the_closing() {
    check_monday(&nine_to_twelve(), &[], &["09:00", "10:00", "11:00"]);
}

#[test]
fn the_grid_hangs_on_the_opening_and_not_on_the_full_hour() {
    let catalogue = catalogue(&[("maya", daily(&["09:10-12:30"]))]);
    check_monday(&catalogue, &[], &["09:10", "10:10", "11:10"]);
}

#[test]
fn the_grid_does_not_hang_on_a_bookings_end() {
    let entries = [("therapist:maya", booked("09:00", "09:20"))];
    check_monday(&nine_to_twelve(), &entries, &["10:00", "11:00"]);
}

#[test]
fn ranges_that_touch_across_midnight_are_one_piece_of_open_time() {
    let mut catalogue = catalogue(&[("maya", daily(&["22:30-24:00", "00:00-01:00"]))]);
    catalogue.services[0].start_every = 45;
    let asked = asked(&catalogue, ["2026-06-01", "2026-06-02"]);
    let expected = [
        "2026-06-01T00:00:00-04:00",
        "2026-06-01T22:30:00-04:00",
        "2026-06-01T23:15:00-04:00",
        "2026-06-02T00:00:00-04:00",
        "2026-06-02T22:30:00-04:00",
        "2026-06-02T23:15:00-04:00",
    ];
    check(&catalogue, &asked, &[], &expected);
}

#[test]
fn where_ranges_of_two_dates_overlap_both_grids_are_offered_each_start_once() {
    let mut hours = on(Weekday::Sunday, &["22:00-03:00"]);
    hours.weekly[0] = ranges(&["00:30-03:30"]);
    let mut catalogue = catalogue(&[("maya", hours)]);
    catalogue.services[0].start_every = 30;
    check_monday(
        &catalogue,
        &[],
        &["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"],
    );
    catalogue.services[0].start_every = 60;
    check_monday(
        &catalogue,
        &[],
        &["00:00", "00:30", "01:00", "01:30", "02:00", "02:30"],
    );
}

#[test]
fn buffers_need_not_lie_inside_opening_hours() {
    let mut catalogue = nine_to_twelve();
    catalogue.services[0].buffer_before = 15;
    catalogue.services[0].buffer_after = 15;
    check_monday(&catalogue, &[], &["09:00", "10:00", "11:00"]);
    catalogue.practice.booking.buffers_within_hours = true;
    check_monday(&catalogue, &[], &["10:00"]);
}

#[test]
fn two_neighbours_buffers_add_up_and_touching_is_allowed() {
    let mut catalogue = nine_to_twelve();
    catalogue.services[0].buffer_before = 15;
    catalogue.services[0].start_every = 15;
    let mut entry = booked("09:00", "09:30");
    entry.buffers = Buffers {
        before: 0,
        after: 15,
    };
    check_monday(
        &catalogue,
        &[("therapist:maya", entry)],
        &["10:00", "10:15", "10:30", "10:45", "11:00"],
    );
}

#[test]
fn a_booking_keeps_the_buffers_it_was_made_with() {
    let mut catalogue = nine_to_twelve();
    catalogue.services[0].buffer_after = 60;
    let entries = [("therapist:maya", booked("09:00", "10:00"))];
    check_monday(&catalogue, &entries, &["10:00", "11:00"]);
}

#[test]
fn a_block_has_no_buffers() {
    let mut entry = booked("09:00", "10:00");
    entry.purpose = Purpose::Block;
    entry.buffers = Buffers {
        before: 60,
        after: 60,
    };
    check_monday(
        &nine_to_twelve(),
        &[("therapist:maya", entry)],
        &["10:00", "11:00"],
    );
}

#[test]
fn a_hold_blocks_until_it_expires_but_never_its_own_asker() {
    let catalogue = nine_to_twelve();
    let mut entry = booked("09:00", "10:00");
    entry.purpose = Purpose::Hold {
        expires_at: instant(&at("08:00")),
    };
    let days = days(&[("therapist:maya", entry)]);
    let asked = asked(&catalogue, MONDAY);
    let check = |now: &str, own: &[&str], expected: usize| {
        let now = instant(&format!("2026-06-01T{now}-04:00"));
        let slots = offered(&catalogue, &asked, &Busy::from_days(&days, now, own), now);
        assert_eq!(slots.len(), expected);
    };
    check("07:59:59", &[], 2);
    check("07:59:59", &["b"], 3);
    check("08:00:00", &[], 3);
}

#[test]
fn notice_is_elapsed_and_may_be_met_exactly() {
    let mut catalogue = nine_to_twelve();
    catalogue.practice.booking.notice_minutes = 120;
    let asked = asked(&catalogue, MONDAY);
    let [nine, ten, eleven] = ["09:00", "10:00", "11:00"].map(at);
    let check = |now: &str, expected: &[&str]| {
        let now = instant(&format!("2026-06-01T{now}-04:00"));
        check_at(&catalogue, &asked, &[], now, expected);
    };
    check("07:00:00", &[&nine, &ten, &eleven]);
    check("07:00:01", &[&ten, &eleven]);
    check("09:00:00", &[&eleven]);
}

#[test]
fn the_horizon_counts_local_dates_and_its_last_one_is_whole() {
    let mut catalogue = catalogue(&[("maya", daily(&["22:00-24:00"]))]);
    catalogue.practice.booking.horizon_days = Some(1);
    let asked = asked(&catalogue, ["2026-06-01", "2026-06-05"]);
    // In UTC it is the 2nd already.
    let now = instant("2026-06-01T21:59-04:00");
    let expected = [
        "2026-06-01T22:00:00-04:00",
        "2026-06-01T23:00:00-04:00",
        "2026-06-02T22:00:00-04:00",
        "2026-06-02T23:00:00-04:00",
    ];
    check_at(&catalogue, &asked, &[], now, &expected);
}

#[test]
fn only_the_start_is_held_against_the_window_and_its_end_is_not_in_it() {
    let catalogue = nine_to_twelve();
    let mut asked = asked(&catalogue, MONDAY);
    asked.window = instant(&at("09:00"))..instant(&at("11:00"));
    check(&catalogue, &asked, &[], &[&at("09:00"), &at("10:00")]);
    asked.window = instant("2026-06-01T09:00:01-04:00")..instant("2026-06-01T10:00:01-04:00");
    check(&catalogue, &asked, &[], &[&at("10:00")]);
}

#[test]
fn a_window_that_is_much_too_long_is_looked_at_from_its_start_on() {
    let catalogue = nine_to_twelve();
    let mut asked = asked(&catalogue, MONDAY);
    asked.window.end = jiff::Timestamp::MAX;
    let slots = offered(
        &catalogue,
        &asked,
        &Busy::default(),
        instant("2026-01-01T00:00Z"),
    );
    assert_eq!(slots.len(), 63 * 3);
}

#[test]
fn an_exception_owns_its_date() {
    let mut hours = daily(&["22:00-02:00"]);
    hours.exceptions.insert(date("2026-06-02"), Vec::new());
    hours
        .exceptions
        .insert(date("2026-06-04"), ranges(&["10:00-11:00"]));
    let catalogue = catalogue(&[("maya", hours)]);
    let expected = [
        "2026-06-01T00:00:00-04:00",
        "2026-06-01T01:00:00-04:00",
        "2026-06-01T22:00:00-04:00",
        "2026-06-01T23:00:00-04:00",
        "2026-06-03T22:00:00-04:00",
        "2026-06-03T23:00:00-04:00",
        "2026-06-04T10:00:00-04:00",
    ];
    check(
        &catalogue,
        &asked(&catalogue, ["2026-06-01", "2026-06-04"]),
        &[],
        &expected,
    );
}

#[test]
fn a_treatment_may_cross_the_change_of_the_clock_and_takes_its_elapsed_minutes() {
    let mut catalogue = catalogue(&[("maya", daily(&["01:00-04:00"]))]);
    catalogue.services[0].start_every = 30;
    let mut asked = asked(&catalogue, ["2026-03-08"; 2]);
    asked.minutes = 90;
    let expected = ["2026-03-08T01:00:00-05:00", "2026-03-08T01:30:00-05:00"];
    check(&catalogue, &asked, &[], &expected);
}

#[test]
fn each_start_is_listed_once_with_everyone_who_is_free_then_ids_ascending() {
    let nine_to_eleven = daily(&["09:00-11:00"]);
    let catalogue = catalogue(&[
        ("noor", daily(&["10:00-12:00"])),
        ("maya", nine_to_eleven.clone()),
        ("abel", nine_to_eleven),
    ]);
    let entries = [("therapist:abel", booked("10:00", "11:00"))];
    let expected = [
        "2026-06-01T09:00:00-04:00 abel, maya",
        "2026-06-01T10:00:00-04:00 maya, noor",
        "2026-06-01T11:00:00-04:00 noor",
    ];
    check(
        &catalogue,
        &asked(&catalogue, MONDAY),
        &days(&entries),
        &expected,
    );
}

#[test]
fn a_therapist_who_does_not_give_the_service_is_never_listed() {
    let mut catalogue = catalogue(&[
        ("maya", daily(&["09:00-10:00"])),
        ("noor", daily(&["09:00-11:00"])),
    ]);
    catalogue.services[0].therapists = ids(&["maya"]);
    let mut asked = asked(&catalogue, MONDAY);
    check(&catalogue, &asked, &[], &["2026-06-01T09:00:00-04:00 maya"]);
    let noor = id("noor");
    asked.therapist = Some(&noor);
    check(&catalogue, &asked, &[], &[]);
}

#[test]
fn a_therapist_who_is_asked_for_is_listed_alone() {
    let catalogue = catalogue(&[
        ("maya", daily(&["09:00-10:00"])),
        ("noor", daily(&["09:00-10:00"])),
    ]);
    let noor = id("noor");
    let asked = Asked {
        therapist: Some(&noor),
        ..asked(&catalogue, MONDAY)
    };
    check(&catalogue, &asked, &[], &["2026-06-01T09:00:00-04:00 noor"]);
}

#[test]
fn a_start_needs_one_free_eligible_room() {
    let mut catalogue = nine_to_twelve();
    catalogue.practice.rooms = ids(&["quiet", "garden", "attic"]);
    catalogue.services[0].rooms = ids(&["quiet", "garden"]);
    let entries = [
        ("room:quiet", booked("09:00", "11:00")),
        ("room:garden", booked("10:00", "12:00")),
    ];
    check_monday(&catalogue, &entries, &["09:00", "11:00"]);
}

#[test]
fn a_room_is_occupied_for_the_padded_time() {
    let mut catalogue = nine_to_twelve();
    catalogue.practice.rooms = ids(&["quiet"]);
    catalogue.services[0].rooms = ids(&["quiet"]);
    catalogue.services[0].buffer_after = 10;
    let mut entry = booked("10:00", "11:00");
    entry.buffers = Buffers {
        before: 0,
        after: 10,
    };
    check_monday(&catalogue, &[("room:quiet", entry)], &[]);
}

#[test]
fn without_rooms_no_room_limits() {
    let entries = [("room:quiet", booked("09:00", "12:00"))];
    check_monday(&nine_to_twelve(), &entries, &["09:00", "10:00", "11:00"]);
}

#[test]
fn a_supposed_booking_without_a_therapist_takes_everyones_time() {
    let nine_to_twelve = daily(&["09:00-12:00"]);
    let catalogue = catalogue(&[("maya", nine_to_twelve.clone()), ("noor", nine_to_twelve)]);
    let now = instant("2026-05-01T00:00Z");
    let bookings: Vec<SupposedBooking> = serde_json::from_str(
        r#"[
            {"start":"2026-06-01T09:00:00-04:00","end":"2026-06-01T10:00:00-04:00","status":"confirmed"},
            {"start":"2026-06-01T10:00:00-04:00","end":"2026-06-01T11:00:00-04:00","status":"pending","therapist":"noor"},
            {"start":"2026-06-01T11:00:00-04:00","end":"2026-06-01T12:00:00-04:00","status":"cancelled"}
        ]"#,
    )
    .expect("bookings");
    let busy = Busy::from_supposed(&catalogue, &bookings, now);
    let slots = offered(&catalogue, &asked(&catalogue, MONDAY), &busy, now);
    let expected = [
        "2026-06-01T10:00:00-04:00 maya",
        "2026-06-01T11:00:00-04:00 maya, noor",
    ];
    assert_eq!(written(&catalogue, &slots), expected);
}

#[test]
fn a_supposed_booking_takes_its_room() {
    let mut catalogue = nine_to_twelve();
    catalogue.services[0].rooms = ids(&["quiet"]);
    let now = instant("2026-05-01T00:00Z");
    let booking = r#"{"start":"2026-06-01T09:00:00-04:00","end":"2026-06-01T10:00:00-04:00",
        "status":"confirmed","therapist":"someone-else","room":"quiet"}"#;
    let booking: SupposedBooking = serde_json::from_str(booking).expect("a booking");
    let busy = Busy::from_supposed(&catalogue, &[booking], now);
    let slots = offered(&catalogue, &asked(&catalogue, MONDAY), &busy, now);
    assert_eq!(written(&catalogue, &slots), [at("10:00"), at("11:00")]);
}

#[test]
fn a_treatment_of_no_minutes_is_not_offered() {
    let catalogue = nine_to_twelve();
    let asked = Asked {
        minutes: 0,
        ..asked(&catalogue, MONDAY)
    };
    check(&catalogue, &asked, &[], &[]);
}
