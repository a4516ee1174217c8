//! The practice's one secret, and what is made from it: booking ids, link tokens, the key that seals drafts.
//!
//! A link's token is not stored, not even hashed: it is the booking's id and a code that only the
//! holder of the secret can make. So the table alone opens nothing, a link can be written again
//! for a later mail, and a request repeated with its key is answered with the same link.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use practice::booking::Email;
use sha2::{Digest as _, Sha256};
use ulid::Ulid;

/// Bytes of the secret.
const SECRET_BYTES: usize = 32;
/// Bytes of a whole code (SHA-256).
const CODE_BYTES_WHOLE: usize = 32;
/// Bytes of a token's code: 128 bits.
const CODE_BYTES: usize = 16;
/// What the code of a therapist's feed is for.
const FEED: &str = "calendar feed";
/// What the code of a link to the waiting list is for.
const WAITING: &str = "waiting link";
/// Bytes of an id.
const ID_BYTES: usize = 16;

/// 32 random bytes that belong to one practice.
#[derive(Clone)]
pub struct Secret([u8; SECRET_BYTES]);

/// The key under which networks are counted, for a function that is not to have the secret.
#[derive(Clone, Debug)]
pub struct NetworkKey(Secret);

/// What a link lets its holder do; a token made for one purpose opens no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// See and change a booking.
    Manage,
    /// Take on a request, or decline it.
    Decide,
    /// Confirm that a booking's client reads mail at the address they gave. Only our mail holds it.
    Prove,
    /// Sign in at the desk. Only our mail, or our terminal, holds it.
    SignIn,
    /// See the code that goes with such a link. Only the browser that asked for it holds it.
    SignInCode,
}

impl Secret {
    /// Reads the secret as it is kept: 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().as_bytes();
        if digits.len() != 2 * SECRET_BYTES {
            return None;
        }
        let mut bytes = [0; SECRET_BYTES];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Its bytes, to be compared.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// A new secret, as it is kept.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<String, getrandom::Error> {
        let mut bytes = [0; SECRET_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(hexadecimal(&bytes))
    }

    /// The id of the booking made under an idempotency key: the same key, the same booking.
    pub(crate) fn booking_id(&self, key: &str) -> String {
        let code = self.code("booking id", key.as_bytes());
        let mut bytes = [0; ID_BYTES];
        bytes.copy_from_slice(&code[..ID_BYTES]);
        Ulid::from_bytes(bytes).to_string()
    }

    /// The id of a later booking of the weekly series that begins with this one.
    pub(crate) fn later_booking_id(&self, first: &str, week: u8) -> String {
        self.booking_id(&format!("week {week} after {first}"))
    }

    /// The id under which somebody is filed: by where they are reached and by name, since families
    /// share addresses. Both are folded, so that the same person is filed once.
    pub(crate) fn client_id(&self, contact: &str, name: &str) -> String {
        let mut message = (contact.len() as u64).to_be_bytes().to_vec();
        message.extend([contact.as_bytes(), name.as_bytes()].concat());
        let code = self.code("client id", &message);
        let mut bytes = [0; ID_BYTES];
        bytes.copy_from_slice(&code[..ID_BYTES]);
        Ulid::from_bytes(bytes).to_string()
    }

    /// The token of a link to a booking.
    pub(crate) fn token(&self, purpose: Purpose, id: &str) -> Option<String> {
        let id = Ulid::from_string(id).ok()?.to_bytes();
        let code = self.code(purpose.as_str(), &id);
        Some(URL_SAFE_NO_PAD.encode([&id[..], &code[..CODE_BYTES]].concat()))
    }

    /// The id of the booking a token leads to; none for a token we did not make for this purpose.
    pub(crate) fn id_in_token(&self, purpose: Purpose, token: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (id, code) = bytes.split_at_checked(ID_BYTES)?;
        if code.len() != CODE_BYTES {
            return None;
        }
        self.mac(purpose.as_str(), id)
            .verify_truncated_left(code)
            .ok()?;
        Some(Ulid::from_bytes(id.try_into().ok()?).to_string())
    }

