//! The practice's key as KMS wrapped it: harmless text, for the desk's environment.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::KeyId;

/// What the text begins with: by whom it was wrapped, and how.
const SCHEME: &str = "kms1";

/// The practice's key, which only KMS can open, with what it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedPracticeKey {
    /// The practice's name when it was wrapped.
    pub(super) practice: String,
    /// The current key within.
    pub(super) id: KeyId,
    pub(super) wrapped: Vec<u8>,
}

impl WrappedPracticeKey {
    /// Reads it as it is printed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('.');
        let [scheme, practice, id, wrapped] = std::array::from_fn(|_| parts.next());
        if scheme? != SCHEME || parts.next().is_some() {
            return None;
        }
        Some(Self {
            practice: String::from_utf8(URL_SAFE_NO_PAD.decode(practice?).ok()?).ok()?,
            id: KeyId::parse(id?)?,
            wrapped: URL_SAFE_NO_PAD.decode(wrapped?).ok()?,
        })
    }

    /// The current key within.
    #[must_use]
    pub fn id(&self) -> &KeyId {
        &self.id
    }
}

impl fmt::Display for WrappedPracticeKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let practice = URL_SAFE_NO_PAD.encode(&self.practice);
        let wrapped = URL_SAFE_NO_PAD.encode(&self.wrapped);
        write!(formatter, "{SCHEME}.{practice}.{}.{wrapped}", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_is_printed_and_nothing_else_is() {
        let wrapped = WrappedPracticeKey {
            practice: "Café Rücken".to_owned(),
            id: KeyId::parse("0123456789abcdef").expect("16 digits"),
            wrapped: vec![1, 2, 3],
        };
        let text = wrapped.to_string();
        assert_eq!(
            WrappedPracticeKey::parse(&format!("{text}\n")),
            Some(wrapped)
        );
        for wrong in [
            "",
            "kms1",
            "kms1...",
            &text[1..],
            &format!("{text}.x"),
            "kms1.YQ.0123.AQ",
        ] {
            assert_eq!(WrappedPracticeKey::parse(wrong), None, "{wrong}");
        }
    }
}
