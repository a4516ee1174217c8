//! An error of the TOML, as an author can act on it.

use std::ops::Range;

/// What is wrong with the TOML, where, and how to mend it.
pub(super) struct Explained {
    /// Where in the TOML, in bytes.
    pub(super) bytes: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether nothing after it can be relied on.
    pub(super) hides_the_rest: bool,
}

impl Explained {
    pub(super) fn new(
        bytes: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            bytes,
            message: message.into(),
            help: help.into(),
            hides_the_rest: false,
        }
    }

    pub(super) fn hiding_the_rest(mut self) -> Self {
        self.hides_the_rest = true;
        self
    }
}
