//! The private half of a client's key, as it is kept: sealed to the practice's key.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::KeyId;
use super::value::Sealed;

/// A client's private half, sealed to a practice key. Destroyed, the client's record is lost.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrappedClientKey {
    /// The practice key that opens it.
    pub(super) practice_key: KeyId,
    /// The private half.
    pub(super) wrapped: Sealed,
}

impl WrappedClientKey {
    /// The practice key that opens it.
    #[must_use]
    pub fn practice_key(&self) -> &KeyId {
        &self.practice_key
    }
}

impl fmt::Debug for WrappedClientKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "WrappedClientKey(to {})", self.practice_key)
    }
}
