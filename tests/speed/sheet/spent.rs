//! What a step of somebody's took: calls of functions, units of the store, bytes, time.

use std::time::Duration;

use functions::store::Units;

/// What was spent so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Spent {
    /// Calls of a function.
    pub(super) calls: u32,
    pub(super) read: f64,
    pub(super) write: f64,
    /// Of the answers' bodies, before they are compressed.
    pub(super) bytes: usize,
    /// By the clock on the wall, store and all, on this machine.
    pub(super) time: Duration,
}

impl Spent {
    /// One more call.
    pub(super) fn add(&mut self, before: Units, after: Units, time: Duration, bytes: usize) {
        self.calls += 1;
        self.read += after.read - before.read;
        self.write += after.write - before.write;
        self.bytes += bytes;
        self.time += time;
    }
}
