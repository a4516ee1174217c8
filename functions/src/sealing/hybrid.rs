//! The one place where HPKE is called (RFC 9180, base mode): a key pair, sealing, opening.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{
    Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _, single_shot_open,
    single_shot_seal,
};
use zeroize::{Zeroize as _, Zeroizing};

use super::SealError;

/// A public half.
pub(super) type Public = <X25519HkdfSha256 as Kem>::PublicKey;
/// A private half; wiped when it is dropped.
pub(super) type Private = <X25519HkdfSha256 as Kem>::PrivateKey;

/// Bytes of a key, of either half.
pub(super) const KEY_BYTES: usize = 32;
/// Bytes that go ahead of what is sealed: the public half of a pair made for it alone.
const ENCAPSULATED_BYTES: usize = KEY_BYTES;

/// What a sealed thing is, so that none opens as the other.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// The private half of a client's key.
    ClientKey,
    /// A value of a client's record.
    Value,
}

/// A new pair.
pub(super) fn new_pair() -> Result<(Private, Public), SealError> {
    let mut random = [0; KEY_BYTES];
    getrandom::fill(&mut random).map_err(|_| SealError::NoRandomness)?;
    let pair = X25519HkdfSha256::derive_keypair(&random);
    random.zeroize();
    Ok(pair)
}

/// Seals to a public half, bound to a place.
pub(super) fn seal(
    kind: Kind,
    to: &Public,
    plain: &[u8],
    bound: &[u8],
) -> Result<Vec<u8>, SealError> {
    let (encapsulated, sealed) =
        single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            to,
            kind.info(),
            plain,
            bound,
        )
        // A public half of low order: the only key that cannot be sealed to.
        .map_err(|_| SealError::UnusableKey)?;
    Ok([&encapsulated.to_bytes()[..], &sealed].concat())
}

/// Opens with the private half what was sealed to its public half and bound to this place.
pub(super) fn open(
    kind: Kind,
    with: &Private,
    sealed: &[u8],
    bound: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (encapsulated, sealed) = sealed.split_at_checked(ENCAPSULATED_BYTES)?;
    let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
    single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        with,
        &encapsulated,
        kind.info(),
        sealed,
        bound,
    )
    .ok()
    .map(Zeroizing::new)
}

/// The public half of a private one.
pub(super) fn public_of(private: &Private) -> Public {
    X25519HkdfSha256::sk_to_pk(private)
}

/// A private half as bytes.
pub(super) fn private_bytes(private: &Private) -> Zeroizing<[u8; KEY_BYTES]> {
    Zeroizing::new(private.to_bytes().into())
}

/// A private half of its bytes.
pub(super) fn private_of(bytes: &[u8]) -> Option<Private> {
    Private::from_bytes(bytes).ok()
}

/// A public half as bytes.
pub(super) fn public_bytes(public: &Public) -> [u8; KEY_BYTES] {
    public.to_bytes().into()
}

/// A public half of its bytes.
pub(super) fn public_from(bytes: &[u8]) -> Option<Public> {
    Public::from_bytes(bytes).ok()
}

impl Kind {
    /// The words that part one kind from the other within HPKE.
    fn info(self) -> &'static [u8] {
        match self {
            Self::ClientKey => b"knead client key",
            Self::Value => b"knead value",
        }
    }
}
