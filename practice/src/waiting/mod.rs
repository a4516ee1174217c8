//! The waiting list: what somebody waits for, and which freed time suits them.
//!
//! What has become free is what is offered now and was not while it was taken: both by the one
//! implementation of `availability`. Nothing here knows who waits; only what for.

mod awaited;
mod dates;
mod freed;
mod kept;
mod part;
#[cfg(test)]
mod tests;
mod typed_date;

pub use awaited::Awaited;
pub use dates::Dates;
pub use freed::best_slot;
pub use kept::kept_until;
pub use part::{Part, Parts};
pub use typed_date::{TypedDate, read_date};

pub(crate) use typed_date::NotADate;
