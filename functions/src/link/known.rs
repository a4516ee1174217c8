//! A booking's link as a function knows it that cannot make one.
//!
//! The token of a link is made with the practice's secret, and a booking keeps what a hash makes of
//! it. So the intake function, which has no secret, knows a token that it is shown, and the table
//! alone opens nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use ulid::Ulid;

/// Bytes of an id, with which a token begins.
const ID_BYTES: usize = 16;
/// Bytes of a token: an id, and a code of 128 bits.
const TOKEN_BYTES: usize = 32;
/// Bytes of what a token is known by: 128 bits.
const KNOWN_BYTES: usize = 16;

/// What a link's token is known by.
pub(crate) fn known_by(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(token)[..KNOWN_BYTES])
}

/// The booking that a token says it leads to; whether it does is told by [`known_by`].
pub(crate) fn booking_of(token: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let bytes: [u8; TOKEN_BYTES] = bytes.try_into().ok()?;
    let id = bytes.first_chunk::<ID_BYTES>()?;
    Some(Ulid::from_bytes(*id).to_string())
}

#[cfg(test)]
mod tests {
    use super::{booking_of, known_by};
    use crate::Secret;
    use crate::secret::Purpose;

    #[test]
    fn a_token_names_its_booking_and_is_known_by_a_hash_that_opens_nothing() {
        let secret = Secret::parse(&"1".repeat(64)).expect("64 digits are a secret");
        let id = secret.booking_id("key");
        let token = secret.token(Purpose::Manage, &id).expect("an id of ours");
        assert_eq!(booking_of(&token), Some(id));
        let known = known_by(&token);
        assert_eq!((known.len(), booking_of(&known)), (22, None));
        assert_ne!(known, known_by(&token[1..]));
        for wrong in ["", "A", &token[1..], &format!("{token}AA"), "é"] {
            assert_eq!(booking_of(wrong), None, "{wrong}");
        }
    }
}
