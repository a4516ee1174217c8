//! Placing an entry and finding a time free are one decision.

use practice::availability::{Busy, Day, place};
use proptest::prelude::*;

use crate::scenario::world;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_entry_is_placed_exactly_when_its_blocked_time_is_free(world in world()) {
        let days = world.days();
        for claim in &world.claims {
            let mut entry = claim.entry.clone();
            entry.id = "new".to_owned();
            for day in days.iter().filter(|day| *day.resource() == claim.resource) {
                let busy = Busy::from_days(std::slice::from_ref(day), world.now, &[]);
                let free = !busy.blocked(day.resource()).overlaps(entry.blocked());
                let placed = place(day, &entry, world.now, &[]);
                prop_assert_eq!(placed.is_ok(), free);
                if let Ok(placed) = placed {
                    let again = Day::checked(
                        placed.resource().clone(),
                        placed.date(),
                        placed.entries().to_vec(),
                        placed.version(),
                    );
                    prop_assert_eq!(again, Ok(placed));
                }
            }
        }
    }
}
