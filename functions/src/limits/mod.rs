//! How much may be asked for: so often from one network, and so many bookings by one contact.
//!
//! The first keeps a program from filling the days, whatever names it makes up; the second keeps one
//! client from taking more than is theirs, from wherever they ask. Neither asks who somebody is.

mod contact;
mod network;

pub(crate) use network::{Admitted, Effort, Window};

/// Whether limits are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limits {
    Kept,
    /// For load tests.
    Lifted,
}
