//! Who keeps the practice's key while nobody uses it: a file, or KMS.

use std::fmt;

use super::{KeyFile, KeyFileError, Kms, KmsError, PracticeKey, WrappedPracticeKey};

/// Who keeps the practice's key.
#[derive(Clone, Debug)]
pub enum Keeper {
    /// A file that only its owner can read.
    File(KeyFile),
    /// AWS KMS, which has wrapped it.
    Kms {
        /// The key of KMS.
        kms: Kms,
        /// What it wrapped.
        wrapped: WrappedPracticeKey,
    },
}

/// Why the practice's key was not given out.
#[derive(Debug)]
pub enum KeeperError {
    /// The file does not give it.
    File(KeyFileError),
    /// KMS does not.
    Kms(KmsError),
}

impl Keeper {
    /// Opens the practice's key: once, when the desk starts.
    ///
    /// # Errors
    /// [`KeeperError`], which says what to do.
    pub async fn open(&self) -> Result<PracticeKey, KeeperError> {
        match self {
            Self::File(file) => file.read().map_err(KeeperError::File),
            Self::Kms { kms, wrapped } => kms.open(wrapped).await.map_err(KeeperError::Kms),
        }
    }
}

impl fmt::Display for KeeperError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => write!(formatter, "{error}: {}", error.help()),
            Self::Kms(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for KeeperError {}
