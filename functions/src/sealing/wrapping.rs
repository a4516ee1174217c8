//! The practice's key on its way to KMS: what is wrapped, and what it is bound to, whoever asks.

use zeroize::Zeroizing;

use super::{KeyId, PracticeKey, WrappedPracticeKey};

/// The names of what a wrapped key is bound to. KMS logs them with each call, and a key policy
/// can ask for them.
pub(super) const CONTEXT_PRACTICE: &str = "knead:practice";
pub(super) const CONTEXT_KEY: &str = "knead:practice-key";

/// What is wrapped is no longer than this. Wrapped it stands among the desk's variables, which may
/// have 4,096 bytes together, names included: some 650 are the others', KMS adds some 150, and
/// base64 makes four of three.
/// <https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>
const TEXT_BYTES_MAX: usize = 2_300;

/// A practice's key as KMS is to encrypt it: in the clear, so it is handed to KMS and nobody else.
pub struct Wrapping {
    practice: String,
    id: KeyId,
    text: Zeroizing<String>,
}

impl PracticeKey {
    /// The key as KMS is to wrap it, bound to the practice's name and the key's id. None where
    /// there are too many former keys to be wrapped together.
    #[must_use]
    pub fn to_wrap(&self, practice: &str) -> Option<Wrapping> {
        let text = self.to_text()?;
        (text.len() <= TEXT_BYTES_MAX).then(|| Wrapping {
            practice: practice.to_owned(),
            id: self.public().id().clone(),
            text,
        })
    }
}

impl Wrapping {
    /// The encryption context: what has to be told again to open it.
    #[must_use]
    pub fn context(&self) -> [(&'static str, &str); 2] {
        [
            (CONTEXT_PRACTICE, &self.practice),
            (CONTEXT_KEY, self.id.as_str()),
        ]
    }

    /// What is to be encrypted.
    #[must_use]
    pub fn plaintext(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The wrapped key, of what KMS answered.
    #[must_use]
    pub fn wrapped(self, answer: Vec<u8>) -> WrappedPracticeKey {
        WrappedPracticeKey {
            practice: self.practice,
            id: self.id,
            wrapped: answer,
        }
    }
}
