//! One line of a day item: busy time, why, and until when it counts.

use std::fmt;
use std::ops::RangeInclusive;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::interval::{Buffers, Interval};
use super::touched::local_dates;

/// Busy time of a therapist or a room. Stored small: a booking, as the usual purpose, is not named,
/// buffers of nothing and an absent expiry are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Entry {
    /// The booking, hold or block it belongs to; only entries of that id are ever removed (N6).
    pub id: String,
    /// What the time is for.
    pub purpose: Purpose,
    /// From when to when, without buffers.
    pub time: Interval,
    /// The buffers it was made with (R8).
    pub buffers: Buffers,
    /// Staff have knowingly placed it over something else: the only way in which two entries of a
    /// resource may overlap (N1).
    pub forced: bool,
}

/// What busy time is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A client's appointment, pending, confirmed, completed or no-show.
    Booking,
    /// A slot kept while a form is filled in.
    Hold {
        /// From this instant on it blocks nobody (N7).
        expires_at: Timestamp,
    },
    /// Time off, made at the desk; it has no buffers (R9).
    Block,
}

/// Why a stored entry cannot be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorruptEntry {
    /// It does not end after its start.
    Empty {
        /// The entry.
        id: String,
    },
    /// A hold without an expiry, or an expiry of something else.
    Expiry {
        /// The entry.
        id: String,
    },
}

impl Entry {
    /// What nothing else may overlap: `[start - buffer before, end + buffer after)`, of a block
    /// its time alone (R8, R9).
    #[must_use]
    pub fn blocked(&self) -> Interval {
        match self.purpose {
            Purpose::Block => self.time,
            Purpose::Booking | Purpose::Hold { .. } => self.time.padded(self.buffers),
        }
    }

    /// Every local date its blocked interval touches: the day items that list it (N9).
    #[must_use]
    pub fn dates(&self, zone: &TimeZone) -> RangeInclusive<Date> {
        local_dates(zone, self.blocked())
    }

    /// Whether it is in an asker's way (R9): an expired hold is in nobody's (N7), and neither is
    /// what is the asker's `own`, by id: their hold, the booking they move (A2).
    #[must_use]
    pub fn blocks_at(&self, now: Timestamp, own: &[&str]) -> bool {
        !self.is_expired(now) && !own.contains(&self.id.as_str())
    }

    fn is_expired(&self, now: Timestamp) -> bool {
        matches!(self.purpose, Purpose::Hold { expires_at } if expires_at <= now)
    }
}

impl fmt::Display for CorruptEntry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { id } => write!(formatter, "entry `{id}` does not end after its start"),
            Self::Expiry { id } => {
                write!(
                    formatter,
                    "entry `{id}`: a hold, and nothing else, has an expiry"
                )
            }
        }
    }
}

impl std::error::Error for CorruptEntry {}

/// The shape of an entry in the table.
#[derive(Serialize, Deserialize)]
struct Stored {
    id: String,
    #[serde(default, skip_serializing_if = "Kind::is_booking")]
    kind: Kind,
    start: Timestamp,
    end: Timestamp,
    #[serde(default, skip_serializing_if = "is_zero")]
    buffer_before: u16,
    #[serde(default, skip_serializing_if = "is_zero")]
    buffer_after: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "is_not")]
    forced: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    #[default]
    Booking,
    Hold,
    Block,
}

impl Kind {
    fn is_booking(&self) -> bool {
        *self == Self::Booking
    }
}

fn is_zero(minutes: &u16) -> bool {
    *minutes == 0
}

fn is_not(forced: &bool) -> bool {
    !forced
}

impl From<Entry> for Stored {
    fn from(entry: Entry) -> Self {
        let (kind, expires_at) = match entry.purpose {
            Purpose::Booking => (Kind::Booking, None),
            Purpose::Hold { expires_at } => (Kind::Hold, Some(expires_at)),
            Purpose::Block => (Kind::Block, None),
        };
        Self {
            id: entry.id,
            kind,
            start: entry.time.start(),
            end: entry.time.end(),
            buffer_before: entry.buffers.before,
            buffer_after: entry.buffers.after,
            expires_at,
            forced: entry.forced,
        }
    }
}

impl TryFrom<Stored> for Entry {
    type Error = CorruptEntry;

