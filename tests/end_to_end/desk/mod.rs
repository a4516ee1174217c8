//! The desk: who comes in, which doors open to them, and what is written down of it.

mod doors;
mod house;
mod records;
mod refused;
mod sessions;
mod signing_in;
mod staff;
