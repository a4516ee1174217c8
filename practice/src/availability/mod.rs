//! Which times are offered, and whether one is accepted: one implementation for both.
//!
//! Hours become opening ranges (`clock`, `hours`), what is booked becomes busy time (`entry`,
//! `day`, `supposed`, `busy`), and a question (`asked`) is answered from the two: every door lists
//! with [`offered`] and books with [`accept`], which asks [`offered`] for the one start. Whoever
//! asks why is told by [`explain`] in one word and by [`explain_each`] in full, with the `obstacles`.
//! Rules R1 to R13, M1 to M4, A1 and A2 are each named where they are kept.

mod accept;
mod alternatives;
mod asked;
mod busy;
mod clock;
mod day;
mod entry;
mod explanation;
mod hindered;
mod hindrance;
mod hours;
mod instant;
mod interval;
mod ledger;
mod obstacle;
mod obstacles;
mod own_change;
mod place;
mod reads;
mod refusal;
mod resource;
mod series;
mod slots;
mod staff;
mod standing;
mod supposed;
mod time_off;
mod touched;
mod window;
mod working;

pub use accept::{Placement, Wanted, accept};
pub use alternatives::{ALTERNATIVES, ALTERNATIVES_DAYS, alternatives, nearest};
pub use asked::Asked;
pub use busy::Busy;
pub use clock::{ClockRange, NotAClockRange};
pub use day::{CorruptDay, Day};
pub use entry::{CorruptEntry, Entry, Purpose};
pub use explanation::{Explanation, TherapistExplained, explain_each};
pub use hindrance::Hindrance;
pub use hours::{Hours, OpeningRange};
pub use instant::with_offset;
pub use interval::{Buffers, Interval, Union};
pub use obstacle::{Obstacle, ObstacleKind};
pub use obstacles::Obstacles;
pub use own_change::{client_may_change, client_may_change_until};
pub use place::{Taken, place, remove};
pub use reads::days_touched;
pub use refusal::{Refusal, Scarce, explain};
pub use resource::{NotAResource, Resource};
pub use series::{SERIES_WEEKS_MAX, accept_series, weekly};
pub use slots::{Slot, offered};
pub use staff::{Arranged, Force, InTheWay, StaffWish, arrange};
pub use standing::Standing;
pub use supposed::{NotABooking, SupposedBooking};
pub use time_off::{BLOCK_DAYS_MAX, BlockWish, NotABlock, Span, TimeOff, take_off};
pub use window::{NotAWindow, WINDOW_DAYS_MAX, bookable_near, window};

pub(crate) use instant::local_date;
pub(crate) use window::last_date;
