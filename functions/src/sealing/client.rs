//! A client's key: values are sealed to its public half and opened with its private one.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::hybrid::{self, Kind, Private, Public};
use super::place::bound;
use super::{KeyId, OpenError, Opened, Place, PracticePublic, SealError, Sealed, WrappedClientKey};

/// The public half of a client's key, which their record is sealed to. Base64 in the table.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientPublic(Public);

/// The opened private half of one client's key; wiped when it is dropped.
pub struct ClientKey {
    private: Private,
    client: String,
}

/// A key for a client, its private half sealed to the practice's key. Whoever makes it keeps
/// nothing that opens.
///
/// # Errors
/// [`SealError`], when the system has no randomness or the practice's public half is unusable.
pub fn new_client(
    practice: &PracticePublic,
    client: &str,
) -> Result<(ClientPublic, WrappedClientKey), SealError> {
    let (private, public) = hybrid::new_pair()?;
    let key = ClientKey {
        private,
        client: client.to_owned(),
    };
    Ok((ClientPublic(public), key.wrap(practice)?))
}

impl ClientPublic {
    /// Seals a value for its place. Its length tells which of a few sizes it has.
    ///
    /// # Errors
    /// [`SealError`], when it is too long, or nothing can be sealed.
    pub fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Sealed, SealError> {
        self.seal_in_room(place, plain, 0)
    }

    /// Seals a value so that it is as long as one of `room` bytes would be: where whatever fits
    /// is one length, nobody can tell whether a question was answered.
    ///
    /// # Errors
    /// [`SealError`], when it or the room is too long, or nothing can be sealed.
    pub fn seal_in_room(
        &self,
        place: Place<'_>,
        plain: &[u8],
        room: usize,
    ) -> Result<Sealed, SealError> {
        let filled = super::padding::fill(plain, room)
            .ok_or_else(|| SealError::too_long(place.item, place.field))?;
        let sealed = hybrid::seal(Kind::Value, &self.0, &filled, &place.bound())?;
        Ok(Sealed::of(&sealed))
    }
}

impl ClientKey {
    /// Opens a value at its place.
    ///
    /// # Errors
    /// [`OpenError::Value`], when it was changed, cut, moved, or sealed to another key.
    pub fn open(&self, place: Place<'_>, sealed: &Sealed) -> Result<Opened, OpenError> {
        let opened = sealed
            .content()
            .and_then(|content| hybrid::open(Kind::Value, &self.private, content, &place.bound()))
            .and_then(Opened::of_padded);
        opened.ok_or_else(|| OpenError::value(place))
    }

    /// The public half. Whoever can open seals to this one, not to the one in the table, which
    /// might have been put there.
    #[must_use]
    pub fn public(&self) -> ClientPublic {
        ClientPublic(hybrid::public_of(&self.private))
    }

    /// The private half, sealed to a practice's key.
    pub(super) fn wrap(&self, practice: &PracticePublic) -> Result<WrappedClientKey, SealError> {
        let sealed = hybrid::seal(
            Kind::ClientKey,
            &practice.public,
            &*hybrid::private_bytes(&self.private),
            &bound_key(&self.client, &practice.id),
        )?;
        Ok(WrappedClientKey {
            practice_key: practice.id.clone(),
            wrapped: Sealed::of(&sealed),
        })
    }

    /// The private half, opened with a practice's.
    pub(super) fn unwrap_with(
        practice: &Private,
        client: &str,
        wrapped: &WrappedClientKey,
    ) -> Result<Self, OpenError> {
        let bound = bound_key(client, &wrapped.practice_key);
        let private = wrapped
            .wrapped
            .content()
            .and_then(|content| hybrid::open(Kind::ClientKey, practice, content, &bound))
            .and_then(|bytes| hybrid::private_of(&bytes))
            .ok_or_else(|| OpenError::client_key(client))?;
        Ok(Self {
            private,
            client: client.to_owned(),
        })
    }
}

fn bound_key(client: &str, practice_key: &KeyId) -> Vec<u8> {
    bound(&[client, practice_key.as_str()])
}

impl TryFrom<String> for ClientPublic {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = STANDARD.decode(text).ok();
        let public = bytes.and_then(|bytes| hybrid::public_from(&bytes));
        public
            .map(Self)
            .ok_or("a client's public key is 32 bytes in base64")
    }
}

impl From<ClientPublic> for String {
    fn from(public: ClientPublic) -> Self {
        STANDARD.encode(hybrid::public_bytes(&public.0))
    }
}

impl fmt::Debug for ClientPublic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientPublic")
    }
}

impl fmt::Debug for ClientKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(private)")
    }
}
