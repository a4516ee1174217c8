//! Until when a new client confirms that they read mail at the address they gave.

use jiff::{SignedDuration, Timestamp};

/// How long a new client's time is kept while they look for our mail.
const PROVE_WITHIN: SignedDuration = SignedDuration::from_mins(60);

/// Until when a booking made at `made_at` has to be confirmed: an hour, but never past its start.
#[must_use]
pub fn prove_by(made_at: Timestamp, start: Timestamp) -> Timestamp {
    let in_an_hour = made_at.checked_add(PROVE_WITHIN);
    in_an_hour.map_or(start, |by| by.min(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: &str, expected: &str) {
        let [start, expected] = [start, expected].map(|text| text.parse().expect("an instant"));
        let made_at = "2026-06-01T09:00:00Z".parse().expect("an instant");
        assert_eq!(prove_by(made_at, start), expected);
    }

    #[test]
    fn a_new_client_has_an_hour() {
        check("2026-06-02T09:00Z", "2026-06-01T10:00Z");
        check("2026-06-01T10:00:01Z", "2026-06-01T10:00Z");
    }

    #[test]
    fn but_never_longer_than_until_the_start() {
        check("2026-06-01T10:00Z", "2026-06-01T10:00Z");
        check("2026-06-01T09:20Z", "2026-06-01T09:20Z");
    }

    #[test]
    fn at_the_end_of_the_calendar_there_is_the_start() {
        let start = Timestamp::MAX;
        assert_eq!(prove_by(Timestamp::MAX, start), start);
    }
}
