//! When a client is reminded, and when a reminder comes too late.
//!
//! What a mail says and how it is sent is for others to do: here is only what is true of its time.

mod quiet;
mod reminder;

pub use quiet::is_quiet;
pub(crate) use quiet::quiet_around;
pub use reminder::{reminder_due, reminder_of_use_until};
