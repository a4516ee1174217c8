//! Which times are offered, and whether one is accepted: one implementation for both.

mod hours;

pub use hours::{ClockRange, Hours};
