//! Each rule that refuses, in words.

use super::{check, check_in};
use crate::harness::Practice;

#[test]
fn a_start_that_is_offered_is_told_with_who_is_free() {
    check(
        "2026-12-01T10:15",
        &[
            "Tue 2026-12-01 10:15 is offered.",
            "  jonas  R3: works 12:00-20:00 that Tuesday",
            "  maya   free",
        ],
    );
}

#[test]
fn a_booking_in_the_way_is_told_with_its_buffers_and_of_nobody() {
    check(
        "2026-12-01T10:00",
        &[
            "Tue 2026-12-01 10:00 is not offered.",
            "  jonas  R3: works 12:00-20:00 that Tuesday",
            "  maya   R8: a booking from 09:00 to 10:15 (with its buffers) is in the way",
            "  nearest: 10:15 (maya), 10:30 (maya), 10:45 (maya)",
        ],
    );
}

#[test]
fn what_only_the_buffers_meet_is_told_with_what_they_take() {
    let arguments = [
        "deep-tissue",
        "--therapist",
        "maya",
        "--explain",
        "2026-12-01T15:00",
    ];
    check_in(
        &Practice::new(),
        &arguments,
        &[
            "Tue 2026-12-01 15:00 is not offered.",
            "  maya  R9: a hold from 16:00 to 17:00, which expires at Tue 2026-11-24 08:10, is in the way of this one's buffers (15:00-16:15)",
            "  nearest: 14:15, 14:30, 14:45",
        ],
    );
}

#[test]
fn a_hold_in_the_way_is_told_with_its_expiry() {
    check_in(
        &Practice::new(),
        &[
            "deep-tissue",
            "--explain",
            "2026-12-01T16:00",
            "--therapist",
            "maya",
        ],
        &[
            "Tue 2026-12-01 16:00 is not offered.",
            "  maya  R9: a hold from 16:00 to 17:00, which expires at Tue 2026-11-24 08:10, is in the way",
            "  nearest: 14:30, 14:45, 17:00",
        ],
    );
}

#[test]
fn a_block_in_the_way_is_told_once_for_those_it_hinders_alike() {
    check(
        "2026-12-03T10:00",
        &[
            "Thu 2026-12-03 10:00 is not offered.",
            "  jonas, maya  R9: a block from 00:00 to 24:00 is in the way",
            "  nearest: Wed 2026-12-02 15:30 (maya), 15:45 (maya), 16:00 (maya)",
        ],
    );
}

#[test]
fn hours_that_a_start_is_outside_of_are_told() {
    check(
        "2026-12-01T08:30",
        &[
            "Tue 2026-12-01 08:30 is not offered.",
            "  jonas  R3: works 12:00-20:00 that Tuesday",
            "  maya   R3: works 09:00-12:00 and 13:15-18:00 that Tuesday",
            "  nearest: 10:15 (maya), 10:30 (maya), 10:45 (maya)",
        ],
    );
}

#[test]
fn an_exception_that_owns_the_date_is_told() {
    let practice = Practice::new();
    practice.replace("practice.toml", "date = 2026-12-25", "date = 2026-12-04");
    practice.replace("practice.toml", "hours = []", "hours = [\"09:00-11:00\"]");
    check_in(
        &practice,
        &["deep-tissue", "--explain", "2026-12-04T12:00"],
        &[
            "Fri 2026-12-04 12:00 is not offered.",
            "  jonas, maya  R4: works 09:00-11:00 on Fri 2026-12-04, by an exception",
            "  nearest: 09:30 (jonas, maya), 09:45 (jonas, maya), 10:00 (jonas, maya)",
        ],
    );
    practice.replace("practice.toml", "hours = [\"09:00-11:00\"]", "hours = []");
    check_in(
        &practice,
        &["deep-tissue", "--explain", "2026-12-04T12:00"],
        &[
            "Fri 2026-12-04 12:00 is not offered.",
            "  jonas, maya  R4: does not work on Fri 2026-12-04, by an exception",
            "  nearest: Wed 2026-12-02 15:30 (maya), 15:45 (maya), 16:00 (maya)",
        ],
    );
}

