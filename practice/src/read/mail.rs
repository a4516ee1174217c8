//! `[mail]`: when clients are reminded.

use super::hours;
use super::table::{Placed, Table};
use crate::availability::ClockRange;
use crate::catalogue::MailPolicy;

/// How long before the start a reminder may come: at most two weeks.
const REMINDER_HOURS: std::ops::RangeInclusive<i64> = 1..=336;
/// The most reminders of one booking.
const REMINDERS_MAX: usize = 2;
/// The reminders of a practice that names none: early enough to cancel, and on the day.
const REMINDER_HOURS_LEFT_OUT: [u16; REMINDERS_MAX] = [48, 3];
/// The quiet hours of a practice that names none.
const QUIET_HOURS_LEFT_OUT: &str = "21:00-08:00";

/// Reads it; what is left out is as for a practice without `[mail]`.
pub(super) fn mail(table: Table<'_>) -> MailPolicy {
    let left_out = mail_left_out();
    let policy = MailPolicy {
        reminder_hours: reminder_hours(&table).unwrap_or(left_out.reminder_hours),
        quiet_hours: quiet_hours(&table).unwrap_or(left_out.quiet_hours),
    };
    table.finish();
    policy
}

pub(super) fn mail_left_out() -> MailPolicy {
    MailPolicy {
        reminder_hours: REMINDER_HOURS_LEFT_OUT.to_vec(),
        quiet_hours: ClockRange::parse(QUIET_HOURS_LEFT_OUT).ok(),
    }
}

/// The hours, the earliest reminder first, each once.
fn reminder_hours(table: &Table<'_>) -> Option<Vec<u16>> {
    let mut hours: Vec<u16> = Vec::new();
    for Placed { value, bytes } in table.numbers("reminder_hours", REMINDER_HOURS)? {
        let Ok(value) = u16::try_from(value) else {
            continue;
        };
        if hours.contains(&value) {
            let help = "take one of them away";
            table.error(bytes, format!("`{value}` is here twice"), help);
        } else if hours.len() == REMINDERS_MAX {
            let help = "a client is reminded at most twice: take one away";
            table.error(bytes, format!("`{value}` is a third reminder"), help);
        } else {
            hours.push(value);
        }
    }
    hours.sort_unstable_by(|one, other| other.cmp(one));
    Some(hours)
}

/// The range, or none where the author wrote `""`.
fn quiet_hours(table: &Table<'_>) -> Option<Option<ClockRange>> {
    let text = table.placed_text("quiet_hours")?;
    if text.value.is_empty() {
        return Some(None);
    }
    let bytes = text.bytes.clone();
    let range = hours::range(table, text, "a range of quiet hours", hours::any_respelled)?;
    if range.is_empty() {
        let help = "write when they begin and end, such as `\"21:00-08:00\"`, or `\"\"` for none";
        table.error(bytes, format!("`{range}` is no time at all"), help);
    }
    Some(Some(range))
}
