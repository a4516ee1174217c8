//! Where a client reads mail.

use super::field::{FieldError, print_as_private};
use super::text::breaks_a_line;

/// The longest e-mail address, in bytes (RFC 5321, 4.5.3.1.3, less the angle brackets).
const EMAIL_BYTES_MAX: usize = 254;

/// Where a client reads mail.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

print_as_private!(Email);

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

    /// What two ways of writing one address have in common. A host may tell `A@` from `a@` (RFC 5321,
    /// 2.4), but hardly any does, and people write both; what follows a `+` is the client's own.
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

#[cfg(test)]
mod tests {
    use super::Email;
    use crate::booking::field::message;

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
    fn addresses_that_differ_in_case_or_space_are_one() {
        let normalised = |text| Email::parse(text).map(|email| email.normalised());
        let expected = Ok("maya.o'brien+x@example.com".to_owned());
        for email in [" Maya.O'Brien+X@Example.COM ", "maya.o'brien+x@example.com"] {
            assert_eq!(normalised(email), expected);
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
}
