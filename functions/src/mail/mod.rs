//! Mail: what is said ([`Letter`]), how it is put together ([`compose`]), the calendar's part of it
//! ([`calendar_file`], [`feed`]), and how it is sent ([`Sender`]).
//!
//! A letter holds plain facts: time, place and links, never a note, a phone or health data. The
//! theme draws it; who sends decides when.

mod calendar;
mod check;
mod compose;
mod letter;
mod line;
mod mailbox;
mod sender;
mod ses;
mod smtp;
#[cfg(test)]
mod tests;
mod view;

pub use calendar::{Attendee, Method, Organizer, calendar_file, feed};
pub use check::{problems, samples};
pub use compose::{Envelope, NotComposed, compose, own_address};
pub use letter::{Appointment, By, Letter, News, Session, Standing};
pub use mailbox::Mailbox;
pub use sender::{NotSent, Sender, Sent, Why};
