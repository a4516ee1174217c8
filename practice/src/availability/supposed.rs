//! A booking as a "what if" file tells it (`knead slots --bookings`).

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::interval::{Buffers, Interval};
use super::obstacle::{Obstacle, ObstacleKind};
use crate::Id;
use crate::id::NotAnId;

/// One line of the file: `{"start", "end", "status", "therapist", "room", "buffer_before",
/// "buffer_after", "hold", "expires_at"}`. Only start and end must be there; a booking without a
/// status is confirmed, or, with `hold` or `expires_at`, a hold.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct SupposedBooking {
    /// With whom; none: it takes every therapist's time.
    pub therapist: Option<Id>,
    /// In which room; none: it takes no room.
    pub room: Option<Id>,
    time: Interval,
    buffers: Buffers,
    standing: Standing,
}

/// What a status means for others (R9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Firm,
    Hold { expires_at: Option<Timestamp> },
    Block,
    Gone,
}

/// Why a line is not a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotABooking {
    /// A status that no booking has.
    Status {
        /// As written.
        status: String,
    },
    /// It does not end after its start.
    Empty {
        /// As written.
        start: Timestamp,
    },
    /// A therapist or room that is not an id.
    Id {
        /// As written.
        text: String,
        /// What is wrong with it.
        why: NotAnId,
    },
}

impl SupposedBooking {
    /// How it is in the way at `now`; none if it blocks nobody (R8, R9).
    pub(super) fn obstacle_at(&self, now: Timestamp) -> Option<Obstacle> {
        let (kind, buffers) = match self.standing {
            Standing::Firm => (ObstacleKind::Booking, self.buffers),
            Standing::Hold { expires_at } if expires_at.is_none_or(|at| now < at) => {
                (ObstacleKind::Hold { expires_at }, self.buffers)
            }
            Standing::Block => (ObstacleKind::Block, Buffers::default()),
            Standing::Hold { .. } | Standing::Gone => return None,
        };
        Some(Obstacle {
            blocked: self.time.padded(buffers),
            time: self.time,
            kind,
        })
    }
}

impl fmt::Display for NotABooking {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status { status } => write!(
                formatter,
                "`{status}` is not a status; write pending, confirmed, completed, no-show, hold, \
                 block, cancelled, declined or expired"
            ),
            Self::Empty { start } => {
                write!(
                    formatter,
                    "the booking at {start} does not end after its start"
                )
            }
            Self::Id { text, why } => write!(formatter, "the name `{text}`: {why}"),
        }
    }
}

impl std::error::Error for NotABooking {}

/// The line as it is written.
#[derive(Deserialize)]
struct Written {
    start: Timestamp,
    end: Timestamp,
    status: Option<String>,
    therapist: Option<String>,
    room: Option<String>,
    buffer_before: Option<u16>,
    buffer_after: Option<u16>,
    hold: Option<Hold>,
    expires_at: Option<Timestamp>,
}

/// `true`, or the hold's id or whatever else tells of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Hold {
    Flag(bool),
    Told(IgnoredAny),
}

impl Written {
    fn standing(&self) -> Result<Standing, NotABooking> {
        let expires_at = self.expires_at;
        let held = match self.hold {
            Some(Hold::Flag(held)) => held,
            Some(Hold::Told(_)) => true,
            None => false,
        };
        match self.status.as_deref() {
            Some("block") => Ok(Standing::Block),
            Some("cancelled" | "declined" | "expired") => Ok(Standing::Gone),
            Some("hold") => Ok(Standing::Hold { expires_at }),
            None | Some("pending" | "confirmed" | "completed" | "no-show" | "no_show") => {
                let hold = held || expires_at.is_some();
                Ok(if hold {
                    Standing::Hold { expires_at }
                } else {
                    Standing::Firm
                })
            }
            Some(status) => Err(NotABooking::Status {
                status: status.to_owned(),
            }),
        }
    }
}

impl TryFrom<Written> for SupposedBooking {
    type Error = NotABooking;

    fn try_from(written: Written) -> Result<Self, NotABooking> {
        let standing = written.standing()?;
        let start = written.start;
        let buffers = Buffers {
            before: written.buffer_before.unwrap_or_default(),
            after: written.buffer_after.unwrap_or_default(),
        };
        Ok(Self {
            therapist: written.therapist.map(id).transpose()?,
            room: written.room.map(id).transpose()?,
            time: Interval::new(start..written.end).ok_or(NotABooking::Empty { start })?,
            buffers,
            standing,
        })
    }
}

