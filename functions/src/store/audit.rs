//! Who did what, when, to which booking or to whose place on the waiting list (N8); never about whom. Rows are put, and never changed.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use jiff::Timestamp;
use ulid::Ulid;

use super::booking::Booking;
use super::fault::judge;
use super::intake::IntakeState;
use super::keys::{self, Key};
use super::transaction::Item;
use super::waiting::Waiting;
use super::{Store, StoreError};

/// Who asks for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Whoever holds the booking's link.
    Client,
    /// Somebody of the practice.
    Staff,
    /// Knead itself: what was promised to happen by then.
    Time,
}

/// One change, told apart from every other: also how a change whose answer was lost is found again.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    pub(super) id: String,
    at: Timestamp,
    action: &'static str,
    actor: Actor,
}

impl Deed {
    pub(super) fn new(action: &'static str, actor: Actor, at: Timestamp) -> Self {
        let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or(0);
        let random = u128::from(fastrand::u64(..)) << 16 | u128::from(fastrand::u16(..));
        Self {
            id: Ulid::from_parts(milliseconds, random).to_string(),
            at,
            action,
            actor,
        }
    }

    /// The row that goes with the change it made.
    pub(super) fn row(&self, booking: &Booking) -> Item {
        self.row_of("booking", &booking.id, booking.version)
    }

    /// The same, of somebody on the waiting list.
    pub(super) fn row_of_waiting(&self, waiting: &Waiting) -> Item {
        self.row_of("waiting", &waiting.id, waiting.version)
    }

    /// The same, of the form of a booking.
    pub(super) fn row_of_intake(&self, state: &IntakeState) -> Item {
        self.row_of("intake", &state.booking, state.version)
    }

    fn row_of(&self, subject: &str, id: &str, version: u64) -> Item {
        let mut row = self.key().attributes();
        let text = |value: &str| AttributeValue::S(value.to_owned());
        row.extend([
            ("action".to_owned(), text(self.action)),
            ("actor".to_owned(), text(self.actor.as_str())),
            (subject.to_owned(), text(id)),
            ("version".to_owned(), AttributeValue::N(version.to_string())),
            ("at".to_owned(), text(&self.at.to_string())),
        ]);
        row
    }

    /// The same, of what is known by its client alone.
    pub(super) fn row_of_client(&self, client: &str) -> Item {
        let mut row = self.row_of("client", client, 0);
        row.remove("version");
        row
    }

    fn key(&self) -> Key {
        keys::audit(self.at, &self.id)
    }
}

impl Actor {
    fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Staff => "staff",
            Self::Time => "time",
        }
    }
}

impl Store {
    /// Whether a change was written, though its answer may have been lost.
    pub(super) async fn was_done(&self, deed: &Deed) -> Result<bool, StoreError> {
        let request = self
            .client
            .get_item()
            .table_name(&*self.table)
            .consistent_read(true)
            .set_key(Some(deed.key().attributes()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = request.send().await;
        let answer = answer.map_err(|error| judge("GetItem", &error))?;
        self.meter.read(answer.consumed_capacity());
        Ok(answer.item.is_some())
    }
}
