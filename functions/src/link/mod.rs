//! Links: what a token is known by, and where it leads.

mod address;
mod known;

pub(crate) use address::{
    decide_address, feed_address, intake_address, manage_address, prove_address, waiting_address,
};
pub(crate) use known::{booking_of, known_by};