fn id(text: String) -> Result<Id, NotABooking> {
    Id::parse(&text).map_err(|why| NotABooking::Id { text, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> Result<SupposedBooking, String> {
        let time = r#""start":"2026-12-01T10:00-05:00","end":"2026-12-01T11:00-05:00""#;
        serde_json::from_str(&format!("{{{time}{rest}}}")).map_err(|error| error.to_string())
    }

    /// What a booking with these further keys blocks at 09:00, by the clock of New York.
    #[track_caller]
    fn check(rest: &str, expected: Option<[&str; 2]>) {
        let instant = |time: &str| {
            format!("2026-12-01T{time}-05:00")
                .parse::<Timestamp>()
                .expect("an instant")
        };
        let obstacle = read(rest).expect("a booking").obstacle_at(instant("09:00"));
        let blocked = obstacle.map(|obstacle| obstacle.blocked);
        let expected = expected.and_then(|[from, to]| Interval::new(instant(from)..instant(to)));
        assert_eq!(blocked, expected, "{rest}");
    }

    #[test]
    fn pending_confirmed_completed_and_no_show_block_with_their_buffers() {
        for status in ["pending", "confirmed", "completed", "no-show", "no_show"] {
            let rest = format!(r#","status":"{status}","buffer_before":5,"buffer_after":15"#);
            check(&rest, Some(["09:55", "11:15"]));
        }
    }

    #[test]
    fn cancelled_declined_and_expired_do_not_block() {
        for status in ["cancelled", "declined", "expired"] {
            check(&format!(r#","status":"{status}""#), None);
        }
    }

    #[test]
    fn absent_or_null_buffers_are_nothing_and_an_absent_status_is_confirmed() {
        check("", Some(["10:00", "11:00"]));
        let nulls = r#","status":null,"buffer_before":null,"buffer_after":null,"hold":null"#;
        check(nulls, Some(["10:00", "11:00"]));
    }

    #[test]
    fn a_block_has_no_buffers() {
        check(
            r#","status":"block","buffer_after":15"#,
            Some(["10:00", "11:00"]),
        );
    }

    #[test]
    fn a_hold_blocks_until_it_expires_however_it_is_told() {
        let past = r#""expires_at":"2026-12-01T09:00-05:00""#;
        let future = r#""expires_at":"2026-12-01T09:00:01-05:00""#;
        for told in [
            r#""status":"hold""#,
            r#""status":"pending","hold":true"#,
            r#""status":"confirmed","hold":"01KB""#,
            r#""hold":"01KB""#,
            r#""status":"pending""#,
        ] {
            check(&format!(",{told},{past}"), None);
            check(
                &format!(r#",{told},{future},"buffer_after":15"#),
                Some(["10:00", "11:15"]),
            );
        }
        check(r#","status":"hold""#, Some(["10:00", "11:00"]));
    }

    #[test]
    fn a_line_may_name_a_therapist_and_a_room() {
        let booking = read(r#","therapist":"maya","room":"quiet""#).expect("a booking");
        assert_eq!(booking.therapist, Id::parse("maya").ok());
        assert_eq!(booking.room, Id::parse("quiet").ok());
        let booking = read(r#","therapist":null"#).expect("a booking");
        assert_eq!((booking.therapist, booking.room), (None, None));
    }

    #[track_caller]
    fn check_error(rest: &str, expected: &str) {
        let message = read(rest).expect_err("not a booking");
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn an_unknown_status_is_an_error_that_names_the_known_ones() {
        let expected = "`confirmd` is not a status; write pending, confirmed, completed, no-show, \
                        hold, block, cancelled, declined or expired";
        check_error(r#","status":"confirmd""#, expected);
    }

    #[test]
    fn a_name_that_is_none_is_an_error() {
        check_error(
            r#","therapist":"Maya L.""#,
            "the name `Maya L.`: a name has lower-case",
        );
    }

    #[test]
    fn a_booking_ends_after_its_start() {
        let line = r#"{"start":"2026-12-01T10:00Z","end":"2026-12-01T10:00Z"}"#;
        let error = serde_json::from_str::<SupposedBooking>(line).expect_err("not a booking");
        let expected = "the booking at 2026-12-01T10:00:00Z does not end after its start";
        assert!(error.to_string().starts_with(expected), "{error}");
    }
}
