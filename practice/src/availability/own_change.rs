//! Until when a client may cancel or move alone (P1).

use jiff::Timestamp;

use super::instant::{before, minutes_long};
use crate::catalogue::BookingPolicy;

/// Whether at `now` a client may cancel or move a booking of this start without the practice: it
/// has not started, and the practice's window, in elapsed hours, lies between (P1). Staff are not
/// bound.
#[must_use]
pub fn client_may_change(start: Timestamp, policy: &BookingPolicy, now: Timestamp) -> bool {
    now < start && now <= client_may_change_until(start, policy)
}

/// The last instant at which they may; without a window, the start itself, which is just too late.
#[must_use]
pub fn client_may_change_until(start: Timestamp, policy: &BookingPolicy) -> Timestamp {
    let window = minutes_long(60 * i64::from(policy.cancel_window_hours));
    before(start, window)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cancel_window_hours: u32, start: &str, now: &str, expected: bool) {
        let policy = BookingPolicy {
            notice_minutes: 0,
            horizon_days: None,
            cancel_window_hours,
            approval: false,
            confirm_new_clients: false,
            hold_minutes: 10,
            buffers_within_hours: false,
        };
        let [start, now] = [start, now].map(|text| text.parse().expect("an instant"));
        assert_eq!(client_may_change(start, &policy, now), expected);
    }

    #[test]
    fn a_client_may_change_a_booking_until_exactly_the_window_before_it() {
        check(24, "2026-06-02T09:00Z", "2026-06-01T09:00:00Z", true);
        check(24, "2026-06-02T09:00Z", "2026-06-01T09:00:01Z", false);
    }

    #[test]
    fn the_window_is_elapsed_hours_on_the_day_the_clock_changes() {
        // 09:00 the day before is 23 elapsed hours away.
        check(
            24,
            "2026-03-08T09:00-04:00",
            "2026-03-07T09:00-05:00",
            false,
        );
        check(24, "2026-03-08T09:00-04:00", "2026-03-07T08:00-05:00", true);
    }

    #[test]
    fn without_a_window_a_client_may_change_a_booking_until_it_starts() {
        check(0, "2026-06-02T09:00Z", "2026-06-02T08:59:59Z", true);
        check(0, "2026-06-02T09:00Z", "2026-06-02T09:00:00Z", false);
    }
}
