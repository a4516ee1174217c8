//! The table: bookings, days, audit and outbox in DynamoDB. Only this room knows its keys.
//!
//! A booking is its own commit record: its id is made from the idempotency key, so one conditional
//! put is both the booking and the proof that the key was used. That spares the rows that would
//! repeat it, and keeps a booking with a room within five items, ten write units.

mod book;
mod booking;
mod client;
mod days;
mod fault;
mod find;
mod keys;
mod outbox;
mod retry;
mod table;

use std::sync::Arc;

use aws_sdk_dynamodb::Client;

pub use crate::aws::{Endpoint, EndpointError};
pub use fault::StoreError;

pub(crate) use book::{NotBooked, Wish};
pub(crate) use booking::Booking;

/// The practice's table. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    client: Client,
    table: Arc<str>,
}

impl Store {
    /// The table of this name, reached at this endpoint.
    #[must_use]
    pub fn new(endpoint: &Endpoint, table: &str) -> Self {
        Self {
            client: endpoint.client(),
            table: Arc::from(table),
        }
    }
}
