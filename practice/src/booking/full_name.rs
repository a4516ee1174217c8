//! A client's name.

use super::field::{FieldError, print_as_private};
use super::text::breaks_a_line;

/// The longest full name, in characters.
const NAME_CHARACTERS_MAX: usize = 100;

/// A client's name: one line, as they write it.
#[derive(Clone, PartialEq, Eq)]
pub struct FullName(String);

print_as_private!(FullName);

impl FullName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`FieldError`], when it is empty, too long, or not one line.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let refuse = |message: String| Err(FieldError::new("name", message));
        let text = text.trim();
        if text.is_empty() {
            return refuse("Enter your full name".to_owned());
        }
        if text.chars().count() > NAME_CHARACTERS_MAX {
            return refuse(format!(
                "Full name must be {NAME_CHARACTERS_MAX} characters or fewer"
            ));
        }
        if breaks_a_line(text) {
            return refuse("Full name must be on one line, in ordinary characters".to_owned());
        }
        if !text.chars().any(char::is_alphanumeric) {
            return refuse("Enter your full name in letters".to_owned());
        }
        Ok(Self(text.to_owned()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two ways of writing one name have in common: letters in one case, one space between
    /// words. Names are sorted and known again by it.
    #[must_use]
    pub fn folded(&self) -> String {
        let words: Vec<_> = self.0.split_whitespace().collect();
        words.join(" ").to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::{FullName, NAME_CHARACTERS_MAX};
    use crate::booking::field::message;

    #[test]
    fn names_are_taken_as_people_write_them() {
        for name in [
            "O'Brien-Łukasz 山田",
            "María José Ñandú",
            "محمد",
            "X Æ A-12",
            "Prince",
            "Anne‑Marie d’Arc",
        ] {
            assert_eq!(message(FullName::parse(name)), "taken", "{name}");
        }
    }

    #[test]
    fn a_name_that_is_empty_long_or_not_one_line_is_refused_with_what_to_do() {
        assert_eq!(message(FullName::parse("  ")), "Enter your full name");
        assert_eq!(
            message(FullName::parse(&"x".repeat(NAME_CHARACTERS_MAX + 1))),
            "Full name must be 100 characters or fewer"
        );
        assert_eq!(
            message(FullName::parse(&"x".repeat(NAME_CHARACTERS_MAX))),
            "taken"
        );
        for name in [
            "a\nBcc: x@example.com",
            "a\u{202E}b",
            "a\u{0}",
            "a\u{2028}b",
        ] {
            assert_eq!(
                message(FullName::parse(name)),
                "Full name must be on one line, in ordinary characters"
            );
        }
        assert_eq!(
            message(FullName::parse("...")),
            "Enter your full name in letters"
        );
    }
}
