//! The public half of the practice's key: clients' keys are sealed to it, and it opens nothing.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::KeyId;
use super::hybrid::{Public, public_bytes, public_from};

/// The public half of the practice's key, with its id: all that the intake function has.
#[derive(Clone, PartialEq, Eq)]
pub struct PracticePublic {
    pub(super) id: KeyId,
    pub(super) public: Public,
}

impl PracticePublic {
    pub(super) fn of(public: Public) -> Self {
        Self {
            id: KeyId::of(&public),
            public,
        }
    }

    /// Reads a public half as it is printed: 43 characters of URL-safe base64.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).ok()?;
        public_from(&bytes).map(Self::of)
    }

    /// The key's id.
    #[must_use]
    pub fn id(&self) -> &KeyId {
        &self.id
    }
}

impl fmt::Display for PracticePublic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&URL_SAFE_NO_PAD.encode(public_bytes(&self.public)))
    }
}

impl fmt::Debug for PracticePublic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PracticePublic({})", self.id)
    }
}