    /// The token of a link to somebody's place on the waiting list: in which line, and which.
    pub(crate) fn waiting_token(&self, service: &str, id: &str) -> Option<String> {
        let id = Ulid::from_string(id).ok()?.to_bytes();
        let code = self.code(WAITING, &[&id[..], service.as_bytes()].concat());
        let code = URL_SAFE_NO_PAD.encode([&id[..], &code[..CODE_BYTES]].concat());
        Some(format!("{service}.{code}"))
    }

    /// The line, and the id in it, that a token leads to.
    pub(crate) fn waiting_in_token(&self, token: &str) -> Option<(String, String)> {
        let (service, code) = token.rsplit_once('.')?;
        let bytes = URL_SAFE_NO_PAD.decode(code).ok()?;
        let (id, code) = bytes.split_first_chunk::<ID_BYTES>()?;
        let whole = code.len() == CODE_BYTES;
        let mac = self.mac(WAITING, &[&id[..], service.as_bytes()].concat());
        mac.verify_truncated_left(code).ok().filter(|()| whole)?;
        Some((service.to_owned(), Ulid::from_bytes(*id).to_string()))
    }

    /// What a contact is remembered under: addresses that differ only in case are one contact.
    pub(crate) fn contact_code(&self, email: &Email) -> String {
        let code = self.code("contact", email.normalised().as_bytes());
        hexadecimal(&code[..CODE_BYTES])
    }

    /// The key under which networks are counted; it makes no link and opens nothing.
    #[must_use]
    pub fn network_key(&self) -> NetworkKey {
        NetworkKey(Self(self.code("network", b"")))
    }

    /// The token of a therapist's private feed.
    pub(crate) fn feed_token(&self, therapist: &str) -> String {
        let code = self.code(FEED, therapist.as_bytes());
        format!(
            "{therapist}.{}.ics",
            URL_SAFE_NO_PAD.encode(&code[..CODE_BYTES])
        )
    }

    /// The therapist whose private feed a token opens.
    pub(crate) fn therapist_in_feed(&self, token: &str) -> Option<String> {
        let (therapist, code) = token.strip_suffix(".ics")?.rsplit_once('.')?;
        let code = URL_SAFE_NO_PAD.decode(code).ok()?;
        let whole = code.len() == CODE_BYTES;
        let mac = self.mac(FEED, therapist.as_bytes());
        mac.verify_truncated_left(&code).ok().filter(|()| whole)?;
        Some(therapist.to_owned())
    }

    /// The code that goes with a link to sign in: six digits, which only the browser that asked for
    /// the link is shown.
    pub(crate) fn sign_in_code(&self, link: &str) -> String {
        let code = self.code("sign-in code", link.as_bytes());
        let number = code[..8]
            .iter()
            .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }

    /// The key under which text is sealed.
    pub(crate) fn sealing_key(&self) -> [u8; SECRET_BYTES] {
        let mut key = [0; SECRET_BYTES];
        key.copy_from_slice(&self.code("sealing key", b""));
        key
    }

    fn code(&self, purpose: &str, message: &[u8]) -> [u8; CODE_BYTES_WHOLE] {
        self.mac(purpose, message).finalize().into_bytes().into()
    }

    fn mac(&self, purpose: &str, message: &[u8]) -> Hmac<Sha256> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac
    }
}

impl NetworkKey {
    /// What a network is counted under: its address cannot be told from it without the key.
    pub(crate) fn code(&self, network: &[u8]) -> String {
        hexadecimal(&self.0.code("network", network)[..CODE_BYTES])
    }
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::Manage => "manage link",
            Self::Decide => "decide link",
            Self::Prove => "prove link",
            Self::SignIn => "sign-in link",
            Self::SignInCode => "sign-in code page",
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(private)")
    }
}

/// A fingerprint by which equal requests are known.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hexadecimal(&hash.finalize()[..ID_BYTES])
}

