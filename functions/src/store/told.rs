//! What each reader was told last about a booking.

use jiff::Timestamp;
use practice::booking::Status;
use serde::{Deserialize, Serialize};

use super::booking::Booking;
use super::outbox::Reader;
use super::{Store, StoreError, keys};

/// What a reader was told last about a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    pub(crate) booking: String,
    /// Who gave it then; empty for a therapist who does not any more.
    #[serde(default)]
    pub(crate) therapist: String,
    pub(crate) version: u64,
    pub(crate) start: Timestamp,
    /// Whether they know that it takes place.
    pub(crate) confirmed: bool,
}

impl Told {
    /// A booking as it now is.
    pub(crate) fn of(booking: &Booking) -> Self {
        Self {
            booking: booking.id.clone(),
            therapist: booking.therapist.clone(),
            version: booking.version,
            start: booking.start,
            confirmed: booking.status == Status::Confirmed,
        }
    }

    /// What is left once its reader has nothing to do with it any more.
    pub(crate) fn forgotten(self) -> Self {
        Self {
            therapist: String::new(),
            ..self
        }
    }
}

impl Store {
    /// What a reader was told last about a booking; none if nothing was.
    pub(crate) async fn told(
        &self,
        booking: &str,
        reader: Reader,
    ) -> Result<Option<Told>, StoreError> {
        self.item(&keys::told(booking, reader.as_str())).await
    }
}
