//! What a client has not sent yet: sealed under a key made from their link, of which the table holds only a hash.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use super::place::bound;
use super::{OpenError, Opened, SealError, Sealed};

/// Bytes of a nonce: so many that random ones do not repeat.
const NONCE_BYTES: usize = 24;
/// What the key is for (RFC 5869, `info`).
const KEY_FOR: &[u8] = b"intake draft";

/// Where a draft belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftPlace<'a> {
    /// The booking's id.
    pub booking: &'a str,
    /// The section of the form.
    pub section: &'a str,
}

/// Seals a section's answers under the link's token.
///
/// # Errors
/// [`SealError`], when they are too long, or the system has no randomness.
pub fn seal(token: &str, place: DraftPlace<'_>, plain: &[u8]) -> Result<Sealed, SealError> {
    let too_long = || SealError::too_long(place.booking, place.section);
    let filled = super::padding::fill(plain, 0).ok_or_else(too_long)?;
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| SealError::NoRandomness)?;
    let payload = Payload {
        msg: &filled,
        aad: &place.bound(),
    };
    let sealed = cipher(token).encrypt(&XNonce::from(nonce), payload);
    let sealed = sealed.map_err(|_| too_long())?;
    Ok(Sealed::of(&[&nonce[..], &sealed].concat()))
}

/// Opens what was sealed under the link's token for this section of this booking.
///
/// # Errors
/// [`OpenError::Value`], naming the booking and the section, for anything else.
pub fn open(token: &str, place: DraftPlace<'_>, sealed: &Sealed) -> Result<Opened, OpenError> {
    open_padded(token, place, sealed)
        .and_then(Opened::of_padded)
        .ok_or_else(|| OpenError::Value {
            item: place.booking.to_owned(),
            field: place.section.to_owned(),
        })
}

fn open_padded(token: &str, place: DraftPlace<'_>, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.content()?.split_first_chunk::<NONCE_BYTES>()?;
    let payload = Payload {
        msg: sealed,
        aad: &place.bound(),
    };
    let opened = cipher(token).decrypt(&XNonce::from(*nonce), payload);
    opened.ok().map(Zeroizing::new)
}

fn cipher(token: &str) -> XChaCha20Poly1305 {
    let mut bytes = [0; 32];
    Hkdf::<Sha256>::new(None, token.as_bytes())
        .expand(KEY_FOR, &mut bytes)
        .expect("HKDF gives up to 255 times its hash");
    let cipher = XChaCha20Poly1305::new(&Key::from(bytes));
    bytes.zeroize();
    cipher
}

impl DraftPlace<'_> {
    fn bound(&self) -> Vec<u8> {
        bound(&[self.booking, self.section])
    }
}

#[cfg(test)]
mod tests {
    use super::{DraftPlace, open, seal};

    const PLACE: DraftPlace<'_> = DraftPlace {
        booking: "01J",
        section: "health",
    };

    #[test]
    fn a_draft_opens_with_its_link_at_its_section_alone() {
        let sealed = seal("token", PLACE, b"asthma").expect("sealed");
        let opened = open("token", PLACE, &sealed).expect("it opens");
        assert_eq!(opened.text(), Some("asthma"));
        assert!(open("another", PLACE, &sealed).is_err());
        let elsewhere = DraftPlace {
            section: "about",
            ..PLACE
        };
        assert!(open("token", elsewhere, &sealed).is_err());
        let anothers = DraftPlace {
            booking: "01K",
            ..PLACE
        };
        let error = open("token", anothers, &sealed).expect_err("another's booking");
        assert_eq!(
            error.to_string(),
            "`health` of `01K` does not open: it was changed, or belongs elsewhere"
        );
    }

    #[test]
    fn a_draft_changed_or_cut_anywhere_does_not_open() {
        let sealed = seal("token", PLACE, b"asthma").expect("sealed");
        let whole = sealed.as_bytes().to_vec();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(open("token", PLACE, &changed.into()).is_err(), "{at}");
            assert!(open("token", PLACE, &whole[..at].to_vec().into()).is_err());
        }
    }
}
