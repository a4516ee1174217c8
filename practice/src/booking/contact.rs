//! The four things a client types: name, e-mail, phone, note.
//!
//! Each is read as people write it and kept as it was written, less the space around it.

use std::fmt;

use super::text::{breaks_a_line, has_controls};

/// The longest full name, in characters.
const NAME_CHARACTERS_MAX: usize = 100;
/// The longest e-mail address, in bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
const EMAIL_BYTES_MAX: usize = 254;
/// The longest phone number, in characters, extension and all.
const PHONE_CHARACTERS_MAX: usize = 40;
/// The digits a phone number has, with an extension at most.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=24;
/// The longest note, in characters.
const NOTE_CHARACTERS_MAX: usize = 500;

/// A field that cannot be taken as it is, and what to do about it, in words for the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, as forms and JSON send it.
    pub field: String,
    /// What to do: "Enter your full name".
    pub message: String,
}

/// A client's name: one line, as they write it.
#[derive(Clone, PartialEq, Eq)]
pub struct FullName(String);

/// Where a client reads mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// How a client can be called, as they write it.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

/// What a client wants to say beforehand; several lines. Not for medical details.
#[derive(Clone, PartialEq, Eq)]
pub struct Note(String);

/// Who asks for a booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Their name.
    pub name: FullName,
    /// Where they read mail.
    pub email: Email,
    /// Their phone, where given.
    pub phone: Option<Phone>,
    /// What they want to say, where given.
    pub note: Option<Note>,
}

impl Contact {
    /// Reads all four, and says of each what is wrong with it.
    ///
    /// # Errors
    /// One [`FieldError`] per field that cannot be taken, in the order of the form.
    pub fn parse(
        name: &str,
        email: &str,
        phone: &str,
        note: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = FullName::parse(name)
            .map_err(|error| errors.push(error))
            .ok();
        let email = Email::parse(email).map_err(|error| errors.push(error)).ok();
        let phone = Phone::parse(phone)
            .map_err(|error| errors.push(error))
            .unwrap_or(None);
        let note = Note::parse(note)
            .map_err(|error| errors.push(error))
            .unwrap_or(None);
        match (name, email) {
            (Some(name), Some(email)) if errors.is_empty() => Ok(Self {
                name,
                email,
                phone,
                note,
            }),
            _ => Err(errors),
        }
    }
}

impl FieldError {
    /// A field and what to do about it.
    #[must_use]
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}

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
}

impl Email {
    /// Reads an address. Its shape is checked, not whether somebody reads it.
    ///
    /// # Errors
    /// [`FieldError`], when it is empty, too long, or not shaped like an address.
    pub fn parse(text: &str) -> Result<Self, FieldError> {
        let refuse = |message: String| Err(FieldError::new("email", message));
        let text = text.trim();
        if text.is_empty() {
            return refuse("Enter your email address".to_owned());
        }
        if text.len() > EMAIL_BYTES_MAX {
            return refuse(format!(
                "Email address must be {EMAIL_BYTES_MAX} characters or fewer"
            ));
        }
        if !is_shaped_like_an_address(text) {
            return refuse(
                "Enter an email address in the correct format, like name@example.com".to_owned(),
            );
        }
        Ok(Self(text.to_owned()))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two spellings of one address are equal.
    #[must_use]
    pub fn normalised(&self) -> String {
        self.0.to_lowercase()
    }
}

/// `name@host.tld`, without the comments, quotes and lists of RFC 5322 that could smuggle a second address.
fn is_shaped_like_an_address(text: &str) -> bool {
    let forbidden =
        |character: char| character.is_whitespace() || "<>()[],;:\\\"".contains(character);
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let labels: Vec<_> = host.split('.').collect();
    !breaks_a_line(text)
        && !text.contains(forbidden)
        && !name.is_empty()
        && !host.contains('@')
        && labels.len() >= 2
        && labels
            .iter()
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

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

/// Personal text never prints itself.
macro_rules! print_as_private {
    ($($text:ident),*) => {$(
        impl fmt::Debug for $text {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("(private)")
            }
        }
    )*};
}

print_as_private!(FullName, Email, Phone, Note);

#[cfg(test)]
mod tests {
    use super::{Contact, Email, FullName, NAME_CHARACTERS_MAX, NOTE_CHARACTERS_MAX, Note, Phone};

    fn message<T>(read: Result<T, super::FieldError>) -> String {
        read.err()
            .map_or_else(|| "taken".to_owned(), |error| error.message)
    }

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

    #[test]
    fn an_address_that_could_reach_somebody_is_taken() {
        for email in [
            "maya@example.com",
            " a.b+c@sub.example.co.uk ",
            "o'brien@example.ie",
            "用户@例え.jp",
        ] {
            assert_eq!(message(Email::parse(email)), "taken", "{email}");
        }
    }

    #[test]
    fn an_address_that_could_not_or_could_reach_two_is_refused() {
        let shape = "Enter an email address in the correct format, like name@example.com";
        for email in [
            "maya",
            "maya@",
            "@example.com",
            "a@b",
            "a@@b.c",
            "a b@c.de",
            "a@b.c,d@e.f",
            "a@b.c\r\nBcc:d@e.f",
            "a@.com",
            "<a@b.cd>",
        ] {
            assert_eq!(message(Email::parse(email)), shape, "{email}");
        }
        assert_eq!(message(Email::parse("")), "Enter your email address");
    }

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

    #[test]
    fn every_field_is_told_of_at_once_in_the_order_of_the_form() {
        let errors = Contact::parse("", "x", "no", "\u{7}")
            .err()
            .unwrap_or_default();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "email", "phone", "note"]);
    }

    #[test]
    fn personal_text_does_not_print_itself() {
        let contact = Contact::parse("Ada Lovelace", "ada@example.com", "555-0142", "hello");
        let printed = format!("{contact:?}");
        assert!(
            !printed.contains("Ada") && !printed.contains("example") && !printed.contains("hello"),
            "{printed}"
        );
    }
}
