//! The reconciler finds each kind of difference, planted in a table that is sound.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Facts, Table, differences};

/// A booking over midnight, a cancelled one, and a hold beside them.
fn sound() -> Table {
    let night = json!({
        "id": "a", "status": "confirmed", "version": 2, "service": "deep", "therapist": "maya", "room": "quiet",
        "start": "2026-12-01T04:30:00Z", "end": "2026-12-01T05:30:00Z", "email": "a@example.com", "buffer_before": 10, "buffer_after": 15,
    });
    let gone = json!({
        "id": "b", "status": "cancelled", "version": 2, "service": "deep", "therapist": "maya", "room": "quiet",
        "start": "2026-12-01T04:30:00Z", "end": "2026-12-01T05:30:00Z", "email": "b@example.com", "buffer_before": 10, "buffer_after": 15,
    });
    let day = |resource: &str, date: &str, entries: &[Value]| json!({ "pk": format!("D#{resource}#{date}"), "resource": resource, "date": date, "entries": entries, "version": 9 });
    let (night_entry, hold) = (entry("a", "04:30", "05:30"), hold("h", "20:00", "21:00"));
    let tell = |booking: &str, version: u64, action: &str| json!({ "booking": booking, "version": version, "action": action });
    let told = || {
        vec![
            tell("a", 1, "book"),
            tell("a", 2, "move"),
            tell("b", 1, "book"),
            tell("b", 2, "cancel"),
        ]
    };
    Table {
        days: read(vec![
            day(
                "therapist:maya",
                "2026-11-30",
                std::slice::from_ref(&night_entry),
            ),
            day(
                "therapist:maya",
                "2026-12-01",
                &[night_entry.clone(), hold.clone()],
            ),
            day(
                "room:quiet",
                "2026-11-30",
                std::slice::from_ref(&night_entry),
            ),
            day("room:quiet", "2026-12-01", &[night_entry, hold]),
        ]),
        bookings: read(vec![night, gone]),
        audit: read(told()),
        promises: read(told()),
        told: Vec::new(),
        blocks: Vec::new(),
    }
}

fn entry(id: &str, start: &str, end: &str) -> Value {
    json!({ "id": id, "start": format!("2026-12-01T{start}:00Z"), "end": format!("2026-12-01T{end}:00Z"), "buffer_before": 10, "buffer_after": 15 })
}

fn hold(id: &str, start: &str, end: &str) -> Value {
    let mut hold = entry(id, start, end);
    hold["kind"] = json!("hold");
    hold["expires_at"] = json!("2026-11-24T13:10:00Z");
    hold
}

fn read<T: serde::de::DeserializeOwned>(values: Vec<Value>) -> Vec<T> {
    serde_json::from_value(Value::Array(values)).expect("the table's shapes")
}

fn one<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the table's shape")
}

/// Plants a difference; each of these words must be in what is found, and nothing without any.
#[track_caller]
fn check(plant: impl FnOnce(&mut Table), expected: &[&str]) {
    let mut table = sound();
    plant(&mut table);
    let facts = Facts {
        zone: TimeZone::get("America/New_York").expect("a zone"),
        now: "2026-11-24T13:00:00Z".parse().expect("an instant"),
    };
    let found = differences(&table, &facts);
    for words in expected {
        assert!(
            found.iter().any(|found| found.contains(words)),
            "{words} in {found:#?}"
        );
    }
    let is_expected = |found: &String| expected.iter().any(|words| found.contains(words));
    assert!(found.iter().all(is_expected), "{found:#?}");
}

#[test]
fn a_sound_table_has_no_differences() {
    check(|_| {}, &[]);
}

#[test]
fn an_entry_missing_on_the_far_side_of_midnight_is_found() {
    let expected =
        "therapist:maya on 2026-12-01 lacks `a` from 2026-12-01T04:30:00Z to 2026-12-01T05:30:00Z";
    check(|table| drop(table.days[1].entries.remove(0)), &[expected]);
}

#[test]
fn entries_that_belong_to_nothing_are_found() {
    let stray = |table: &mut Table| {
        table.days[0]
            .entries
            .insert(0, one(entry("x", "01:00", "02:00")));
    };
    check(stray, &["with 10+15 minutes, of which there is no booking"]);
    let cancelled = |table: &mut Table| {
        table.days[1]
            .entries
            .push(one(entry("b", "22:00", "23:00")));
    };
    check(cancelled, &["with 10+15 minutes, which is cancelled"]);
}

#[test]
fn an_entry_at_another_time_than_its_booking_is_missing_and_strange() {
    let later =
        |table: &mut Table| table.days[0].entries[0].end += jiff::SignedDuration::from_mins(15);
    let expected = [
        "on 2026-11-30 lacks `a`",
        "which is a booking of therapist:maya and room:quiet",
    ];
    check(later, &expected);
}

#[test]
fn an_entry_with_other_buffers_than_its_booking_is_found() {
    let bare = |table: &mut Table| table.days[2].entries[0].buffer_after = 0;
    check(bare, &["lacks `a`", "with 10+0 minutes"]);
}

#[test]
fn a_day_out_of_order_with_an_entry_twice_or_in_anothers_place_is_found() {
    check(
        |table| table.days[3].entries.reverse(),
        &["`D#room:quiet#2026-12-01` is out of order"],
    );
    let twice = |table: &mut Table| {
        let entry = table.days[0].entries[0].clone();
        table.days[0].entries.push(entry);
    };
    check(twice, &["lists an entry twice"]);
    let elsewhere = |table: &mut Table| table.days[0].pk = "D#room:garden#2026-11-30".to_owned();
    check(
        elsewhere,
        &["the day at `D#room:garden#2026-11-30` says it is therapist:maya on 2026-11-30"],
    );
}

