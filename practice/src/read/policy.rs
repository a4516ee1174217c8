//! `[booking]`: the rules of booking.

use super::table::Table;
use crate::catalogue::BookingPolicy;

/// The longest notice: thirty days.
const NOTICE_MINUTES_MAX: i64 = 30 * 24 * 60;
/// The farthest horizon: two years.
const HORIZON_DAYS_MAX: i64 = 730;
/// The longest cancel window: thirty days.
const CANCEL_WINDOW_HOURS_MAX: i64 = 30 * 24;
/// The longest hold: an hour.
const HOLD_MINUTES_MAX: i64 = 60;

/// Reads it; rules left out are those of a practice without `[booking]`.
pub(super) fn policy(table: Table<'_>) -> BookingPolicy {
    let left_out = policy_left_out();
    let number = |key, least, most| u32::try_from(table.number(key, least..=most)?).ok();
    let yes = |key, left_out| table.yes(key).unwrap_or(left_out);
    let policy = BookingPolicy {
        notice_minutes: number("notice_minutes", 0, NOTICE_MINUTES_MAX)
            .unwrap_or(left_out.notice_minutes),
        horizon_days: number("horizon_days", 0, HORIZON_DAYS_MAX),
        cancel_window_hours: number("cancel_window_hours", 0, CANCEL_WINDOW_HOURS_MAX)
            .unwrap_or(left_out.cancel_window_hours),
        approval: yes("approval", left_out.approval),
        confirm_new_clients: yes("confirm_new_clients", left_out.confirm_new_clients),
        hold_minutes: number("hold_minutes", 1, HOLD_MINUTES_MAX).unwrap_or(left_out.hold_minutes),
        buffers_within_hours: yes("buffers_within_hours", left_out.buffers_within_hours),
    };
    table.finish();
    policy
}

pub(super) fn policy_left_out() -> BookingPolicy {
    BookingPolicy {
        notice_minutes: 0,
        horizon_days: None,
        cancel_window_hours: 24,
        approval: false,
        confirm_new_clients: false,
        hold_minutes: 10,
        buffers_within_hours: false,
    }
}
