//! Tokens of sessions and ceremonies: random, and kept only as a code from which nobody can tell them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::answer::Failure;

/// Bytes of a token: 256 bits.
const TOKEN_BYTES: usize = 32;

/// A new token.
///
/// # Errors
/// [`Failure::Broken`], when the system has no randomness to give.
pub(super) fn random() -> Result<String, Failure> {
    let mut bytes = [0; TOKEN_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| Failure::Broken)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What a token is kept under.
pub(super) fn code(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// A device's own name for a passkey, as it is kept.
pub(super) fn written(id: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(id)
}
