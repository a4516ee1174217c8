//! What was opened: wiped when it is dropped, and never printed.

use std::fmt;
use std::ops::Deref;

use zeroize::Zeroizing;

/// The bytes of an opened value. Prints as `(private)`.
pub struct Opened(Zeroizing<Vec<u8>>);

impl Opened {
    /// The bytes without the padding that was sealed with them.
    pub(super) fn of_padded(mut padded: Zeroizing<Vec<u8>>) -> Option<Self> {
        let length = super::padding::plain_length(&padded)?;
        padded.truncate(length);
        Some(Self(padded))
    }

    /// The value as text, if it is that.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl Deref for Opened {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(private)")
    }
}
