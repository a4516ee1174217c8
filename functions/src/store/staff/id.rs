//! A staff member's id.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

/// What a staff member is known by, for life. The audit names it: it says nothing of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct StaffId(Ulid);

impl StaffId {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub(crate) fn random(now: Timestamp) -> Result<Self, getrandom::Error> {
        let mut random = [0; 16];
        getrandom::fill(&mut random)?;
        let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let random = u128::from_be_bytes(random);
        Ok(Self(Ulid::from_parts(milliseconds, random)))
    }

    /// Reads one as it is written.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let id = Ulid::from_string(text).ok()?;
        // There is one way to write an id, so that a key has one form.
        (id.to_string() == text).then_some(Self(id))
    }

    /// As a passkey's device keeps it.
    pub(crate) fn bytes(self) -> [u8; 16] {
        self.0.to_bytes()
    }

    pub(crate) fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Ulid::from_bytes(bytes))
    }
}

impl fmt::Display for StaffId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<StaffId> for String {
    fn from(id: StaffId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for StaffId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a staff member's id is a ULID")
    }
}
