//! What holds for every list of slots.

use jiff::{SignedDuration, Timestamp};
use practice::availability::{
    Asked, Busy, Refusal, Wanted, accept, days_touched, explain, offered,
};
use proptest::prelude::*;

use crate::oracle;
use crate::scenario::{DATES, World, open_daily, world};

fn check_oracle(world: &World) -> Result<(), TestCaseError> {
    let busy = Busy::from_days(&world.days(), world.now, &[]);
    let slots = offered(&world.catalogue, &world.asked(), &busy, world.now);
    let listed: Vec<_> = slots
        .into_iter()
        .map(|slot| (slot.start, slot.therapists))
        .collect();
    prop_assert_eq!(listed, oracle::offered(world));
    Ok(())
}

/// Holds each minute of the first date of the window, and a second after each slot, against the
/// slots.
fn check_accepted(world: &World) -> Result<(), TestCaseError> {
    let days = world.days();
    let busy = Busy::from_days(&days, world.now, &[]);
    let date = world.window.start..world.window.start + SignedDuration::from_hours(26);
    let asked = Asked {
        window: date.clone(),
        ..world.asked()
    };
    let slots = offered(&world.catalogue, &asked, &busy, world.now);
    let slot_at = |start| slots.iter().find(|slot| slot.start == start);
    let minutes = (0..26 * 60).map(|minute| date.start + SignedDuration::from_mins(minute));
    let between = slots
        .iter()
        .map(|slot| slot.start + SignedDuration::from_secs(1));
    for start in minutes.chain(between) {
        let accepted = accept(&world.catalogue, &wanted(world, start), &days, world.now);
        match (&accepted, slot_at(start)) {
            (Ok(placement), Some(slot)) => {
                prop_assert!(slot.therapists.contains(&placement.standing.therapist));
                prop_assert_eq!(
                    (
                        placement.standing.time.start(),
                        placement.standing.time.end()
                    ),
                    (slot.start, slot.end)
                );
            }
            (Err(_), None) => {}
            (accepted, slot) => prop_assert!(false, "{start}: {accepted:?} and {slot:?}"),
        }
    }
    Ok(())
}

fn wanted(world: &World, start: Timestamp) -> Wanted<'_> {
    Wanted {
        service: world.service(),
        minutes: world.minutes,
        start,
        therapist: world.therapist.as_ref(),
        entry_id: "new",
        hold_until: None,
        own: &[],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_offered_is_what_the_rules_say_minute_by_minute(world in world()) {
        check_oracle(&world)?;
    }

    #[test]
    fn slots_are_ascending_without_repeats_and_each_names_therapists_ascending(world in world()) {
        let busy = Busy::from_days(&world.days(), world.now, &[]);
        let slots = offered(&world.catalogue, &world.asked(), &busy, world.now);
        prop_assert!(slots.is_sorted_by(|slot, next| slot.start < next.start));
        for slot in slots {
            prop_assert!(!slot.therapists.is_empty());
            prop_assert!(slot.therapists.is_sorted_by(|id, next| id < next));
            prop_assert_eq!(slot.start.duration_until(slot.end).as_mins(), i64::from(world.minutes));
        }
    }

    #[test]
    fn a_start_is_told_to_be_taken_exactly_when_only_bookings_are_in_its_way(world in world()) {
        check_explained(&world)?;
    }

    #[test]
    fn the_days_touched_are_all_that_the_answer_hangs_on(world in world()) {
        let touched = days_touched(&world.catalogue, &world.asked(), world.now);
        prop_assert!(touched.is_sorted_by(|one, next| one < next));
        let all = world.days();
        let read: Vec<_> = all
            .iter()
            .filter(|day| touched.contains(&(day.resource().clone(), day.date())))
            .cloned()
            .collect();
        let [of_all, of_read] = [all, read].map(|days| {
            let busy = Busy::from_days(&days, world.now, &[]);
            offered(&world.catalogue, &world.asked(), &busy, world.now)
        });
        prop_assert_eq!(of_all, of_read);
    }
}

/// Of what would be offered if nothing were booked, every fifth start is offered or told to be taken; the
/// instants beside them are told something else.
fn check_explained(world: &World) -> Result<(), TestCaseError> {
    let (catalogue, asked, now) = (&world.catalogue, world.asked(), world.now);
    let busy = Busy::from_days(&world.days(), now, &[]);
    let slots = offered(catalogue, &asked, &busy, now);
    let ever = offered(catalogue, &asked, &Busy::default(), now);
    for start in ever.iter().step_by(5).map(|slot| slot.start) {
        let is_offered = slots.iter().any(|slot| slot.start == start);
        match explain(catalogue, &asked, start, &busy, now) {
            None => prop_assert!(is_offered, "{start}"),
            Some(Refusal::Taken(_)) => prop_assert!(!is_offered, "{start}"),
            refusal => prop_assert!(false, "{start}: {refusal:?}"),
        }
        let beside = start + SignedDuration::from_secs(1);
        let refusal = explain(catalogue, &asked, beside, &busy, now);
        prop_assert!(
            matches!(refusal, Some(Refusal::OffGrid | Refusal::DoesNotFit)),
            "{beside}: {refusal:?}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_start_is_accepted_exactly_when_it_is_offered(world in world()) {
        check_accepted(&world)?;
    }
}

#[test]
fn on_every_odd_date_the_rules_and_the_doors_agree() {
    for (zone, date) in DATES {
        for hours in [
            &["00:00-24:00"][..],
            &["22:30-03:15"],
            &["00:00-00:45", "01:15-02:30", "23:15-24:00"],
        ] {
            let world = open_daily(zone, date, hours);
            check_oracle(&world)
                .and_then(|()| check_accepted(&world))
                .unwrap_or_else(|error| unreachable!("{zone} on {date} with {hours:?}: {error}"));
        }
    }
}
