//! How a client can be called.

use super::field::{FieldError, print_as_private};

/// The longest phone number, in characters, extension and all.
const PHONE_CHARACTERS_MAX: usize = 40;
/// The digits a phone number has, with an extension at most.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=24;

/// How a client can be called, as they write it.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

print_as_private!(Phone);

impl Phone {
    /// Reads a number; an empty one is none.
    ///
    /// # Errors
    /// [`FieldError`], when it is too long or has no digits to dial.
    pub fn parse(text: &str) -> Result<Option<Self>, FieldError> {
        let refuse = |message: String| Err(FieldError::new("phone", message));
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > PHONE_CHARACTERS_MAX {
            return refuse(format!(
                "Phone number must be {PHONE_CHARACTERS_MAX} characters or fewer"
            ));
        }
        let written = |character: char| {
            character.is_numeric()
                || character.is_alphabetic()
                || " \u{a0}+-‐‑–().,/#*".contains(character)
        };
        let digits = text
            .chars()
            .filter(|character| character.is_numeric())
            .count();
        if !text.chars().all(written) || !PHONE_DIGITS.contains(&digits) {
            return refuse(
                "Enter a phone number, like (503) 555-0142 or +44 20 7946 0958".to_owned(),
            );
        }
        Ok(Some(Self(text.to_owned())))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Phone;
    use crate::booking::field::message;

    #[test]
    fn phones_are_taken_as_people_write_them() {
        for phone in [
            "",
            "(503) 555-0142",
            "+1 503.555.0142 ext. 12",
            "020 7946 0958",
            "555‑0142",
            "+49 (0)30/901820",
        ] {
            assert_eq!(message(Phone::parse(phone)), "taken", "{phone}");
        }
        for phone in ["no", "12", "<script>5550142</script>", "5550142\n"] {
            let expected = if phone.ends_with('\n') {
                "taken"
            } else {
                "Enter a phone number, like (503) 555-0142 or +44 20 7946 0958"
            };
            assert_eq!(message(Phone::parse(phone)), expected, "{phone}");
        }
    }
}