    fn try_from(stored: Stored) -> Result<Self, CorruptEntry> {
        let purpose = match (stored.kind, stored.expires_at) {
            (Kind::Booking, None) => Purpose::Booking,
            (Kind::Hold, Some(expires_at)) => Purpose::Hold { expires_at },
            (Kind::Block, None) => Purpose::Block,
            _ => return Err(CorruptEntry::Expiry { id: stored.id }),
        };
        let Some(time) = Interval::new(stored.start..stored.end) else {
            return Err(CorruptEntry::Empty { id: stored.id });
        };
        let buffers = Buffers {
            before: stored.buffer_before,
            after: stored.buffer_after,
        };
        Ok(Self {
            id: stored.id,
            purpose,
            time,
            buffers,
            forced: stored.forced,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn entry(purpose: Purpose) -> Entry {
        let time = instant("2026-12-01T14:00Z")..instant("2026-12-01T15:00Z");
        Entry {
            id: "01KB".into(),
            purpose,
            time: Interval::new(time).expect("not empty"),
            buffers: Buffers {
                before: 0,
                after: 15,
            },
            forced: false,
        }
    }

    fn hold() -> Entry {
        entry(Purpose::Hold {
            expires_at: instant("2026-12-01T10:00Z"),
        })
    }

    #[test]
    fn an_entry_is_stored_small_and_read_as_it_was() {
        let booking = r#"{"id":"01KB","start":"2026-12-01T14:00:00Z","end":"2026-12-01T15:00:00Z","buffer_after":15}"#;
        assert_eq!(
            serde_json::to_string(&entry(Purpose::Booking)).expect("JSON"),
            booking
        );
        let forced = Entry {
            forced: true,
            ..entry(Purpose::Booking)
        };
        for entry in [
            entry(Purpose::Booking),
            entry(Purpose::Block),
            hold(),
            forced,
        ] {
            let stored = serde_json::to_string(&entry).expect("JSON");
            assert_eq!(
                serde_json::from_str::<Entry>(&stored).expect("the same entry"),
                entry
            );
        }
    }

    #[track_caller]
    fn check_corrupt(stored: &str, expected: &str) {
        let error = serde_json::from_str::<Entry>(stored).expect_err("a corrupt entry");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn an_entry_that_does_not_end_after_its_start_is_an_error_when_read() {
        let stored = r#"{"id":"a","start":"2026-12-01T15:00Z","end":"2026-12-01T14:00Z"}"#;
        check_corrupt(stored, "entry `a` does not end after its start");
    }

    #[test]
    fn a_hold_and_nothing_else_has_an_expiry() {
        let expected = "entry `a`: a hold, and nothing else, has an expiry";
        let time = r#""start":"2026-12-01T14:00Z","end":"2026-12-01T15:00Z""#;
        check_corrupt(&format!(r#"{{"id":"a","kind":"hold",{time}}}"#), expected);
        check_corrupt(
            &format!(r#"{{"id":"a",{time},"expires_at":"2026-12-01T14:00Z"}}"#),
            expected,
        );
    }

    #[test]
    fn a_booking_occupies_its_buffers_too_and_a_block_its_time_alone() {
        assert_eq!(
            entry(Purpose::Booking).blocked().end(),
            instant("2026-12-01T15:15Z")
        );
        assert_eq!(hold().blocked().end(), instant("2026-12-01T15:15Z"));
        assert_eq!(
            entry(Purpose::Block).blocked().end(),
            instant("2026-12-01T15:00Z")
        );
    }

    #[test]
    fn a_hold_blocks_until_the_instant_it_expires() {
        assert!(hold().blocks_at(instant("2026-12-01T09:59:59Z"), &[]));
        assert!(!hold().blocks_at(instant("2026-12-01T10:00:00Z"), &[]));
    }

    #[test]
    fn what_is_the_askers_own_does_not_block_them() {
        let now = instant("2026-12-01T09:00Z");
        assert!(!hold().blocks_at(now, &["other", "01KB"]));
        assert!(hold().blocks_at(now, &["other"]));
    }

    #[test]
    fn an_entry_whose_buffer_runs_over_midnight_is_listed_on_both_dates() {
        let mut entry = entry(Purpose::Booking);
        let dates = |entry: &Entry| entry.dates(&TimeZone::fixed(jiff::tz::offset(9)));
        let [first, second] =
            ["2026-12-01", "2026-12-02"].map(|date| date.parse().expect("a date"));
        assert_eq!(dates(&entry), first..=second);
        entry.buffers.after = 0;
        assert_eq!(dates(&entry), first..=first);
    }
}
