//! The table: bookings, days, audit and outbox in DynamoDB. Only this room knows its keys.
//!
//! A booking is its own commit record: its id is made from the idempotency key, so one conditional
//! put is both the booking and the proof that the key was used. That spares the rows that would
//! repeat it, and keeps a booking with a room within five items, ten write units.

mod audit;
mod book;
mod booking;
mod change;
mod client;
mod contact;
mod count;
mod days;
mod due;
mod fault;
mod find;
mod hold;
mod keys;
mod ledger;
mod meter;
mod outbox;
mod retry;
mod rows;
mod staff;
mod table;
mod told;
mod transaction;
mod waiting;
mod wish;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;

pub use crate::aws::{Endpoint, EndpointError};
pub use fault::StoreError;
pub use ledger::{End, Entry};
pub use meter::{Meter, Units};

pub(crate) use audit::Actor;
pub(crate) use book::NotBooked;
pub(crate) use booking::Booking;
pub(crate) use change::{Change, NotChanged};
pub(crate) use contact::{Asked, AskedList, Remembered};
pub(crate) use due::{LEASE, Settled};
pub(crate) use hold::{Hold, HoldWish, NotHeld};
pub(crate) use outbox::{Before, News, Promise, Reader, Task, WaitingNews};
#[allow(
    unused_imports,
    reason = "`Look` is for the rooms that show health data"
)]
pub(crate) use staff::{
    Account, Ending, KeptPasskey, Look, NotStaffed, Session, SignIn, SignInEntry, Staff,
    StaffChange, StaffId, Touch,
};
pub(crate) use told::Told;
pub(crate) use waiting::{Joining, NotJoined, Place, Waiting, WaitingState};
pub(crate) use wish::{Appointment, Wish};

/// The practice's table. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: Arc<str>,
    meter: Meter,
}

impl Store {
    /// The table of this name, reached at this endpoint.
    #[must_use]
    pub fn new(endpoint: &Endpoint, table: &str) -> Self {
        Self {
            client: endpoint.client(),
            table: Arc::from(table),
            meter: Meter::default(),
        }
    }

    /// What this table was charged through this store and its clones.
    #[must_use]
    pub fn meter(&self) -> &Meter {
        &self.meter
    }
}
