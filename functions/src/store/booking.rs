//! A booking as the table keeps it.

use std::fmt;

use jiff::Timestamp;
use practice::availability::{Buffers, Standing};
use practice::booking::Status;
use serde::{Deserialize, Serialize};

/// A client's appointment. It prints as its id: it holds a name, an address and a note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Booking {
    pub(crate) id: String,
    pub(crate) status: Status,
    /// Raised by one at each change (N5).
    pub(crate) version: u64,
    pub(crate) service: String,
    pub(crate) minutes: u16,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
    /// The buffers it was made with, which it keeps (R8).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) buffer_before: u16,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) buffer_after: u16,
    pub(crate) therapist: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) room: Option<String>,
    /// With two decimals.
    pub(crate) price: String,
    pub(crate) currency: String,
    pub(crate) name: String,
    /// Empty where the desk booked for somebody who reads no mail: nobody writes to them.
    pub(crate) email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// Of the request that made it: the same key with another request is refused.
    pub(crate) fingerprint: String,
    pub(crate) made_at: Timestamp,
    /// Its client has not shown yet that they read mail at the address they gave, and has until then
    /// to do so; while it is pending. It stays where that never happened: nobody is to be written to
    /// there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) prove_by: Option<Timestamp>,
    /// Of a weekly series: the ids of all its bookings are made from its first one's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) series: Option<Series>,
    /// Staff have knowingly placed it over something else (N1).
    #[serde(default, skip_serializing_if = "is_not")]
    pub(crate) forced: bool,
    /// It was the practice that cancelled it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub(crate) called_off: bool,
    /// The last change it went through, by the id of its audit row.
    pub(crate) change: String,
    /// Whose it is: the id under which its client is filed.
    pub(crate) client: String,
    /// What its link's token is known by, to whoever cannot make one.
    pub(crate) link: String,
}

/// Which of a weekly series' bookings it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Series {
    /// The id of the first.
    pub(crate) first: String,
    /// How many weeks after the first it was made for.
    pub(crate) week: u8,
    /// How many there are.
    pub(crate) weeks: u8,
}

fn is_zero(minutes: &u16) -> bool {
    *minutes == 0
}

fn is_not(marked: &bool) -> bool {
    !marked
}

/// A booking in a message: never of whom.
impl fmt::Debug for Booking {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "booking {} at version {}", self.id, self.version)
    }
}

impl Booking {
    /// Whether it still takes its time.
    pub(crate) fn is_active(&self) -> bool {
        !matches!(self.status, Status::Cancelled | Status::Declined)
    }

    /// Whether it waits for its client to confirm their address.
    pub(crate) fn awaits_proof(&self) -> bool {
        self.status == Status::Pending && self.prove_by.is_some()
    }

    /// When it went through its last change, which its id says.
    pub(crate) fn changed_at(&self) -> Timestamp {
        let change = ulid::Ulid::from_string(&self.change).ok();
        let at = change.and_then(|id| i64::try_from(id.timestamp_ms()).ok());
        let at = at.and_then(|at| Timestamp::from_millisecond(at).ok());
        at.unwrap_or(self.made_at)
    }

    /// Where it stands; none if no change here could have put it so.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let buffers = Buffers {
            before: self.buffer_before,
            after: self.buffer_after,
        };
        let (room, time) = (self.room.as_deref(), self.start..self.end);
        Standing::parse(&self.therapist, room, time, buffers)
    }

    /// Puts it where it now stands, over nothing else.
    pub(super) fn stand(&mut self, standing: &Standing) {
        self.start = standing.time.start();
        self.end = standing.time.end();
        self.buffer_before = standing.buffers.before;
        self.buffer_after = standing.buffers.after;
        self.therapist = standing.therapist.to_string();
        self.room = standing.room.as_ref().map(ToString::to_string);
        self.forced = false;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use aws_sdk_dynamodb::types::AttributeValue;
    use practice::booking::Status;

    use super::{Booking, Series};

    #[test]
    fn a_booking_is_read_as_it_was_written_and_fits_one_write_unit_pair() {
        let at = |text: &str| text.parse().expect("an instant");
        let booking = Booking {
            id: "01J00000000000000000000000".to_owned(),
            status: Status::NoShow,
            version: 3,
            service: "deep-tissue".to_owned(),
            minutes: 60,
            start: at("2026-12-01T15:00:00Z"),
            end: at("2026-12-01T16:00:00Z"),
            buffer_before: 0,
            buffer_after: 15,
            therapist: "maya".to_owned(),
            room: Some("quiet".to_owned()),
            price: "95.00".to_owned(),
            currency: "USD".to_owned(),
            name: "O'Brien-Łukasz 山田".to_owned(),
            email: "a@example.com".to_owned(),
            phone: None,
            note: Some("one\ntwo".to_owned()),
            fingerprint: "f".repeat(32),
            made_at: at("2026-11-23T12:00:00.5Z"),
            prove_by: Some(at("2026-11-23T13:00:00.5Z")),
            series: Some(Series {
                first: "01J00000000000000000000000".to_owned(),
                week: 0,
                weeks: 12,
            }),
            forced: true,
            called_off: true,
            change: "01J00000000000000000000000".to_owned(),
            client: "01J00000000000000000000000".to_owned(),
            link: "A".repeat(22),
        };
        let item: HashMap<String, AttributeValue> =
            serde_dynamo::to_item(&booking).expect("an item");
        let bytes: usize = item
            .iter()
            .map(|(name, value)| name.len() + value.as_s().map_or(8, String::len))
            .sum();
        assert!(bytes < 1024, "{bytes} bytes would cost another write unit");
        let read: Booking = serde_dynamo::from_item(item).expect("a booking");
        assert!(read == booking);
    }
}
