//! Who did what, when, to which booking, block, place on the waiting list, account or record (N8):
//! ids only. Rows are put, and never changed.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::Deserialize;
use ulid::Ulid;

use super::block::Block;
use super::booking::Booking;
use super::intake::IntakeState;
use super::keys::{self, Key};
use super::staff::StaffId;
use super::transaction::Item;
use super::waiting::Waiting;
use super::{Store, StoreError};

/// Who asks for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Actor {
    /// Whoever holds the booking's link.
    Client,
    /// Whoever holds the link in a therapist's copy of a request.
    StaffLink,
    /// A staff member, at the desk.
    Staff(StaffId),
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
    /// Whether something was passed over for it knowingly (N1).
    pub(super) forced: bool,
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
            forced: false,
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

    /// The same, of a block.
    pub(super) fn row_of_block(&self, block: &Block) -> Item {
        self.row_of("block", &block.id, block.version)
    }

    pub(super) fn row_of(&self, subject: &str, id: &str, version: u64) -> Item {
        let mut row = self.row_with(&[(subject, id)]);
        let version = AttributeValue::N(version.to_string());
        row.insert("version".to_owned(), version);
        row
    }

    /// The row of something that has no version: ids and words of ours, by their names.
    pub(super) fn row_with(&self, facts: &[(&str, &str)]) -> Item {
        let mut row = self.key().attributes();
        let text = |value: &str| AttributeValue::S(value.to_owned());
        row.extend([
            ("action".to_owned(), text(self.action)),
            ("actor".to_owned(), text(&self.actor.word())),
            ("at".to_owned(), text(&self.at.to_string())),
        ]);
        let facts = facts.iter();
        row.extend(facts.map(|(name, value)| ((*name).to_owned(), text(value))));
        if self.forced {
            row.insert("forced".to_owned(), AttributeValue::Bool(true));
        }
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
    /// Whether it is the practice that asks.
    pub(super) fn is_practice(self) -> bool {
        matches!(self, Self::StaffLink | Self::Staff(_))
    }

    /// One word for them, and a staff member's id.
    pub(super) fn word(self) -> String {
        match self {
            Self::Client => "client".to_owned(),
            Self::StaffLink => "staff".to_owned(),
            Self::Staff(id) => format!("staff:{id}"),
            Self::Time => "time".to_owned(),
        }
    }
}

impl TryFrom<String> for Actor {
    type Error = &'static str;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "client" => Ok(Self::Client),
            "staff" => Ok(Self::StaffLink),
            "time" => Ok(Self::Time),
            word => {
                let id = word.strip_prefix("staff:").ok_or("an actor of no kind")?;
                StaffId::try_from(id.to_owned()).map(Self::Staff)
            }
        }
    }
}

impl Store {
    /// Whether a change was written, though its answer may have been lost.
    pub(super) async fn was_done(&self, deed: &Deed) -> Result<bool, StoreError> {
        Ok(self.get(&deed.key()).await?.is_some())
    }
}