#[test]
fn a_time_taken_twice_is_found_by_the_bookings_and_by_the_days() {
    let overlap = |table: &mut Table| {
        // Its turnover alone overlaps.
        for day in [1, 3] {
            let entries = &mut table.days[day].entries;
            entries.push(one(hold("i", "21:20", "22:00")));
        }
    };
    check(
        overlap,
        &[
            "by the bookings, therapist:maya is taken twice",
            "by the bookings, room:quiet",
            "by the days, therapist:maya",
            "by the days, room:quiet",
        ],
    );
}

#[test]
fn a_hold_that_has_expired_takes_nothing_and_need_not_be_whole() {
    let expired = |table: &mut Table| {
        let mut hold = hold("i", "20:00", "21:00");
        hold["expires_at"] = json!("2026-11-24T13:00:00Z");
        table.days[1].entries.push(one(hold));
    };
    check(expired, &[]);
}

#[test]
fn a_hold_that_is_not_whole_is_found() {
    let halved = |table: &mut Table| {
        let mut hold = hold("i", "04:30", "05:30");
        hold["start"] = json!("2026-12-02T04:30:00Z");
        hold["end"] = json!("2026-12-02T05:30:00Z");
        table.days[1].entries.push(one(hold));
    };
    check(halved, &["hold `i` of therapist:maya touches"]);
    let doubled = |table: &mut Table| {
        let mut day = table.days[1].clone();
        (day.resource, day.pk) = (
            "therapist:jonas".to_owned(),
            "D#therapist:jonas#2026-12-01".to_owned(),
        );
        day.entries.remove(0);
        table.days.push(day);
    };
    check(doubled, &["hold `h` is entered for"]);
    let moved =
        |table: &mut Table| table.days[3].entries[1].end += jiff::SignedDuration::from_mins(15);
    check(moved, &["hold `h` is not the same in every day"]);
}

#[test]
fn a_change_without_its_audit_row_or_with_two_is_found() {
    check(
        |table| drop(table.audit.remove(1)),
        &["booking `a` is at version 2, its audit rows at [1]"],
    );
    let twice = |table: &mut Table| table.audit.push(table.audit[1].clone());
    check(twice, &["its audit rows at [1, 2, 2]"]);
    let nobodys = |table: &mut Table| table.audit[0].booking = "x".to_owned();
    check(
        nobodys,
        &[
            "of `x`, which is no booking",
            "its audit rows at [2]",
            "its audit tells [\"move\"]",
        ],
    );
}

#[test]
fn a_status_that_the_audit_does_not_lead_to_is_found() {
    let revived = |table: &mut Table| table.audit[2].action = "cancel".to_owned();
    check(
        revived,
        &["booking `b` is cancelled, its audit tells [\"cancel\", \"cancel\"]"],
    );
    let unsaid = |table: &mut Table| table.audit[1].action = "cancel".to_owned();
    check(
        unsaid,
        &["booking `a` is confirmed, its audit tells [\"book\", \"cancel\"]"],
    );
}

#[test]
fn a_change_of_which_nobody_is_told_is_found() {
    check(
        |table| drop(table.promises.remove(1)),
        &["nobody is told of version 2 of booking `a`"],
    );
}

#[test]
fn a_booking_that_stands_where_everybody_knows_it_need_not_be_told_of() {
    let known = |start: &str| {
        let told = json!({ "pk": "B#a", "start": start });
        move |table: &mut Table| {
            table.promises.remove(1);
            table.told.push(one(told));
        }
    };
    check(known("2026-12-01T04:30:00Z"), &[]);
    check(
        known("2026-12-01T05:30:00Z"),
        &["nobody is told of version 2 of booking `a`"],
    );
}

/// Something forced over `a`, made whole: in every day, with its booking and its promise.
fn force(table: &mut Table) {
    let forced = |mut value: Value| {
        value["forced"] = json!(true);
        value
    };
    let booking = json!({
        "id": "f", "status": "confirmed", "version": 1, "service": "deep", "therapist": "maya", "room": "quiet",
        "start": "2026-12-01T05:15:00Z", "end": "2026-12-01T06:00:00Z", "email": "f@example.com", "buffer_before": 10, "buffer_after": 15,
    });
    table.bookings.push(one(forced(booking)));
    for day in [1, 3] {
        let entry = forced(entry("f", "05:15", "06:00"));
        table.days[day].entries.insert(1, one(entry));
    }
    let told = json!({ "booking": "f", "version": 1, "action": "book" });
    table.audit.push(one(forced(told.clone())));
    table.promises.push(one(told));
}

#[test]
fn what_staff_forced_may_overlap_and_nothing_else() {
    check(force, &[]);
    let unmarked = |table: &mut Table| {
        force(table);
        table.bookings[2].forced = false;
        table.days[1].entries[1].forced = false;
        table.days[3].entries[1].forced = false;
    };
    check(unmarked, &["is taken twice: by `a`"]);
}

#[test]
fn what_is_forced_without_an_audit_is_found() {
    let silent = |table: &mut Table| {
        force(table);
        table.audit[4].forced = false;
    };
    check(silent, &["booking `f` is forced, of which no audit tells"]);
}

#[test]
fn a_block_that_no_day_lists_is_found() {
    let lost = |table: &mut Table| {
        let block = json!({ "id": "k", "resource": "room:garden", "start": "2026-12-02T15:00:00Z", "end": "2026-12-02T16:00:00Z" });
        table.blocks.push(one(block));
    };
    check(lost, &["room:garden on 2026-12-02 lacks `k`"]);
}
