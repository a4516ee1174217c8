//! Instants in words, for one who is thinking of a certain date.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use practice::availability::{Interval, OpeningRange};

/// A clock on the wall, and the date that goes without saying.
pub(super) struct Clock<'a> {
    zone: &'a TimeZone,
    date: Date,
}

impl<'a> Clock<'a> {
    /// A clock in a zone, for one who is thinking of the date of an instant.
    pub(super) fn of(zone: &'a TimeZone, instant: Timestamp) -> Self {
        Self {
            zone,
            date: zone.to_datetime(instant).date(),
        }
    }

    /// `Tue 2026-12-01 10:00`, with seconds where there are any.
    pub(super) fn in_full(&self, instant: Timestamp) -> String {
        let local = self.zone.to_datetime(instant);
        let seconds = match (local.second(), local.subsec_nanosecond()) {
            (0, 0) => "",
            _ => ":%S%.f",
        };
        let time = local.strftime(&format!("%H:%M{seconds}")).to_string();
        format!(
            "{} {time}{}",
            written(local.date()),
            self.offset(local, instant)
        )
    }

    /// `10:00`, or `Wed 2026-12-02 10:00`.
    pub(super) fn time(&self, instant: Timestamp) -> String {
        let local = self.zone.to_datetime(instant);
        let time = local.strftime("%H:%M").to_string() + &self.offset(local, instant);
        match local.date() == self.date {
            true => time,
            false => format!("{} {time}", written(local.date())),
        }
    }

    /// The same, of the first whole minute from an instant on.
    pub(super) fn time_from(&self, instant: Timestamp) -> String {
        let up = TimestampRound::new()
            .smallest(Unit::Minute)
            .mode(RoundMode::Ceil);
        self.time(instant.round(up).unwrap_or(instant))
    }

    /// The same, where something ends: midnight is the end of its date.
    pub(super) fn end(&self, instant: Timestamp) -> String {
        let local = self.zone.to_datetime(instant);
        let is_next = self.date.tomorrow().is_ok_and(|next| next == local.date());
        match is_next && local.time() == Time::midnight() {
            true => "24:00".to_owned(),
            false => self.time(instant),
        }
    }

    /// `09:00-12:00`.
    pub(super) fn span(&self, interval: Interval) -> String {
        self.between(interval.start(), interval.end())
    }

    /// `09:00-12:00`.
    pub(super) fn range(&self, range: &OpeningRange) -> String {
        self.between(range.opens, range.closes)
    }

    fn between(&self, start: Timestamp, end: Timestamp) -> String {
        let from_start = Self::of(self.zone, start);
        let (start, end) = (self.time(start), from_start.end(end));
        match end.contains(' ') {
            true => format!("{start} to {end}"),
            false => format!("{start}-{end}"),
        }
    }

    /// ` (-05:00)` where the clock shows a time twice.
    fn offset(&self, local: DateTime, instant: Timestamp) -> String {
        match self.zone.to_ambiguous_timestamp(local).is_ambiguous() {
            true => format!(
                " ({})",
                instant.to_zoned_datetime(self.zone.clone()).strftime("%:z")
            ),
            false => String::new(),
        }
    }
}

/// `Tue 2026-12-01`.
pub(super) fn written(date: Date) -> String {
    date.strftime("%a %F").to_string()
}
