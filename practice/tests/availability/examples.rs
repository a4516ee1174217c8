//! The worked examples of the rules, exactly.

use jiff::civil::Weekday;
use practice::availability::Buffers;

use crate::fixture::{asked, booking, catalogue, check, days, on};

#[test]
fn the_hour_that_does_not_occur_is_not_offered() {
    let catalogue = catalogue(&[("maya", on(Weekday::Sunday, &["00:00-05:00"]))]);
    let expected = [
        "2026-03-08T00:00:00-05:00",
        "2026-03-08T01:00:00-05:00",
        "2026-03-08T03:00:00-04:00",
        "2026-03-08T04:00:00-04:00",
    ];
    check(
        &catalogue,
        &asked(&catalogue, ["2026-03-08"; 2]),
        &[],
        &expected,
    );
}

#[test]
fn both_occurrences_of_the_hour_that_occurs_twice_are_offered() {
    let catalogue = catalogue(&[("maya", on(Weekday::Sunday, &["00:00-03:00"]))]);
    let expected = [
        "2026-11-01T00:00:00-04:00",
        "2026-11-01T01:00:00-04:00",
        "2026-11-01T01:00:00-05:00",
        "2026-11-01T02:00:00-05:00",
    ];
    check(
        &catalogue,
        &asked(&catalogue, ["2026-11-01"; 2]),
        &[],
        &expected,
    );
}

#[test]
fn a_booking_in_the_middle_leaves_the_morning_without_a_start_and_the_afternoon_whole() {
    let hours = on(Weekday::Monday, &["09:00-12:00", "13:15-17:00"]);
    let mut catalogue = catalogue(&[("maya", hours)]);
    catalogue.services[0].buffer_after = 15;
    catalogue.services[0].start_every = 30;
    let mut booked = booking("b", "2026-06-01T10:00-04:00", "2026-06-01T11:00-04:00");
    booked.buffers = Buffers {
        before: 0,
        after: 15,
    };
    let expected = [
        "2026-06-01T13:15:00-04:00",
        "2026-06-01T13:45:00-04:00",
        "2026-06-01T14:15:00-04:00",
        "2026-06-01T14:45:00-04:00",
        "2026-06-01T15:15:00-04:00",
        "2026-06-01T15:45:00-04:00",
    ];
    let days = days(&[("therapist:maya", booked)]);
    check(
        &catalogue,
        &asked(&catalogue, ["2026-06-01"; 2]),
        &days,
        &expected,
    );
}

#[test]
fn a_range_over_midnight_keeps_its_grid_on_the_next_date() {
    let mut catalogue = catalogue(&[("maya", on(Weekday::Friday, &["20:00-02:00"]))]);
    catalogue.services[0].start_every = 90;
    let mut asked = asked(&catalogue, ["2026-06-05", "2026-06-06"]);
    asked.minutes = 90;
    let expected = [
        "2026-06-05T20:00:00-04:00",
        "2026-06-05T21:30:00-04:00",
        "2026-06-05T23:00:00-04:00",
        "2026-06-06T00:30:00-04:00",
    ];
    check(&catalogue, &asked, &[], &expected);
}
