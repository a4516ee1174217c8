//! Text that only this practice's functions can read or make: sealed with a key made from the secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use crate::Secret;

/// Bytes of a nonce: so many that random ones do not repeat.
const NONCE_BYTES: usize = 24;

/// Seals text for a purpose; sealed for one, it opens for no other.
pub(crate) fn seal(secret: &Secret, purpose: &str, text: &str) -> Option<String> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).ok()?;
    let payload = Payload {
        msg: text.as_bytes(),
        aad: purpose.as_bytes(),
    };
    let sealed = cipher(secret).encrypt(&XNonce::from(nonce), payload).ok()?;
    Some(URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat()))
}

/// Opens what was sealed for a purpose; none for anything else.
pub(crate) fn open(secret: &Secret, purpose: &str, sealed: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>()?;
    let payload = Payload {
        msg: sealed,
        aad: purpose.as_bytes(),
    };
    let text = cipher(secret)
        .decrypt(&XNonce::from(*nonce), payload)
        .ok()?;
    String::from_utf8(text).ok()
}

fn cipher(secret: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(secret.sealing_key()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    fn secret(digit: &str) -> Secret {
        Secret::parse(&digit.repeat(64)).expect("64 digits are a secret")
    }

    #[test]
    fn what_was_sealed_opens_for_its_purpose_alone() {
        let sealed = seal(&secret("1"), "draft", "Ada, ada@example.com").expect("sealed");
        let bytes = URL_SAFE_NO_PAD.decode(&sealed).expect("base64, unpadded");
        assert!(!bytes.windows(11).any(|part| part == b"example.com"));
        assert_eq!(
            open(&secret("1"), "draft", &sealed).as_deref(),
            Some("Ada, ada@example.com")
        );
        assert_eq!(open(&secret("1"), "other", &sealed), None);
        assert_eq!(open(&secret("2"), "draft", &sealed), None);
    }

    #[test]
    fn what_was_changed_or_cut_does_not_open() {
        let sealed = seal(&secret("1"), "draft", "x").expect("sealed");
        for end in 0..sealed.len() {
            assert_eq!(open(&secret("1"), "draft", &sealed[..end]), None);
        }
        let other = if sealed.ends_with('A') { "B" } else { "A" };
        assert_eq!(
            open(&secret("1"), "draft", &format!("{other}{}", &sealed[1..])),
            None
        );
    }
}
