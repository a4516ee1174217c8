//! What a practice in the cloud is called by, and what is called by it.

use std::str::FromStr;

/// So that the longest name made of it, an alarm's or a role's, still has room.
const NAME_CHARACTERS_MAX: usize = 20;

/// A practice's name in the cloud: small letters, digits and hyphens, a letter first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    /// The stack of all that holds data.
    pub(super) fn data_stack(&self) -> String {
        format!("knead-{}-data", self.0)
    }

    /// The stack of all that runs.
    pub(super) fn app_stack(&self) -> String {
        format!("knead-{}-app", self.0)
    }

    /// Where something of it is kept in Parameter Store.
    pub(super) fn kept(&self, what: &str) -> String {
        format!("/knead/{}/{what}", self.0)
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut characters = text.chars();
        let letter_first = characters
            .next()
            .is_some_and(|first| first.is_ascii_lowercase());
        let plain = characters.all(|character| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
        });
        if letter_first && plain && !text.ends_with('-') && text.len() <= NAME_CHARACTERS_MAX {
            return Ok(Self(text.to_owned()));
        }
        Err(format!(
            "take up to {NAME_CHARACTERS_MAX} small letters, digits and hyphens, a letter first, \
             such as `maya`"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_plain() {
        for good in ["m", "maya", "maya-2", "a2345678901234567890"] {
            assert_eq!(Name::from_str(good), Ok(Name(good.to_owned())));
        }
        for bad in [
            "",
            "2maya",
            "Maya",
            "maya-",
            "ma ya",
            "a23456789012345678901",
            "maya/x",
        ] {
            assert!(Name::from_str(bad).is_err(), "{bad}");
        }
    }
}
