//! A weekly series: the same time of day, week after week; all of it or nothing.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::accept::{Placement, Wanted, accept};
use super::day::Day;
use super::refusal::Refusal;
use crate::{Catalogue, Id};

/// The most appointments of one series.
pub const SERIES_WEEKS_MAX: u8 = 12;

/// The starts of a series, on the practice's clock: a week apart by the calendar, so that nine
/// o'clock stays nine o'clock when the clock changes (R2). Starts past the calendar's end are left
/// out.
#[must_use]
pub fn weekly(zone: &TimeZone, start: Timestamp, weeks: u8) -> Vec<Timestamp> {
    let first = zone.to_datetime(start);
    let later = (1..i64::from(weeks.max(1))).filter_map(|week| {
        zone.to_timestamp(first.checked_add(week.weeks()).ok()?)
            .ok()
    });
    std::iter::once(start).chain(later).collect()
}

/// Accepts every appointment of a series, or none. Where nobody is preferred, one therapist gives
/// them all if there is one who can; else each date is with whoever is free.
///
/// # Errors
/// Which of them are refused, by their index, and why.
pub fn accept_series(
    catalogue: &Catalogue,
    wanted: &[Wanted<'_>],
    days: &[Day],
    now: Timestamp,
) -> Result<Vec<Placement>, Vec<(usize, Refusal)>> {
    let whoever = accept_each(catalogue, wanted, days, now, None);
    let Some(first) = wanted.first().filter(|_| wanted.len() > 1) else {
        return whoever;
    };
    if first.therapist.is_some() {
        return whoever;
    }
    let chosen = whoever.as_ref().ok().and_then(|placed| placed.first());
    let chosen = chosen.map(|placement| placement.standing.therapist.clone());
    let ids = chosen.iter().chain(&first.service.therapists);
    let mut with_one =
        ids.filter_map(|id| accept_each(catalogue, wanted, days, now, Some(id)).ok());
    with_one.next().map_or(whoever, Ok)
}

/// One after the other, each on the days as the ones before have left them. A day that several
/// change is among the days of the last of them alone, one version later than it was read.
fn accept_each(
    catalogue: &Catalogue,
    wanted: &[Wanted<'_>],
    days: &[Day],
    now: Timestamp,
    with: Option<&Id>,
) -> Result<Vec<Placement>, Vec<(usize, Refusal)>> {
    let (mut placed, mut refused): (Vec<Placement>, _) = (Vec::new(), Vec::new());
    let mut days = days.to_vec();
    for (index, wanted) in wanted.iter().enumerate() {
        let wanted = Wanted {
            therapist: with.or(wanted.therapist),
            ..wanted.clone()
        };
        match accept(catalogue, &wanted, &days, now) {
            Ok(placement) => {
                for changed in &placement.days {
                    days.retain(|day| !day.is_same(changed));
                    days.push(changed.not_yet_written());
                    let earlier = placed.iter_mut();
                    earlier.for_each(|earlier| earlier.days.retain(|day| !day.is_same(changed)));
                }
                placed.push(placement);
            }
            Err(refusal) => refused.push((index, refusal)),
        }
    }
    if refused.is_empty() {
        Ok(placed)
    } else {
        Err(refused)
    }
}
