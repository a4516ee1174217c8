//! Which freed time suits somebody who waits.

use jiff::Timestamp;

use super::awaited::Awaited;
use super::kept::kept_until;
use crate::Catalogue;
use crate::availability::{Busy, Interval, Slot, Standing, offered};

/// The slot that suits best of those that are offered now, and would not be were the freed time
/// still taken: the one that starts nearest to it, then the earlier.
///
/// What suits nobody in time is no slot (see [`kept_until`]). Who let a time lapse is not asked for
/// it again: `lapsed` are such times, and nothing is offered of what any of them overlaps.
#[must_use]
pub fn best_slot(
    catalogue: &Catalogue,
    awaited: &Awaited<'_>,
    (freed, lapsed): (&Standing, &[Interval]),
    busy: &Busy,
    now: Timestamp,
) -> Option<Slot> {
    let practice = &catalogue.practice;
    let has_lapsed = |time: Interval| lapsed.iter().any(|lapsed| lapsed.overlaps(time));
    if has_lapsed(freed.time) {
        return None;
    }
    let asked = awaited.asked(practice, freed)?;
    let before = offered(catalogue, &asked, &busy.and(freed), now);
    let is_new = |slot: &Slot| !before.iter().any(|old| old.start == slot.start);
    let suits = |slot: &Slot| {
        let time = Interval::new(slot.start..slot.end);
        awaited.suits(slot.start, practice)
            && kept_until(slot.start, practice, now).is_some()
            && !time.is_some_and(has_lapsed)
    };
    let slots = offered(catalogue, &asked, busy, now).into_iter();
    slots
        .filter(|slot| is_new(slot) && suits(slot))
        .min_by_key(|slot| slot.start.duration_since(freed.time.start()).abs())
}