/// 128 random bits for a key that nobody gave.
///
/// # Errors
/// When the system has no randomness to give.
pub(crate) fn random_key() -> Result<String, getrandom::Error> {
    let mut bytes = [0; ID_BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(hexadecimal(&bytes))
}

/// An id nobody has: what is kept, booked and waited for stands side by side.
///
/// # Errors
/// When the system has no randomness to give.
pub(crate) fn random_id(now: jiff::Timestamp) -> Result<String, getrandom::Error> {
    let mut random = [0; ID_BYTES];
    getrandom::fill(&mut random)?;
    let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0);
    Ok(Ulid::from_parts(milliseconds, u128::from_be_bytes(random)).to_string())
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Secret, fingerprint};

    fn secret(digit: &str) -> Secret {
        Secret::parse(&digit.repeat(64)).expect("64 digits are a secret")
    }

    #[test]
    fn a_token_leads_to_its_booking_and_to_no_other() {
        let id = secret("1").booking_id("key");
        let token = secret("1").token(Purpose::Manage, &id).unwrap_or_default();
        assert_eq!(secret("1").id_in_token(Purpose::Manage, &token), Some(id));
        assert_eq!(secret("2").id_in_token(Purpose::Manage, &token), None);
        assert!(
            token.len() >= 43
                && token
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        );
    }

    #[test]
    fn a_token_opens_nothing_for_another_purpose() {
        let id = secret("1").booking_id("key");
        let token = secret("1").token(Purpose::Prove, &id).unwrap_or_default();
        assert_eq!(secret("1").id_in_token(Purpose::Prove, &token), Some(id));
        assert_eq!(secret("1").id_in_token(Purpose::Manage, &token), None);
    }

    #[test]
    fn a_token_changed_in_any_character_leads_nowhere() {
        let id = secret("1").booking_id("key");
        let token = secret("1").token(Purpose::Manage, &id).unwrap_or_default();
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap_or_default();
            assert_eq!(
                secret("1").id_in_token(Purpose::Manage, &changed),
                None,
                "{changed}"
            );
        }
        for wrong in ["", "A", &token[1..], &format!("{token}A"), "../../x", "é"] {
            assert_eq!(
                secret("1").id_in_token(Purpose::Manage, wrong),
                None,
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_feed_opens_for_its_therapist_alone() {
        let token = secret("1").feed_token("maya");
        assert_eq!(
            secret("1").therapist_in_feed(&token).as_deref(),
            Some("maya")
        );
        assert_eq!(secret("2").therapist_in_feed(&token), None);
        let jonas = token.replace("maya", "jonas");
        for wrong in ["", "maya", "maya..ics", &jonas, &token.replace(".ics", "")] {
            assert_eq!(secret("1").therapist_in_feed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_link_to_the_waiting_list_opens_one_place_in_one_line() {
        let id = secret("1").booking_id("key");
        let token = secret("1").waiting_token("deep-tissue", &id);
        let token = token.expect("an id of ours");
        let place = Some(("deep-tissue".to_owned(), id.clone()));
        assert_eq!(secret("1").waiting_in_token(&token), place);
        assert_eq!(secret("2").waiting_in_token(&token), None);
        let manage = secret("1").token(Purpose::Manage, &id).unwrap_or_default();
        let elsewhere = token.replace("deep-tissue", "swedish");
        let longer = format!("{token}AA");
        for wrong in ["", ".", "deep-tissue.", &manage, &elsewhere, &longer] {
            assert_eq!(secret("1").waiting_in_token(wrong), None, "{wrong}");
        }
        assert_eq!(
            secret("1").waiting_in_token(&format!("deep-tissue.{manage}")),
            None
        );
    }

    #[test]
    fn the_same_key_makes_the_same_booking_and_another_key_another() {
        assert_eq!(secret("1").booking_id("a"), secret("1").booking_id("a"));
        assert_ne!(secret("1").booking_id("a"), secret("1").booking_id("b"));
        assert_ne!(secret("1").booking_id("a"), secret("2").booking_id("a"));
    }

    #[test]
    fn parts_of_a_fingerprint_do_not_run_into_each_other() {
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
    }

    #[test]
    fn a_secret_is_64_digits_and_does_not_print_itself() {
        assert!(Secret::parse("12").is_none());
        assert!(Secret::parse(&"g".repeat(64)).is_none());
        assert_eq!(format!("{:?}", secret("1")), "(private)");
        assert!(Secret::generate().is_ok_and(|text| Secret::parse(&text).is_some()));
    }
}
