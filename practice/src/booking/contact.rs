//! Who asks for a booking: the four things a client types.
//!
//! Each is read as people write it and kept as it was written, less the space around it.

use super::email::Email;
use super::field::FieldError;
use super::full_name::FullName;
use super::note::Note;
use super::phone::Phone;

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

#[cfg(test)]
mod tests {
    use super::Contact;

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