#[test]
fn a_start_off_the_grid_is_told_with_those_around_it() {
    check(
        "2026-11-30T09:20",
        &[
            "Mon 2026-11-30 09:20 is not offered.",
            "  jonas  R3: does not work that Monday",
            "  maya   R5: starts are 15 minutes apart, counted from the opening: 09:15, 09:30",
            "  nearest: 09:00 (maya), 09:15 (maya), 09:30 (maya)",
        ],
    );
}

#[test]
fn a_start_too_near_to_closing_is_told_with_both_ends() {
    check(
        "2026-11-30T11:15",
        &[
            "Mon 2026-11-30 11:15 is not offered.",
            "  jonas  R3: does not work that Monday",
            "  maya   R6: it would end at 12:15, and work ends at 12:00",
            "  nearest: 10:30 (maya), 10:45 (maya), 11:00 (maya)",
        ],
    );
}

#[test]
fn buffers_that_have_to_lie_within_hours_are_told() {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "[booking]",
        "[booking]\nbuffers_within_hours = true",
    );
    check_in(
        &practice,
        &["deep-tissue", "--explain", "2026-11-30T11:00"],
        &[
            "Mon 2026-11-30 11:00 is not offered.",
            "  jonas  R3: does not work that Monday",
            "  maya   R7: with its buffers it would take 11:00-12:15, and only 09:00-12:00 is open",
            "  nearest: 10:15 (maya), 10:30 (maya), 10:45 (maya)",
        ],
    );
}

#[test]
fn notice_and_horizon_are_told_with_what_can_be_booked() {
    check(
        "2026-11-24T09:00",
        &[
            "Tue 2026-11-24 09:00 is not offered.",
            "  jonas, maya  R10: bookings are taken until 120 minutes before; the earliest is 10:00",
            "  nearest: 10:00 (maya), 10:15 (maya), 10:30 (maya)",
        ],
    );
    check(
        "2026-11-23T09:00",
        &[
            "Mon 2026-11-23 09:00 is not offered.",
            "  jonas, maya  R10: this time has passed; the earliest is Tue 2026-11-24 10:00",
            "  nearest: Tue 2026-11-24 10:00 (maya), 10:15 (maya), 10:30 (maya)",
        ],
    );
    check(
        "2027-02-01T09:00",
        &[
            "Mon 2027-02-01 09:00 is not offered.",
            "  jonas, maya  R11: bookings are taken up to Sat 2027-01-23",
            "  nearest: Fri 2027-01-22 15:30 (maya), 15:45 (maya), 16:00 (maya)",
        ],
    );
}

#[test]
fn rooms_that_are_taken_are_told_where_the_therapist_is_free() {
    check(
        "2026-12-02T11:00",
        &[
            "Wed 2026-12-02 11:00 is not offered.",
            "  jonas  R3: does not work that Wednesday",
            "  maya   M2: free, but no room is: quiet has a booking from 11:00 to 12:15 (with its buffers)",
            "  nearest: 09:30 (maya), 09:45 (maya), 12:15 (maya)",
        ],
    );
}

#[test]
fn a_therapist_who_does_not_give_the_service_is_told_with_who_has_time() {
    check_in(
        &Practice::new(),
        &[
            "sports",
            "--therapist",
            "maya",
            "--explain",
            "2026-12-01T13:00",
        ],
        &[
            "Tue 2026-12-01 13:00 is not offered.",
            "  maya  M4: does not give sports",
            "  nearest: 12:45 (jonas), 13:00 (jonas), 13:15 (jonas)",
        ],
    );
}

#[test]
fn where_nothing_is_near_that_is_said() {
    let practice = Practice::new();
    practice.replace(
        "team/jonas.md",
        "tue = [\"12:00-20:00\"]\nthu = [\"09:00-17:00\"]",
        "sat = []",
    );
    check_in(
        &practice,
        &["sports", "--explain", "2026-12-01T13:00"],
        &[
            "Tue 2026-12-01 13:00 is not offered.",
            "  jonas  R3: does not work that Tuesday",
            "  nearest: none within 7 days",
        ],
    );
}
