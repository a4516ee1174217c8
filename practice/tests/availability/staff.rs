//! What staff may decide: bookings at any time, blocks, and what they pass over knowingly.

use jiff::civil::time;
use practice::Catalogue;
use practice::availability::{
    BlockWish, Buffers, Day, Entry, Force, InTheWay, Interval, NotABlock, Purpose, Resource, Span,
    StaffWish, arrange, take_off,
};

use crate::fixture::{booking, catalogue, daily, date, days, id, ids, instant, resource};

const NOW: &str = "2026-06-01T08:00-04:00";

/// Maya works from 09:00 to 17:00, in a practice of two rooms.
fn practice() -> Catalogue {
    let mut catalogue = catalogue(&[
        ("maya", daily(&["09:00-17:00"])),
        ("noor", daily(&["09:00-17:00"])),
    ]);
    catalogue.practice.rooms = ids(&["garden", "quiet"]);
    catalogue.services[0].rooms = ids(&["quiet", "garden"]);
    catalogue.practice.booking.notice_minutes = 6_000;
    catalogue.practice.booking.horizon_days = Some(1);
    catalogue
}

fn hour(from: &str) -> Interval {
    let start = instant(&format!("2026-06-02T{from}-04:00"));
    Interval::new(start..start + jiff::SignedDuration::from_hours(1)).expect("not empty")
}

fn taken(from: &str, to: &str) -> Entry {
    let at = |time: &str| format!("2026-06-02T{time}-04:00");
    booking("other", &at(from), &at(to))
}

/// What becomes of an hour with Maya: the room and the overlaps, or what is in the way.
fn arranged(from: &str, stored: &[Day], force: Force) -> Result<(String, bool), Vec<String>> {
    let (catalogue, maya) = (practice(), id("maya"));
    let wish = StaffWish {
        service: catalogue.services.first(),
        time: hour(from),
        buffers: Buffers::default(),
        therapist: &maya,
        room: None,
        entry_id: "new",
        force,
    };
    let arranged = arrange(&catalogue, &wish, stored, instant(NOW)).map_err(|all| {
        let words = all.iter().map(|in_the_way| match in_the_way {
            InTheWay::Taken { resource, entry } => format!("{resource} by {}", entry.id),
            rule => format!("{rule:?}"),
        });
        words.collect::<Vec<_>>()
    })?;
    let room = arranged.placement.standing.room.expect("a room");
    let entries = arranged.placement.days.iter().flat_map(Day::entries);
    let own = entries.filter(|entry| entry.id == "new");
    let forced: Vec<_> = own.map(|entry| entry.forced).collect();
    assert!(forced.len() == 2 && forced[0] == forced[1], "{forced:?}");
    Ok((room.to_string(), forced[0]))
}

#[test]
fn staff_are_not_bound_by_notice_horizon_and_grid() {
    let placed = arranged("10:07", &[], Force::Never);
    assert_eq!(placed, Ok(("quiet".to_owned(), false)));
}

#[test]
fn outside_working_hours_is_said_and_can_be_forced_without_an_overlap() {
    let refused = arranged("16:30", &[], Force::Never);
    assert_eq!(refused, Err(vec!["OutsideHours".to_owned()]));
    let forced = arranged("16:30", &[], Force::Knowingly);
    assert_eq!(forced, Ok(("quiet".to_owned(), false)));
}

#[test]
fn what_is_there_is_named_and_an_overlap_is_marked_when_it_is_forced() {
    let stored = days(&[("therapist:maya", taken("10:00", "11:00"))]);
    let refused = arranged("10:30", &stored, Force::Never);
    assert_eq!(refused, Err(vec!["therapist:maya by other".to_owned()]));
    let forced = arranged("10:30", &stored, Force::Knowingly);
    assert_eq!(forced, Ok(("quiet".to_owned(), true)));
    let beside = arranged("11:00", &stored, Force::Knowingly);
    assert_eq!(
        beside,
        Ok(("quiet".to_owned(), false)),
        "nothing is passed over"
    );
}

#[test]
fn the_first_free_room_is_taken_and_only_where_there_is_none_the_first() {
    let quiet = ("room:quiet", taken("10:00", "11:00"));
    let free = arranged("10:00", &days(std::slice::from_ref(&quiet)), Force::Never);
    assert_eq!(free, Ok(("garden".to_owned(), false)));
    let stored = days(&[quiet, ("room:garden", taken("10:00", "11:00"))]);
    let refused = arranged("10:00", &stored, Force::Never);
    assert_eq!(refused, Err(vec!["room:quiet by other".to_owned()]));
    let forced = arranged("10:00", &stored, Force::Knowingly);
    assert_eq!(forced, Ok(("quiet".to_owned(), true)));
}

