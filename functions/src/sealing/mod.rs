//! Health data, sealed before it reaches the store: to the client's key, which is sealed to the practice's.
//!
//! Hybrid public-key encryption (RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305). Whoever has
//! [`PracticePublic`] can make a client's key and seal to it, and open nothing; only the desk has
//! [`PracticeKey`]. What is sealed is bound to its [`Place`]: moved or edited, it does not open.
//! Sealing does not say by whom: whoever can write to the table can put something sealed there.

mod client;
pub mod draft;
mod error;
mod hybrid;
mod keeper;
mod key_file;
mod key_id;
mod key_text;
mod kms;
mod opened;
mod padding;
mod place;
mod practice_key;
mod practice_public;
mod value;
mod wrapped;
mod wrapped_practice;
mod wrapping;

pub use client::{ClientKey, ClientPublic, new_client};
pub use error::{OpenError, SealError};
pub use keeper::{Keeper, KeeperError};
pub use key_file::{KeyFile, KeyFileError};
pub use key_id::KeyId;
pub use key_text::NotAKey;
pub use kms::{Kms, KmsError};
pub use opened::Opened;
pub use padding::PLAIN_BYTES_MAX;
pub use place::Place;
pub use practice_key::PracticeKey;
pub use practice_public::PracticePublic;
pub use value::Sealed;
pub use wrapped::WrappedClientKey;
pub use wrapped_practice::WrappedPracticeKey;
pub use wrapping::Wrapping;

#[cfg(test)]
mod tests;
