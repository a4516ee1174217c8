//! What a client wants to say beforehand.

use super::field::{FieldError, print_as_private};
use super::text::has_controls;

/// The longest note, in characters.
const NOTE_CHARACTERS_MAX: usize = 500;

/// What a client wants to say beforehand; several lines. Not for medical details.
#[derive(Clone, PartialEq, Eq)]
pub struct Note(String);

print_as_private!(Note);

impl Note {
    /// Reads a note; an empty one is none. Line breaks become `\n`.
    ///
    /// # Errors
    /// [`FieldError`], when it is too long or has control characters.
    pub fn parse(text: &str) -> Result<Option<Self>, FieldError> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().count() > NOTE_CHARACTERS_MAX {
            return Err(FieldError::new(
                "note",
                format!("Note must be {NOTE_CHARACTERS_MAX} characters or fewer"),
            ));
        }
        if has_controls(text) {
            return Err(FieldError::new(
                "note",
                "Note must be in ordinary characters",
            ));
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
    use super::{NOTE_CHARACTERS_MAX, Note};
    use crate::booking::field::message;

    #[test]
    fn a_note_keeps_its_lines_and_ends_at_its_limit() {
        let note = Note::parse("one\r\ntwo").ok().flatten();
        assert_eq!(note.as_ref().map(Note::as_str), Some("one\ntwo"));
        assert_eq!(
            message(Note::parse(&"é".repeat(NOTE_CHARACTERS_MAX))),
            "taken"
        );
        assert_eq!(
            message(Note::parse(&"é".repeat(NOTE_CHARACTERS_MAX + 1))),
            "Note must be 500 characters or fewer"
        );
        assert_eq!(
            message(Note::parse("a\u{1b}[31m")),
            "Note must be in ordinary characters"
        );
    }
}
