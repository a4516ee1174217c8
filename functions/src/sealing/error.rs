//! What is said when a value cannot be sealed or opened: the place, and never the value.

use std::fmt;

use super::{KeyId, Place};

/// Why a value could not be sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealError {
    /// It, or the room it was given, is longer than [`PLAIN_BYTES_MAX`](super::PLAIN_BYTES_MAX).
    TooLong {
        /// The item it was for.
        item: String,
        /// The field it was for.
        field: String,
    },
    /// The system has no randomness to give.
    NoRandomness,
    /// The public key is none that can be sealed to.
    UnusableKey,
}

/// Why a value does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The value was changed, cut, put in from another place, or sealed to another key.
    Value {
        /// The item it stands in.
        item: String,
        /// The field it stands in.
        field: String,
    },
    /// The client's key was changed, or put in from another client.
    ClientKey {
        /// The client's id.
        client: String,
    },
    /// The client's key is sealed to a practice key that we do not have.
    PracticeKey {
        /// The client's id.
        client: String,
        /// The practice key that would open it.
        wanted: KeyId,
    },
}

impl SealError {
    pub(super) fn too_long(item: &str, field: &str) -> Self {
        Self::TooLong {
            item: item.to_owned(),
            field: field.to_owned(),
        }
    }
}

impl OpenError {
    pub(super) fn value(place: Place<'_>) -> Self {
        Self::Value {
            item: place.item.to_owned(),
            field: place.field.to_owned(),
        }
    }

    pub(super) fn client_key(client: &str) -> Self {
        Self::ClientKey {
            client: client.to_owned(),
        }
    }
}

impl fmt::Display for SealError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { item, field } => write!(
                formatter,
                "`{field}` of `{item}` is too long to be sealed: use at most {} bytes",
                super::PLAIN_BYTES_MAX
            ),
            Self::NoRandomness => formatter.write_str("the system has no randomness to seal with"),
            Self::UnusableKey => formatter.write_str("the public key cannot be sealed to"),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { item, field } => write!(
                formatter,
                "`{field}` of `{item}` does not open: it was changed, or belongs elsewhere"
            ),
            Self::ClientKey { client } => write!(
                formatter,
                "the key of the client `{client}` does not open: it was changed, or is another's"
            ),
            Self::PracticeKey { client, wanted } => write!(
                formatter,
                "the key of the client `{client}` opens with the practice key `{wanted}` only: \
                 put it back among the former keys"
            ),
        }
    }
}

impl std::error::Error for SealError {}
impl std::error::Error for OpenError {}