#[test]
fn a_therapist_or_a_room_of_other_services_is_said() {
    let (mut catalogue, maya) = (practice(), id("maya"));
    catalogue.services[0].therapists = ids(&["noor"]);
    catalogue.services[0].rooms = ids(&["garden"]);
    let quiet = id("quiet");
    let wish = StaffWish {
        service: catalogue.services.first(),
        time: hour("10:00"),
        buffers: Buffers::default(),
        therapist: &maya,
        room: Some(&quiet),
        entry_id: "new",
        force: Force::Never,
    };
    let refused = arrange(&catalogue, &wish, &[], instant(NOW));
    let expected = vec![InTheWay::DoesNotGiveService, InTheWay::NotItsRoom];
    assert_eq!(refused, Err(expected));
}

#[test]
fn a_booking_that_staff_move_is_not_in_its_own_way_and_keeps_its_room() {
    let (catalogue, maya) = (practice(), id("maya"));
    let own = Entry {
        id: "new".to_owned(),
        ..taken("10:00", "11:00")
    };
    let stored = days(&[("therapist:maya", own.clone()), ("room:garden", own)]);
    let wish = StaffWish {
        service: catalogue.services.first(),
        time: hour("10:30"),
        buffers: Buffers::default(),
        therapist: &maya,
        room: None,
        entry_id: "new",
        force: Force::Never,
    };
    let arranged = arrange(&catalogue, &wish, &stored, instant(NOW)).expect("room for it");
    assert_eq!(arranged.placement.standing.room, Some(id("garden")));
    let entries: Vec<_> = arranged
        .placement
        .days
        .iter()
        .map(|day| day.entries().len())
        .collect();
    assert_eq!(entries, [1, 1], "its old entries are gone");
}

fn days_off(first: &str, last: &str) -> Result<String, NotABlock> {
    let span = Span::Days {
        first: date(first),
        last: date(last),
    };
    let zone = practice().practice.timezone;
    let interval = span.interval(&zone)?;
    Ok(format!("{} to {}", interval.start(), interval.end()))
}

#[test]
fn days_off_run_from_midnight_to_midnight_over_a_change_of_the_clock() {
    let expected = "2026-10-31T04:00:00Z to 2026-11-02T05:00:00Z";
    assert_eq!(
        days_off("2026-10-31", "2026-11-01"),
        Ok(expected.to_owned())
    );
}

#[test]
fn a_block_takes_at_most_60_days_and_ends_after_it_begins() {
    assert!(days_off("2026-06-01", "2026-07-30").is_ok());
    assert_eq!(
        days_off("2026-06-01", "2026-07-31"),
        Err(NotABlock::TooLong)
    );
    assert_eq!(
        days_off("2026-06-02", "2026-06-01"),
        Err(NotABlock::EndsBeforeItBegins)
    );
    let zone = practice().practice.timezone;
    let within = |from, to| {
        let date = date("2026-06-02");
        Span::Within { date, from, to }.interval(&zone)
    };
    let noon = time(12, 0, 0, 0);
    assert_eq!(within(noon, noon), Err(NotABlock::EndsBeforeItBegins));
    let night = within(time(22, 0, 0, 0), time(0, 0, 0, 0)).expect("two hours");
    assert_eq!(night.end(), instant("2026-06-03T00:00-04:00"));
}

/// Takes off 2 June from 10:00 to 12:00.
fn taken_off(stored: &[Day], force: Force) -> Result<Vec<(String, bool)>, Vec<String>> {
    let (maya, zone) = (resource("therapist:maya"), practice().practice.timezone);
    let time = Interval::new(hour("10:00").start()..hour("11:00").end()).expect("two hours");
    let wish = BlockWish {
        resource: &maya,
        time,
        entry_id: "block",
        force,
    };
    let empty = |(resource, date): (Resource, _)| Day::empty(resource, date);
    let stored = match stored {
        [] => wish.days(&zone).into_iter().map(empty).collect(),
        stored => stored.to_vec(),
    };
    let off = take_off(&wish, &stored, instant(NOW))
        .map_err(|all| all.into_iter().map(|entry| entry.id).collect::<Vec<_>>())?;
    let entries = off.days.iter().flat_map(Day::entries);
    let blocks = entries.filter(|entry| entry.purpose == Purpose::Block);
    Ok(blocks
        .map(|entry| (entry.id.clone(), entry.forced))
        .collect())
}

#[test]
fn a_block_over_a_booking_names_it_and_is_marked_when_it_is_forced() {
    let block = |forced| Ok(vec![("block".to_owned(), forced)]);
    assert_eq!(taken_off(&[], Force::Never), block(false));
    let stored = days(&[("therapist:maya", taken("11:30", "12:30"))]);
    assert_eq!(
        taken_off(&stored, Force::Never),
        Err(vec!["other".to_owned()])
    );
    assert_eq!(taken_off(&stored, Force::Knowingly), block(true));
    let beside = days(&[("therapist:maya", taken("12:00", "12:30"))]);
    assert_eq!(taken_off(&beside, Force::Never), block(false));
}
