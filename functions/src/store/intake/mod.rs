//! Intake: how far a booking's form is, what its client has saved of it, and what they have sent.
//!
//! What is saved is sealed under the link's token, what is sent to the client's key: nothing here
//! opens either.

mod draft;
mod read;
mod save;
mod send;
mod state;
mod submission;

pub(crate) use draft::Draft;
pub(super) use read::Led;
pub(crate) use save::{NotSaved, Saving};
pub(crate) use send::{NotSent, Sending};
pub(crate) use state::{IntakeState, Progress};
pub(crate) use submission::Submission;
