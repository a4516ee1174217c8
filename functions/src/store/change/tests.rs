//! Confirming a new client's address, and what lapses without it.

use practice::read::Source;

use super::*;

const MADE_AT: &str = "2026-11-24T13:00:00Z";
const PROVE_BY: &str = "2026-11-24T14:00:00Z";
const PROVE: Change<'static> = Change::Prove { contact: "code" };

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn catalogue(approval: bool) -> Catalogue {
    let practice = format!(
        "name = \"P\"\ntimezone = \"UTC\"\ncurrency = \"USD\"\n[hours]\ntue = [\"09:00-17:00\"]\n[booking]\napproval = {approval}\n"
    );
    let service =
        "+++\ntitle = \"S\"\nsummary = \"s\"\noffers = [{ minutes = 60, price = \"1.00\" }]\n+++\n";
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let read = practice::read::catalogue(&[
        source("practice.toml", &practice),
        source("index.md", "+++\ntitle = \"T\"\n+++\n"),
        source("services/s.md", service),
    ]);
    read.catalogue.expect("a practice")
}

/// A new client's booking that starts at this instant, and the day it stands on.
fn new_clients(catalogue: &Catalogue, start: &str) -> (Booking, Vec<Day>) {
    let booking = Booking {
        id: "id".to_owned(),
        status: Status::Pending,
        version: 1,
        service: "s".to_owned(),
        minutes: 60,
        start: at(start),
        end: at(start),
        buffer_before: 0,
        buffer_after: 0,
        therapist: String::new(),
        room: None,
        price: "1.00".to_owned(),
        currency: "USD".to_owned(),
        name: "Ada".to_owned(),
        email: "ada@example.com".to_owned(),
        phone: None,
        note: None,
        fingerprint: String::new(),
        made_at: at(MADE_AT),
        prove_by: Some(at(PROVE_BY)),
        series: None,
        forced: false,
        called_off: false,
        change: String::new(),
        client: String::new(),
        link: String::new(),
    };
    let service = catalogue.service("s").expect("a service");
    let wanted = wanted(&booking, service, at(start), None);
    let placed = accept(catalogue, &wanted, &[], at(MADE_AT)).expect("a free day");
    let mut booking = booking.clone();
    booking.stand(&placed.standing);
    (booking, placed.days)
}

fn decide(approval: bool, change: Change<'_>, now: &str) -> Result<Option<Decided>, NotChanged> {
    let catalogue = catalogue(approval);
    let (booking, days) = new_clients(&catalogue, "2026-12-01T10:00:00Z");
    change.decide(&booking, &days, &catalogue, Actor::Time, at(now))
}

fn decided(approval: bool, change: Change<'_>, now: &str) -> Decided {
    let decided = decide(approval, change, now).ok().flatten();
    decided.expect("it is changed")
}

#[test]
fn confirmed_in_time_a_booking_is_what_it_would_have_been() {
    let Decided {
        booking,
        days,
        news,
        ..
    } = decided(false, PROVE, "2026-11-24T13:59:59Z");
    assert_eq!((booking.status, booking.version), (Status::Confirmed, 2));
    assert!(booking.prove_by.is_none() && days.is_empty() && news == Some(News::Booked));
    let Decided { booking, news, .. } = decided(true, PROVE, "2026-11-24T13:59:59Z");
    assert_eq!((booking.status, booking.version), (Status::Pending, 2));
    assert!(!booking.awaits_proof() && news == Some(News::Requested));
}

#[test]
fn from_the_instant_it_had_to_be_confirmed_by_it_cannot_be() {
    let refused = decide(false, PROVE, PROVE_BY).err();
    assert_eq!(refused, Some(NotChanged::Lapsed));
}

#[test]
fn it_lapses_at_that_instant_and_not_before() {
    let early = decide(false, Change::Lapse, "2026-11-24T13:59:59Z");
    assert!(early.is_ok_and(|decided| decided.is_none()));
    let Decided {
        booking,
        days,
        news,
        ..
    } = decided(false, Change::Lapse, PROVE_BY);
    assert_eq!((booking.status, booking.version), (Status::Cancelled, 2));
    assert!(news == Some(News::Cancelled) && !days.is_empty());
    assert!(
        days.iter().all(|day| day.entries().is_empty()),
        "its time is given back"
    );
    assert!(booking.prove_by.is_some(), "nobody is to be written to");
}

#[test]
fn what_was_confirmed_does_not_lapse_and_is_not_confirmed_twice() {
    let catalogue = catalogue(false);
    let (booking, days) = new_clients(&catalogue, "2026-12-01T10:00:00Z");
    let proven = Decided::proven(&booking, &catalogue.practice.booking).booking;
    for change in [Change::Lapse, PROVE] {
        let again = change.decide(&proven, &days, &catalogue, Actor::Time, at(PROVE_BY));
        assert!(again.is_ok_and(|decided| decided.is_none()));
    }
}

