//! The shapes of the JSON door.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use practice::Catalogue;
use practice::availability::{Asked, Slot, with_offset};
use practice::catalogue::Practice;
use serde::Serialize;

use crate::booking::when;
use crate::intake::form_address;
use crate::link::manage_address;
use crate::store::{Booking, Hold};

/// An offered start.
#[derive(Debug, Serialize)]
pub struct SlotJson {
    start: String,
    end: String,
    therapists: Vec<String>,
    /// In an hour that occurs twice, which of the two it is, as pages call it: `EDT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    abbreviation: Option<String>,
}

/// The answer of `GET /api/slots`.
#[derive(Serialize)]
pub struct SlotsJson<'a> {
    service: &'a str,
    minutes: u16,
    timezone: &'a str,
    slots: Vec<SlotJson>,
}

/// A booking, for the one who holds its link.
#[derive(Serialize)]
pub(in crate::booking) struct BookingJson<'a> {
    id: &'a str,
    token: &'a str,
    status: &'static str,
    service: &'a str,
    minutes: u16,
    start: String,
    end: String,
    therapist: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    room: Option<&'a str>,
    price: &'a str,
    currency: &'a str,
    links: Links,
    /// Until when its client has to confirm their address by the link in our mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    prove_by: Option<String>,
    /// The later bookings of a weekly series, in the answer that makes it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    series: Vec<BookingJson<'a>>,
}

/// A start that is kept for a client.
#[derive(Serialize)]
pub(in crate::booking) struct HoldJson {
    hold: String,
    expires_at: String,
}

#[derive(Serialize)]
struct Links {
    #[serde(rename = "self")]
    own: String,
    /// The form to fill in before one comes, while there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    intake: Option<String>,
    calendar: String,
}

impl<'a> SlotsJson<'a> {
    /// The slots of a question, their instants with the offset in force in a zone.
    #[must_use]
    pub fn of(asked: &Asked<'a>, slots: &[Slot], zone: &TimeZone, zone_name: &'a str) -> Self {
        Self {
            service: asked.service.id.as_str(),
            minutes: asked.minutes,
            timezone: zone_name,
            slots: slots.iter().map(|slot| SlotJson::of(slot, zone)).collect(),
        }
    }
}

impl SlotJson {
    /// A slot, its instants with the offset in force in a zone.
    #[must_use]
    pub fn of(slot: &Slot, zone: &TimeZone) -> Self {
        Self {
            start: with_offset(zone, slot.start),
            end: with_offset(zone, slot.end),
            therapists: slot.therapists.iter().map(ToString::to_string).collect(),
            abbreviation: when::which_of_two(slot.start, zone),
        }
    }
}

impl<'a> BookingJson<'a> {
    pub(in crate::booking) fn of(
        booking: &'a Booking,
        token: &'a str,
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Self {
        let practice = &catalogue.practice;
        let instant = |at: Timestamp| with_offset(&practice.timezone, at);
        Self {
            id: &booking.id,
            token,
            status: booking.status.as_str(),
            service: &booking.service,
            minutes: booking.minutes,
            start: instant(booking.start),
            end: instant(booking.end),
            therapist: &booking.therapist,
            room: booking.room.as_deref(),
            price: &booking.price,
            currency: &booking.currency,
            links: Links {
                own: manage_address(token),
                intake: form_address(booking, token, catalogue, now),
                calendar: calendar_address(token),
            },
            prove_by: booking
                .prove_by
                .filter(|_| booking.awaits_proof())
                .map(instant),
            series: Vec::new(),
        }
    }

    /// The same, with the later bookings of its series.
    pub(in crate::booking) fn with_later(
        mut self,
        later: &'a [(&'a Booking, String)],
        catalogue: &Catalogue,
        now: Timestamp,
    ) -> Self {
        let each = later.iter();
        self.series = each
            .map(|(booking, token)| Self::of(booking, token, catalogue, now))
            .collect();
        self
    }
}

impl HoldJson {
    /// A hold, by its client's copy.
    pub(in crate::booking) fn of(hold: &Hold, token: String, practice: &Practice) -> Self {
        Self {
            hold: token,
            expires_at: with_offset(&practice.timezone, hold.expires_at),
        }
    }
}

/// Where its calendar file is.
pub(in crate::booking) fn calendar_address(token: &str) -> String {
    format!("/api/bookings/{token}/calendar.ics")
}
