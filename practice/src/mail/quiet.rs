//! Quiet hours: the part of each day, on the practice's wall clock, in which nobody is reminded.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::availability::{ClockRange, Hours, Interval};

/// Whether an instant lies in quiet hours; none: never.
///
/// # Examples
/// ```
/// use jiff::tz::TimeZone;
/// use practice::availability::ClockRange;
/// use practice::mail::is_quiet;
/// let quiet = ClockRange::parse("21:00-08:00").ok();
/// let at = |text: &str| text.parse().unwrap();
/// assert!(is_quiet(at("2026-12-01T23:30:00Z"), quiet, &TimeZone::UTC));
/// assert!(!is_quiet(at("2026-12-01T08:00:00Z"), quiet, &TimeZone::UTC));
/// ```
#[must_use]
pub fn is_quiet(at: Timestamp, quiet: Option<ClockRange>, zone: &TimeZone) -> bool {
    quiet_around(at, quiet, zone).is_some()
}

/// The quiet hours in which an instant lies, as instants: they begin on its local date, or on the
/// one before.
pub(crate) fn quiet_around(
    at: Timestamp,
    quiet: Option<ClockRange>,
    zone: &TimeZone,
) -> Option<Interval> {
    let daily = Hours {
        weekly: std::array::from_fn(|_| Vec::from_iter(quiet)),
        ..Hours::default()
    };
    let today = zone.to_datetime(at).date();
    let yesterday = today.yesterday().unwrap_or(today);
    let nights = daily.opening_ranges(zone, yesterday..=today).into_iter();
    nights
        .filter_map(|night| Interval::new(night.opens..night.closes))
        .find(|night| night.start() <= at && at < night.end())
}
