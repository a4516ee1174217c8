//! What is true of a massage practice: its catalogue, hours, slots, forms and booking rules.
//!
//! Pure: nothing here reads a file, a clock, the environment or a random number. `now` and new
//! ids are handed in; content comes as `(path, text)` pairs; time zones are bundled.

pub mod availability;
pub mod booking;
pub mod catalogue;
pub mod diagnostic;
pub mod form;
pub mod id;
pub mod mail;
pub mod money;
pub mod read;
pub mod record;
pub mod retention;
pub mod waiting;

pub use catalogue::Catalogue;
pub use diagnostic::{Diagnostic, Severity};
pub use id::Id;
pub use money::{Currency, Money};
