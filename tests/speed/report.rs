//! What is printed, and which bars were missed.

use std::fmt;
use std::time::Duration;

/// The bars that were missed so far.
#[derive(Default)]
pub(crate) struct Report {
    missed: Vec<String>,
}

impl Report {
    /// What a figure is held against; noted if it is missed.
    pub(crate) fn bar(&mut self, held: bool, bar: impl fmt::Display) -> String {
        if held {
            return format!("held: {bar}");
        }
        self.missed.push(bar.to_string());
        format!("MISSED: {bar}")
    }

    /// The bars that were missed.
    pub(crate) fn missed(&self) -> &[String] {
        &self.missed
    }
}

/// A duration in milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> String {
    format!("{:.3} ms", duration.as_secs_f64() * 1000.0)
}
