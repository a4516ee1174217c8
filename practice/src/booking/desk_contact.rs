//! Who is booked at the desk: of mail address and phone, one is enough.

use super::email::Email;
use super::field::FieldError;
use super::full_name::FullName;
use super::note::Note;
use super::phone::Phone;

/// Who is booked at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskContact {
    /// Their name.
    pub name: FullName,
    /// Where they read mail, if they do; without it nobody writes to them.
    pub email: Option<Email>,
    /// Their phone, where given.
    pub phone: Option<Phone>,
    /// What they want to say, where given.
    pub note: Option<Note>,
}

impl DeskContact {
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
        let is_silent = email.trim().is_empty();
        if is_silent && phone.trim().is_empty() {
            let message = "Enter an email address or a phone number";
            errors.push(FieldError::new("email", message));
        }
        let email = match is_silent {
            true => None,
            false => Email::parse(email).map_err(|error| errors.push(error)).ok(),
        };
        let phone = Phone::parse(phone)
            .map_err(|error| errors.push(error))
            .unwrap_or(None);
        let note = Note::parse(note)
            .map_err(|error| errors.push(error))
            .unwrap_or(None);
        match name {
            Some(name) if errors.is_empty() => Ok(Self {
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
    use super::*;

    #[track_caller]
    fn check(email: &str, phone: &str, expected: &[(&str, &str)]) {
        let errors = DeskContact::parse("Ada", email, phone, "").err();
        let errors = errors.unwrap_or_default();
        let said: Vec<_> = errors
            .iter()
            .map(|error| (error.field.as_str(), error.message.as_str()))
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn an_address_or_a_phone_number_is_enough() {
        check("ada@example.com", "", &[]);
        check(" ", "503 555 0100", &[]);
    }

    #[test]
    fn somebody_who_cannot_be_reached_is_not_booked() {
        let expected = ("email", "Enter an email address or a phone number");
        check("", " ", &[expected]);
    }

    #[test]
    fn an_address_that_is_none_is_said_even_with_a_phone_number() {
        let errors = DeskContact::parse("Ada", "ada", "503 555 0100", "").err();
        assert_eq!(errors.map(|errors| errors.len()), Some(1));
    }
}
