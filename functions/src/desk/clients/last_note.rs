//! The last note of those who come on a day: when it was written and where it is read, not what it
//! says. A day stands open on a screen and is loaded all day long: were notes opened for it, their
//! words would be in sight of whoever is in the room, and the audit's looks would say no more than
//! that somebody had the day before them. Who follows the link looks, and that is written down.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use site_gen::words;

use super::flags::sees_health_of;
use crate::answer::Failure;
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::store::Booking;

/// The last note of a client.
#[derive(Clone, Serialize)]
pub(crate) struct LastNoteView {
    /// `3 November 2026`
    at: String,
    /// Where it is read.
    address: String,
}

impl Desk {
    /// The last notes of these bookings' clients, by client, for whoever may read them.
    pub(crate) async fn last_notes_of(
        &self,
        signed_in: &SignedIn,
        bookings: &[Booking],
    ) -> Result<HashMap<String, LastNoteView>, Failure> {
        let theirs = bookings
            .iter()
            .filter(|booking| sees_health_of(signed_in, booking));
        let clients: BTreeSet<_> = theirs.map(|booking| booking.client.as_str()).collect();
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        let mut notes = HashMap::new();
        for client in clients {
            let Some(last) = self.app.store.last_note(client).await? else {
                continue;
            };
            let view = LastNoteView {
                at: words::date(when::local_date(last.at, practice)),
                address: format!("{}/notes/{}", super::address(client), last.note),
            };
            notes.insert(client.to_owned(), view);
        }
        Ok(notes)
    }
}
