//! The functions' own binaries, driven as Lambda drives them.

mod addressed;
mod bodies;
mod booked;
mod deployed;
mod fronted;
mod kms;
mod logged;
mod refused;
mod runtime;
mod starting;

pub(crate) use runtime::{Function, Runtime, event};
