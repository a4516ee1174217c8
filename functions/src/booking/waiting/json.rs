//! The shape of one who waits.

use practice::availability::with_offset;
use practice::catalogue::Practice;
use serde::Serialize;

use crate::link::waiting_address;
use crate::store::{Hold, Waiting};

/// Somebody on the waiting list, for the one who holds their link.
#[derive(Serialize)]
pub(super) struct WaitingJson<'a> {
    token: &'a str,
    /// `waiting`, `offered`, `booked`, `left` or `over`.
    status: &'static str,
    service: &'a str,
    minutes: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    therapist: Option<&'a str>,
    from: String,
    to: String,
    parts: &'a str,
    /// What is kept for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    offered: Option<OfferedJson<'a>>,
    links: Links,
}

#[derive(Serialize)]
struct OfferedJson<'a> {
    start: String,
    end: String,
    therapist: &'a str,
    /// What to book it with.
    hold: String,
    expires_at: String,
}

#[derive(Serialize)]
struct Links {
    #[serde(rename = "self")]
    own: String,
    leave: String,
}

impl<'a> WaitingJson<'a> {
    /// Somebody as they stand; what is kept for them, with its client's copy.
    pub(super) fn of(
        waiting: &'a Waiting,
        token: &'a str,
        status: &'static str,
        kept: Option<(&'a Hold, String)>,
        practice: &Practice,
    ) -> Self {
        let instant = |at| with_offset(&practice.timezone, at);
        Self {
            token,
            status,
            service: &waiting.service,
            minutes: waiting.minutes,
            therapist: waiting.therapist.as_deref(),
            from: waiting.from.to_string(),
            to: waiting.to.to_string(),
            parts: &waiting.parts,
            offered: kept.map(|(kept, hold)| OfferedJson {
                start: instant(kept.start),
                end: instant(kept.end),
                therapist: &kept.therapist,
                hold,
                expires_at: instant(kept.expires_at),
            }),
            links: Links {
                own: waiting_address(token),
                leave: format!("/api/waiting/{token}/leave"),
            },
        }
    }
}
