//! What is told of a start is true: it agrees with what is offered, and what stands in the way does.

use jiff::{SignedDuration, Timestamp};
use practice::availability::{
    Busy, Day, Hindrance, Interval, Obstacle, Obstacles, Refusal, days_touched, explain,
    explain_each, offered,
};
use proptest::prelude::*;

use crate::scenario::{World, world};

/// Every start that is ever offered, a second after each, and every eleventh minute of the window.
fn starts(world: &World) -> Vec<Timestamp> {
    let (catalogue, asked) = (&world.catalogue, world.asked());
    let long_ago = world.window.start - SignedDuration::from_hours(24 * 9);
    let ever = offered(catalogue, &asked, &Busy::default(), long_ago);
    let second = SignedDuration::from_secs(1);
    let grid = ever
        .iter()
        .flat_map(|slot| [slot.start, slot.start + second]);
    let minutes = (0..3 * 1440 / 11).map(|step| SignedDuration::from_mins(step * 11));
    let all = grid.chain(minutes.map(|past| world.window.start + past));
    // Where a date is left out, the window is shorter.
    all.filter(|start| world.window.contains(start)).collect()
}

/// What stands in the way has to be there, and to be in the way.
fn check_truthful(hindrance: &Hindrance, start: Timestamp) -> Result<(), TestCaseError> {
    let in_the_way = |obstacles: &[Obstacle], wanted: Interval| {
        let overlaps = |one: &Obstacle| one.blocked.overlaps(wanted);
        !obstacles.is_empty() && obstacles.iter().all(overlaps) && obstacles.is_sorted()
    };
    let is_true = match hindrance {
        Hindrance::Taken { wanted, obstacles } => in_the_way(obstacles, *wanted),
        Hindrance::NoRoom { wanted, rooms } => {
            let in_the_way = |(_, all): &(_, Vec<_>)| in_the_way(all, *wanted);
            !rooms.is_empty() && rooms.iter().all(in_the_way)
        }
        Hindrance::OffGrid { before, after } => {
            before.is_some_and(|before| before < start) && after.is_none_or(|after| start < after)
        }
        Hindrance::DoesNotFit { open, needed, .. } => {
            open.start() <= start && start < open.end() && !open.contains(*needed)
        }
        Hindrance::Closed { ranges, .. } => ranges
            .iter()
            .all(|range| start < range.opens || range.closes <= start),
        Hindrance::InThePast { earliest } | Hindrance::TooSoon { earliest, .. } => {
            start < *earliest
        }
        Hindrance::BeyondHorizon { .. } | Hindrance::DoesNotGiveService => true,
    };
    prop_assert!(is_true, "{start}: {hindrance:?}");
    Ok(())
}

fn check_agrees(world: &World, obstacles: &Obstacles) -> Result<(), TestCaseError> {
    let (catalogue, asked, now) = (&world.catalogue, world.asked(), world.now);
    let busy = Busy::from_days(&world.days(), now, &[]);
    let slots = offered(catalogue, &asked, &busy, now);
    for start in starts(world) {
        let explanation = explain_each(catalogue, &asked, start, obstacles, now);
        let slot = slots.iter().find(|slot| slot.start == start);
        prop_assert_eq!(explanation.is_offered(), slot.is_some(), "{}", start);
        let listed = slot.map_or(&[][..], |slot| &slot.therapists);
        prop_assert!(explanation.free().eq(listed), "{start}: {explanation:?}");
        let each = explanation.therapists.iter();
        let hindrances: Vec<_> = each.filter_map(|one| one.hindrance.as_ref()).collect();
        for hindrance in &hindrances {
            check_truthful(hindrance, start)?;
        }
        let nearest = hindrances.iter().map(|hindrance| hindrance.refusal()).max();
        let nobody = explanation.therapists.is_empty();
        let expected = nearest.or(nobody.then_some(Refusal::TherapistDoesNotGiveService));
        let expected = expected.filter(|_| slot.is_none());
        prop_assert_eq!(explain(catalogue, &asked, start, &busy, now), expected);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn somebody_is_told_to_be_free_exactly_when_the_start_is_offered_and_with_them(world in world()) {
        check_agrees(&world, &Obstacles::from_days(&world.days(), world.now, &[]))?;
    }

    #[test]
    fn the_days_read_for_a_question_hold_all_that_is_in_the_way(world in world()) {
        let asked = world.asked();
        let touched = days_touched(&world.catalogue, &asked, world.now);
        let all = world.days();
        let is_read = |day: &&Day| touched.contains(&(day.resource().clone(), day.date()));
        let read: Vec<_> = all.iter().filter(is_read).cloned().collect();
        let [of_all, of_read] = [all, read].map(|days| Obstacles::from_days(&days, world.now, &[]));
        for start in starts(&world) {
            let [of_all, of_read] = [&of_all, &of_read]
                .map(|obstacles| explain_each(&world.catalogue, &asked, start, obstacles, world.now));
            prop_assert_eq!(of_all, of_read);
        }
    }
}
