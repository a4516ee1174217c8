//! Placing an entry on a day, and removing it.

use jiff::Timestamp;

use super::day::Day;
use super::entry::Entry;

/// Why an entry cannot be placed: another is in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The entry in the way.
    pub id: String,
}

/// Places an entry on a day, if nothing that blocks at `now` is in its way (R8, R9). What is the
/// asker's `own`, by id, is in nobody's way and leaves the day: their hold, the booking they move
/// (A2); so does an earlier entry of the same id. Expired holds leave the day too. What staff have
/// forced stands over whatever is there (N1).
///
/// # Errors
/// [`Taken`], with the entry in the way.
pub fn place(day: &Day, entry: &Entry, now: Timestamp, own: &[&str]) -> Result<Day, Taken> {
    let own: Vec<&str> = own.iter().copied().chain([entry.id.as_str()]).collect();
    let mut blocking = day
        .entries()
        .iter()
        .filter(|other| other.blocks_at(now, &own));
    match blocking.find(|other| other.blocked().overlaps(entry.blocked())) {
        Some(other) if !entry.forced => Err(Taken {
            id: other.id.clone(),
        }),
        _ => Ok(day.changed(now, &own, Some(entry.clone()))),
    }
}

/// Removes the entry that bears this id, and nothing else (N6). None if there is none.
#[must_use]
pub fn remove(day: &Day, id: &str) -> Option<Day> {
    let others: Vec<_> = day
        .entries()
        .iter()
        .filter(|entry| entry.id != id)
        .cloned()
        .collect();
    (others.len() < day.entries().len()).then(|| day.with(others))
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::availability::{Buffers, Interval, Purpose, Resource};

    fn instant(time: &str) -> Timestamp {
        format!("2026-12-01T{time}Z").parse().expect("an instant")
    }

    fn entry(id: &str, from: &str, to: &str) -> Entry {
        Entry {
            id: id.into(),
            purpose: Purpose::Booking,
            time: Interval::new(instant(from)..instant(to)).expect("not empty"),
            buffers: Buffers {
                before: 5,
                after: 10,
            },
            forced: false,
        }
    }

    fn hold(id: &str, from: &str, to: &str, expires_at: &str) -> Entry {
        let purpose = Purpose::Hold {
            expires_at: instant(expires_at),
        };
        Entry {
            purpose,
            ..entry(id, from, to)
        }
    }

    fn day(entries: Vec<Entry>) -> Day {
        let resource = Resource::parse("therapist:maya").expect("a resource");
        Day::checked(resource, Date::constant(2026, 12, 1), entries, 7).expect("in order")
    }

    fn ids(day: &Day) -> Vec<&str> {
        day.entries()
            .iter()
            .map(|entry| entry.id.as_str())
            .collect()
    }

    /// Places at 09:00 with an own hold `mine`.
    #[track_caller]
    fn check(entries: Vec<Entry>, placed: &Entry, expected: Result<&[&str], &str>) {
        let result = place(&day(entries), placed, instant("09:00"), &["mine"]);
        let ids = result.as_ref().map(ids).map_err(|taken| taken.id.as_str());
        assert_eq!(ids, expected.map(<[_]>::to_vec));
        assert!(result.is_ok_and(|day| day.version() == 8) || expected.is_err());
    }

    #[test]
    fn an_entry_is_placed_in_order() {
        let entries = || vec![entry("a", "10:00", "11:00"), entry("b", "14:00", "15:00")];
        check(
            entries(),
            &entry("c", "12:00", "13:00"),
            Ok(&["a", "c", "b"]),
        );
        check(
            entries(),
            &entry("c", "08:00", "09:00"),
            Ok(&["c", "a", "b"]),
        );
        check(vec![], &entry("c", "08:00", "09:00"), Ok(&["c"]));
    }

    #[test]
    fn neighbours_buffers_add_up() {
        let entries = || vec![entry("a", "10:00", "11:00")];
        check(entries(), &entry("c", "11:14", "12:00"), Err("a"));
        check(entries(), &entry("c", "11:15", "12:00"), Ok(&["a", "c"]));
    }

    #[test]
    fn an_expired_hold_is_in_nobodys_way_and_leaves_the_day() {
        let entries = vec![hold("h", "10:00", "11:00", "09:00")];
        check(entries, &entry("c", "10:00", "11:00"), Ok(&["c"]));
        let entries = vec![hold("h", "10:00", "11:00", "09:01")];
        check(entries, &entry("c", "10:00", "11:00"), Err("h"));
    }

    #[test]
    fn the_own_hold_is_not_in_the_way_and_leaves_the_day() {
        let entries = vec![hold("mine", "10:00", "11:00", "09:10")];
        check(entries, &entry("c", "10:30", "11:30"), Ok(&["c"]));
    }

    #[test]
    fn a_booking_that_moves_is_not_in_its_own_way() {
        let entries = vec![entry("a", "10:00", "11:00"), entry("b", "14:00", "15:00")];
        check(entries, &entry("a", "10:30", "11:30"), Ok(&["a", "b"]));
    }

    #[test]
    fn what_is_forced_stands_over_what_is_there_and_nothing_else_does() {
        let entries = vec![entry("a", "10:00", "11:00")];
        let forced = Entry {
            forced: true,
            ..entry("c", "10:30", "11:30")
        };
        check(entries, &forced, Ok(&["a", "c"]));
        let entries = vec![forced];
        check(entries, &entry("d", "11:00", "12:00"), Err("c"));
    }

    #[test]
    fn only_the_entry_that_bears_the_id_is_removed() {
        let day = day(vec![
            entry("a", "10:00", "11:00"),
            hold("h", "12:00", "13:00", "00:00"),
        ]);
        let removed = remove(&day, "a").expect("an entry of that id");
        assert_eq!((ids(&removed), removed.version()), (vec!["h"], 8));
        assert_eq!(remove(&day, "b"), None);
    }
}
