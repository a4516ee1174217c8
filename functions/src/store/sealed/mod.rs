//! What is sealed, and the keys it is sealed to.

mod keys;
mod rewrap;

pub use keys::NotOpened;
pub use rewrap::Rewrapped;
