//! The name by which content refers to content: file name, id and URL part are one word.

use std::borrow::Borrow;
use std::fmt;

use serde::Serialize;

/// The longest id, in characters.
pub const ID_CHARACTERS_MAX: usize = 64;

/// Lower-case letters, digits and single hyphens between them: `deep-tissue`.
///
/// # Examples
/// ```
/// use practice::Id;
/// assert!(Id::parse("deep-tissue").is_ok());
/// assert!(Id::parse("Deep Tissue").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(String);

/// Why a text is not an [`Id`]; it reads after "the name `...`".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnId {
    /// Nothing was written.
    Empty,
    /// More than [`ID_CHARACTERS_MAX`] characters.
    TooLong,
    /// A character or a place for a hyphen that an id cannot have.
    Spelling,
}

impl Id {
    /// Reads an id.
    ///
    /// # Errors
    /// [`NotAnId`], when the text is not one.
    pub fn parse(text: &str) -> Result<Self, NotAnId> {
        if text.is_empty() {
            return Err(NotAnId::Empty);
        }
        if text.len() > ID_CHARACTERS_MAX {
            return Err(NotAnId::TooLong);
        }
        let spelled = text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !spelled || text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Err(NotAnId::Spelling);
        }
        Ok(Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for NotAnId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("a name cannot be empty"),
            Self::TooLong => write!(
                formatter,
                "a name has at most {ID_CHARACTERS_MAX} characters"
            ),
            Self::Spelling => formatter.write_str(
                "a name has lower-case letters a to z, digits and single hyphens between them",
            ),
        }
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}
