//! The table: bookings, days, audit and outbox in DynamoDB. Only this room knows its keys.
//!
//! A booking is its own commit record: its id is made from the idempotency key, so one conditional
//! put is both the booking and the proof that the key was used. That spares the rows that would
//! repeat it, and keeps a booking with a room within five items, ten write units.

mod agenda;
mod audit;
mod audited;
mod batch;
mod block;
mod book;
mod booking;
mod change;
mod client;
mod connect;
mod contact;
pub mod copy;
mod count;
mod days;
mod desk_booking;
mod due;
mod erase;
mod fault;
mod find;
mod hold;
mod intake;
mod keys;
mod ledger;
mod meter;
mod outbox;
mod record;
mod resend;
mod retention;
mod retry;
mod rows;
mod sealed;
mod staff;
mod table;
mod told;
mod transaction;
mod waiting;
mod wish;

use std::sync::Arc;

use aws_sdk_dynamodb::Client as Connection;

pub use crate::aws::Endpoint;
pub use audit::Actor;
pub use fault::StoreError;
pub use ledger::{End, Entry};
pub use meter::{Meter, Units};
pub use sealed::{NotOpened, Rewrapped};
pub use staff::StaffId;

pub(crate) use agenda::Agenda;
pub(crate) use audited::Audited;
pub(crate) use block::{Block, BlockAsked, NotBlocked, NotRemoved};
pub(crate) use book::NotBooked;
pub(crate) use booking::Booking;
pub(crate) use change::{Asker, Change, NotChanged, Shift};
pub(crate) use client::{Client, Listed};
pub(crate) use contact::{Asked, AskedList, Remembered};
pub(crate) use desk_booking::{DeskWish, NotBookedAtDesk};
pub(crate) use due::Settled;
pub(crate) use erase::{Erasure, Found, Plan};
pub(crate) use hold::{Hold, HoldWish, NotHeld};
pub(crate) use intake::{
    Draft, IntakeState, NotSaved, NotSent, Progress, Saving, Sending, Submission,
};
pub(crate) use outbox::{Before, News, Promise, Reader, Task, WaitingNews};
pub(crate) use record::{
    Acknowledged, Acknowledgement, Correction, Folder, NotMerged, NotWritten, Note, Record, Seen,
};
pub(crate) use resend::Row;
pub(crate) use retention::Rules;
pub(crate) use staff::{
    Account, Ending, KeptPasskey, Look, NotStaffed, Session, SignIn, SignInEntry, Staff,
    StaffChange, Touch,
};
pub(crate) use told::Told;
pub(crate) use waiting::{Joining, NotJoined, Place, Waiting, WaitingState};
pub(crate) use wish::{Appointment, Wish};

/// What the name of the table of keys has after the table's.
const KEYS_TABLE_SUFFIX: &str = "-keys";

/// The practice's table, and its table of keys. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    client: Connection,
    table: Arc<str>,
    /// Wrapped client keys stand in a table of their own, whose copies lapse sooner.
    keys_table: Arc<str>,
    meter: Meter,
}

impl Store {
    /// The table of this name, reached at this endpoint.
    #[must_use]
    pub fn new(endpoint: &Endpoint, table: &str) -> Self {
        Self {
            client: endpoint.client(),
            table: Arc::from(table),
            keys_table: Arc::from(format!("{table}{KEYS_TABLE_SUFFIX}")),
            meter: Meter::default(),
        }
    }

    /// What this table was charged through this store and its clones.
    #[must_use]
    pub fn meter(&self) -> &Meter {
        &self.meter
    }
}
