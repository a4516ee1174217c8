//! The practice's private halves: the current one, and former ones that still open what was sealed to them.

use super::hybrid::{self, Private};
use super::{ClientKey, KeyId, OpenError, PracticePublic, SealError, WrappedClientKey};

/// The practice's opened key, only in the desk's process. It is not printed and not serialised;
/// each half is wiped when it is dropped.
pub struct PracticeKey {
    pub(super) current: Half,
    /// The newest first.
    pub(super) former: Vec<Half>,
}

/// One private half with its id.
pub(super) struct Half {
    pub(super) id: KeyId,
    pub(super) private: Private,
}

impl PracticeKey {
    /// A new key, without former ones.
    ///
    /// # Errors
    /// [`SealError::NoRandomness`].
    pub fn generate() -> Result<Self, SealError> {
        Ok(Self {
            current: Half::generate()?,
            former: Vec::new(),
        })
    }

    /// The public half of the current key: what clients' keys are sealed to from now on.
    #[must_use]
    pub fn public(&self) -> PracticePublic {
        PracticePublic::of(hybrid::public_of(&self.current.private))
    }

    /// Whether it opens what is sealed to this practice key.
    #[must_use]
    pub fn holds(&self, id: &KeyId) -> bool {
        self.half(id).is_some()
    }

    /// Opens a client's key, sealed to the current or a former key.
    ///
    /// # Errors
    /// [`OpenError`]: the key it was sealed to is not among ours, or it was changed.
    pub fn open_client(
        &self,
        client: &str,
        wrapped: &WrappedClientKey,
    ) -> Result<ClientKey, OpenError> {
        let half = self
            .half(&wrapped.practice_key)
            .ok_or_else(|| OpenError::PracticeKey {
                client: client.to_owned(),
                wanted: wrapped.practice_key.clone(),
            })?;
        ClientKey::unwrap_with(&half.private, client, wrapped)
    }

    /// A client's key, sealed to the current key in place of the one it is sealed to.
    ///
    /// # Errors
    /// [`OpenError`], as when it is opened.
    pub(crate) fn rewrap(
        &self,
        client: &str,
        wrapped: &WrappedClientKey,
    ) -> Result<WrappedClientKey, OpenError> {
        let key = self.open_client(client, wrapped)?;
        // Our own public half can be sealed to.
        key.wrap(&self.public())
            .map_err(|_| OpenError::client_key(client))
    }

    /// The same key, become a former one of a new key. What was sealed to it still opens.
    ///
    /// # Errors
    /// [`SealError::NoRandomness`].
    pub fn succeeded(self) -> Result<Self, SealError> {
        let current = Half::generate()?;
        let former = std::iter::once(self.current).chain(self.former).collect();
        Ok(Self { current, former })
    }

    fn half(&self, id: &KeyId) -> Option<&Half> {
        std::iter::once(&self.current)
            .chain(&self.former)
            .find(|half| half.id == *id)
    }
}

impl Half {
    fn generate() -> Result<Self, SealError> {
        hybrid::new_pair().map(|(private, _)| Self::of(private))
    }

    pub(super) fn of(private: Private) -> Self {
        Self {
            id: KeyId::of(&hybrid::public_of(&private)),
            private,
        }
    }
}
