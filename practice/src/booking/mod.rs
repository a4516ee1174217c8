//! What a booking is, and what a client says to get one.

mod contact;
mod status;
mod text;

pub use contact::{Contact, Email, FieldError, FullName, Note, Phone};
pub use status::Status;
