//! The practice's key as text: what its file holds, and what KMS wraps.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use super::hybrid::{private_bytes, private_of};
use super::practice_key::{Half, PracticeKey};

/// The text is no longer: what KMS encrypts in one call.
pub(super) const TEXT_BYTES_MAX: usize = 4_096;
/// What the text begins with, for whoever opens the file.
const HEAD: &str = "\
# The practice's key, made by Knead. Whoever has it can read every record; without it nobody can.
# Keep a copy where only you can reach it, away from this machine.
";
/// What the line of the current key begins with.
const CURRENT: &str = "current";
/// What the line of a former key begins with.
const FORMER: &str = "former";

/// Why a text is not the practice's key; it never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAKey {
    /// It has no line that begins with `current`, or more than one, or is too long.
    Shape,
    /// A key of it was changed or cut, in this line.
    Damaged {
        /// The line, from 1.
        line: usize,
    },
}

impl PracticeKey {
    /// Reads the key as it is kept.
    ///
    /// # Errors
    /// [`NotAKey`].
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(NotAKey::Shape);
        }
        let (mut current, mut former) = (None, Vec::new());
        for (line, text) in (1..).zip(text.lines()) {
            let mut words = text.split_ascii_whitespace();
            let half = match words.next() {
                None => continue,
                Some(word) if word.starts_with('#') => continue,
                Some(word @ (CURRENT | FORMER)) => (word, read_half(words)),
                Some(_) => return Err(NotAKey::Shape),
            };
            match half {
                (_, None) => return Err(NotAKey::Damaged { line }),
                (FORMER, Some(half)) => former.push(half),
                (_, Some(half)) if current.is_none() => current = Some(half),
                _ => return Err(NotAKey::Shape),
            }
        }
        let current = current.ok_or(NotAKey::Shape)?;
        Ok(Self { current, former })
    }

    /// The key as it is kept: to be written where only its owner can read it. None where there
    /// are too many former keys to be kept.
    #[must_use]
    pub fn to_text(&self) -> Option<Zeroizing<String>> {
        // All of it at once: growing would leave copies behind that nobody wipes.
        let mut text = Zeroizing::new(String::with_capacity(TEXT_BYTES_MAX));
        text.push_str(HEAD);
        let former = self.former.iter().map(|half| (FORMER, half));
        for (word, half) in std::iter::once((CURRENT, &self.current)).chain(former) {
            let bytes = private_bytes(&half.private);
            let digits = Zeroizing::new(URL_SAFE_NO_PAD.encode(&bytes[..]));
            for part in [word, " ", half.id.as_str(), " ", &digits, "\n"] {
                if text.len() + part.len() > TEXT_BYTES_MAX {
                    return None;
                }
                text.push_str(part);
            }
        }
        Some(text)
    }
}

/// The key that follows the first word of a line; none unless its id is made from it.
fn read_half<'t>(mut words: impl Iterator<Item = &'t str>) -> Option<Half> {
    let (id, digits) = (words.next()?, words.next()?);
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(digits).ok()?);
    let half = Half::of(private_of(&bytes)?);
    let whole = half.id.as_str() == id && words.next().is_none();
    whole.then_some(half)
}

impl fmt::Display for NotAKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape => formatter.write_str("it does not hold a practice's key"),
            Self::Damaged { line } => {
                write!(formatter, "the key in line {line} was changed or cut")
            }
        }
    }
}

impl std::error::Error for NotAKey {}

#[cfg(test)]
mod tests {
    use super::{NotAKey, PracticeKey, TEXT_BYTES_MAX};

    fn key() -> PracticeKey {
        PracticeKey::generate().expect("randomness")
    }

    #[track_caller]
    fn check(text: &str, expected: NotAKey) {
        assert_eq!(PracticeKey::parse(text).err(), Some(expected), "{text}");
    }

    #[test]
    fn a_key_is_read_as_it_is_written_with_its_former_ones() {
        let first = key();
        let first_id = first.public().id().clone();
        let second = first.succeeded().expect("randomness");
        let text = second.to_text().expect("few former keys");
        let read = PracticeKey::parse(&text).expect("as written");
        assert_eq!(read.public(), second.public());
        assert!(read.holds(&first_id) && read.public().id() != &first_id);
        assert_eq!(read.to_text(), Some(text));
    }

    #[test]
    fn a_text_that_is_no_key_is_told_from_one_that_is_damaged() {
        let text = key().to_text().expect("no former keys");
        let last = text.lines().last().expect("its line");
        for no_key in [
            "",
            "# a comment",
            "secret",
            &format!("{last}\n{last}"),
            &"#".repeat(TEXT_BYTES_MAX + 1),
        ] {
            check(no_key, NotAKey::Shape);
        }
        check(
            &format!("\n{}", &last[..last.len() - 1]),
            NotAKey::Damaged { line: 2 },
        );
        check(&format!("{last} x"), NotAKey::Damaged { line: 1 });
        let other = key().to_text().expect("no former keys");
        let other = other.split_ascii_whitespace().last().expect("its digits");
        let id = last.split(' ').nth(1).expect("its id");
        check(
            &format!("current {id} {other}"),
            NotAKey::Damaged { line: 1 },
        );
    }

    #[test]
    fn what_would_not_fit_is_not_written() {
        let mut key = key();
        let mut kept = 0;
        while key.to_text().is_some() {
            key = key.succeeded().expect("randomness");
            kept += 1;
        }
        assert!(kept > 40, "{kept} former keys fit");
    }
}
