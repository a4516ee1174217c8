//! Which day items are read.

use practice::Catalogue;
use practice::availability::{Asked, days_touched};

use crate::fixture::{asked, catalogue, daily, date, id, ids, instant, on};
use jiff::civil::Weekday;

#[track_caller]
fn check(catalogue: &Catalogue, asked: &Asked<'_>, expected: &[&str]) {
    let touched = days_touched(catalogue, asked, instant("2026-01-01T00:00Z"));
    let written: Vec<_> = touched
        .iter()
        .map(|(resource, date)| format!("{resource} {date}"))
        .collect();
    assert_eq!(written, expected);
}

#[test]
fn only_dates_on_which_somebody_works_are_read() {
    let catalogue = catalogue(&[
        ("maya", on(Weekday::Monday, &["09:00-12:00"])),
        ("noor", on(Weekday::Wednesday, &["09:00-12:00"])),
    ]);
    let asked = asked(&catalogue, ["2026-06-01", "2026-06-07"]);
    check(
        &catalogue,
        &asked,
        &["therapist:maya 2026-06-01", "therapist:noor 2026-06-03"],
    );
}

#[test]
fn rooms_are_read_on_every_date_on_which_somebody_works() {
    let mut catalogue = catalogue(&[
        ("maya", on(Weekday::Monday, &["09:00-12:00"])),
        ("noor", on(Weekday::Wednesday, &["09:00-12:00"])),
    ]);
    catalogue.services[0].rooms = ids(&["quiet"]);
    let noor = id("noor");
    let mut asked = asked(&catalogue, ["2026-06-01", "2026-06-07"]);
    let expected = [
        "therapist:maya 2026-06-01",
        "therapist:noor 2026-06-03",
        "room:quiet 2026-06-01",
        "room:quiet 2026-06-03",
    ];
    check(&catalogue, &asked, &expected);
    asked.therapist = Some(&noor);
    check(
        &catalogue,
        &asked,
        &["therapist:noor 2026-06-03", "room:quiet 2026-06-03"],
    );
}

#[test]
fn padding_over_midnight_reaches_the_neighbouring_dates() {
    let mut catalogue = catalogue(&[("maya", daily(&["00:00-24:00"]))]);
    let asked_for = |catalogue: &Catalogue, expected: &[&str]| {
        check(catalogue, &asked(catalogue, ["2026-06-02"; 2]), expected);
    };
    asked_for(
        &catalogue,
        &["therapist:maya 2026-06-02", "therapist:maya 2026-06-03"],
    );
    catalogue.services[0].buffer_before = 1;
    let expected = [
        "therapist:maya 2026-06-01",
        "therapist:maya 2026-06-02",
        "therapist:maya 2026-06-03",
    ];
    asked_for(&catalogue, &expected);
}

#[test]
fn dates_that_cannot_be_booked_are_not_read() {
    let mut catalogue = catalogue(&[("maya", daily(&["09:00-12:00"]))]);
    catalogue.practice.booking.horizon_days = Some(3);
    let asked = asked(&catalogue, ["2026-06-01", "2026-06-30"]);
    let touched = days_touched(&catalogue, &asked, instant("2026-06-10T13:00-04:00"));
    let dates: Vec<_> = touched.into_iter().map(|(_, date)| date).collect();
    let first = date("2026-06-11");
    assert_eq!(dates.first(), Some(&first));
    assert!(dates.len() <= 4, "{dates:?}");
}

#[test]
fn a_month_of_three_therapists_is_one_batch() {
    let hours = daily(&["09:00-12:00", "13:00-18:00"]);
    let therapists = ["maya", "noor", "abel"].map(|name| (name, hours.clone()));
    let mut catalogue = catalogue(&therapists);
    catalogue.services[0].buffer_before = 15;
    let asked = asked(&catalogue, ["2026-07-01", "2026-07-31"]);
    assert_eq!(
        days_touched(&catalogue, &asked, instant("2026-06-01T00:00Z")).len(),
        93
    );
}

#[test]
fn however_long_the_window_the_days_are_bounded() {
    let catalogue = catalogue(&[("maya", daily(&["00:00-24:00"]))]);
    let mut asked = asked(&catalogue, ["2026-06-01"; 2]);
    asked.window.end = jiff::Timestamp::MAX;
    assert!(days_touched(&catalogue, &asked, instant("2026-01-01T00:00Z")).len() <= 65);
}
