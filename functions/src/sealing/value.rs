//! A sealed value, as it stands in the table.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How values are sealed now; the first byte of each, and bound into it.
pub(super) const VERSION: u8 = 1;

/// A sealed value: its version, then what only its key opens. Bytes in the table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(#[serde(with = "serde_bytes")] Vec<u8>);

impl Sealed {
    pub(super) fn of(sealed: &[u8]) -> Self {
        Self([&[VERSION], sealed].concat())
    }

    /// What is sealed, if it is of a version that we know.
    pub(super) fn content(&self) -> Option<&[u8]> {
        let (version, content) = self.0.split_first()?;
        (*version == VERSION).then_some(content)
    }

    /// The bytes as they stand in the table.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Sealed {
    /// Bytes as they stood in the table; whether they open is seen when they are opened.
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "({} sealed bytes)", self.0.len())
    }
}
