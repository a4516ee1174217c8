//! Offered starts as a table.

use jiff::tz::TimeZone;
use practice::Id;
use practice::availability::{Asked, Slot};

/// A line a day: `Tue 2026-12-01   09:00  09:30`, with the therapists of each start.
pub(super) fn table(asked: &Asked<'_>, slots: &[Slot], zone: &TimeZone) -> String {
    if slots.is_empty() {
        return "No times.".to_owned();
    }
    let several = asked.service.therapists.len() > 1 && asked.therapist.is_none();
    let local = |slot: &Slot| zone.to_datetime(slot.start);
    let days = slots.chunk_by(|one, other| local(one).date() == local(other).date());
    let lines = days.filter_map(|day| {
        let date = local(day.first()?).date();
        let times = day.iter().map(|slot| {
            let time = local(slot).strftime("%H:%M").to_string();
            let who: Vec<_> = slot.therapists.iter().map(Id::as_str).collect();
            if several {
                format!("{time} ({})", who.join(", "))
            } else {
                time
            }
        });
        Some(format!(
            "{}  {}",
            date.strftime("%a %F"),
            times.collect::<Vec<_>>().join("  ")
        ))
    });
    lines.collect::<Vec<_>>().join("\n")
}