#[test]
fn what_was_cancelled_stays_so() {
    let catalogue = catalogue(false);
    let (mut booking, days) = new_clients(&catalogue, "2026-12-01T10:00:00Z");
    booking.status = Status::Cancelled;
    let proven = PROVE.decide(&booking, &days, &catalogue, Actor::Client, at(MADE_AT));
    assert_eq!(proven.err(), Some(NotChanged::Status(Status::Cancelled)));
}

#[test]
fn the_window_for_changes_does_not_keep_a_new_client_from_confirming() {
    let catalogue = catalogue(false);
    let (booking, days) = new_clients(&catalogue, "2026-11-24T15:00:00Z");
    let proven = PROVE.decide(&booking, &days, &catalogue, Actor::Client, at(MADE_AT));
    assert!(proven.is_ok_and(|decided| decided.is_some()));
    let cancelled = Change::Cancel.decide(&booking, &days, &catalogue, Actor::Client, at(MADE_AT));
    assert_eq!(cancelled.err(), Some(NotChanged::TooLate));
}

#[test]
fn moved_to_an_earlier_start_it_has_to_be_confirmed_before_that() {
    let catalogue = catalogue(false);
    let (booking, days) = new_clients(&catalogue, "2026-12-01T10:00:00Z");
    let start = at("2026-11-24T13:30:00Z");
    let change = Change::Move {
        start,
        therapist: None,
    };
    let moved = change.decide(&booking, &days, &catalogue, Actor::StaffLink, at(MADE_AT));
    let moved = moved.ok().flatten().expect("it is moved");
    assert_eq!(moved.booking.prove_by, Some(start));
}

/// A confirmed booking of Maya's, from 10:00 to 11:00 on 1 December, and the day it stands on.
fn confirmed(catalogue: &Catalogue) -> (Booking, Vec<Day>) {
    let (booking, days) = new_clients(catalogue, "2026-12-01T10:00:00Z");
    let booking = Decided::proven(&booking, &catalogue.practice.booking).booking;
    (booking, days)
}

#[track_caller]
fn by_staff(change: Change<'_>, now: &str) -> Result<Decided, NotChanged> {
    let catalogue = catalogue(false);
    let (booking, days) = confirmed(&catalogue);
    let actor = Actor::StaffLink;
    let decided = change.decide(&booking, &days, &catalogue, actor, at(now))?;
    Ok(decided.expect("it is changed"))
}

#[test]
fn what_has_begun_took_place_or_not_and_nobody_is_told() {
    let started = "2026-12-01T10:00:00Z";
    for (change, status) in [
        (Change::Complete, Status::Completed),
        (Change::NoShow, Status::NoShow),
    ] {
        let early = by_staff(change, "2026-12-01T09:59:59Z").err();
        assert_eq!(early, Some(NotChanged::NotYet));
        let decided = by_staff(change, started).expect("it has begun");
        assert_eq!(
            (decided.booking.status, decided.booking.version),
            (status, 3)
        );
        assert!(
            decided.news.is_none() && decided.days.is_empty(),
            "its time stays taken"
        );
    }
}

#[test]
fn what_staff_cancel_is_told_as_by_the_practice_however_late() {
    let decided = by_staff(Change::Cancel, "2026-12-01T09:59:59Z").ok();
    assert!(decided.expect("staff are not bound").news == Some(News::CalledOff));
}

#[test]
fn staff_move_a_booking_over_another_only_knowingly_and_it_is_marked() {
    let catalogue = catalogue(false);
    let (booking, days) = confirmed(&catalogue);
    let therapist = practice::Id::parse(&booking.therapist).expect("an id");
    let other = wanted(
        &booking,
        &catalogue.services[0],
        at("2026-12-01T13:00:00Z"),
        None,
    );
    let other = Wanted {
        entry_id: "other",
        ..other
    };
    let days = accept(&catalogue, &other, &days, at(MADE_AT))
        .expect("a free time")
        .days;
    let shift = |force| {
        let shift = Shift {
            start: at("2026-12-01T12:30:00Z"),
            therapist: &therapist,
            room: None,
            force,
        };
        let actor = Actor::StaffLink;
        Change::Shift(shift).decide(&booking, &days, &catalogue, actor, at(MADE_AT))
    };
    let refused = shift(Force::Never).err();
    assert!(matches!(refused, Some(NotChanged::InTheWay(all)) if all.len() == 1));
    let moved = shift(Force::Knowingly).ok().flatten().expect("it is moved");
    assert!(moved.forced && moved.booking.forced && moved.news == Some(News::Moved));
    let entries = moved.days.iter().flat_map(Day::entries);
    let forced: Vec<_> = entries
        .map(|entry| (entry.id.as_str(), entry.forced))
        .collect();
    assert_eq!(forced, [("id", true), ("other", false)]);
}
