//! What staff write in a client's record.

use crate::booking::{FieldError, has_controls, print_as_private};

/// The longest note, in characters.
pub const NOTE_CHARACTERS_MAX: usize = 5_000;

/// A note of a therapist's; several lines, never empty. It prints as `(private)`.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteText(String);

print_as_private!(NoteText);

impl NoteText {
    /// Reads a note. Line breaks become `\n`.
    ///
    /// # Errors
    /// [`FieldError`], when it is empty, too long or has control characters.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let refuse = |message: String| Err(FieldError::new("text", message));
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim();
        if text.is_empty() {
            return refuse("Write the note".to_owned());
        }
        if text.chars().count() > NOTE_CHARACTERS_MAX {
            return refuse("Note must be 5,000 characters or fewer".to_owned());
        }
        if has_controls(text) {
            return refuse("Note must be in ordinary characters".to_owned());
        }
        Ok(Self(text.to_owned()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{NOTE_CHARACTERS_MAX, NoteText};
    use crate::booking::message;

    #[test]
    fn a_note_keeps_its_lines_and_ends_at_its_limit() {
        let note = NoteText::parse(" one\r\ntwo ").ok();
        assert_eq!(note.as_ref().map(NoteText::as_str), Some("one\ntwo"));
        let said = |text: &str| message(NoteText::parse(text));
        assert_eq!(said(&"é".repeat(NOTE_CHARACTERS_MAX)), "taken");
        assert_eq!(
            said(&"é".repeat(NOTE_CHARACTERS_MAX + 1)),
            "Note must be 5,000 characters or fewer"
        );
        assert_eq!(said(" \n"), "Write the note");
        assert_eq!(said("a\u{1b}[31m"), "Note must be in ordinary characters");
    }
}
