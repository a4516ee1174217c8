//! What a booking occupies.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use crate::Id;
use crate::id::NotAnId;

const THERAPIST: &str = "therapist";
const ROOM: &str = "room";

/// A therapist or a room: what can be busy. Its text, `therapist:maya`, is part of a day item's key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub enum Resource {
    /// A person who treats.
    Therapist(Id),
    /// A place to treat in.
    Room(Id),
}

/// Why a text is not a [`Resource`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAResource {
    /// It does not begin with `therapist:` or `room:`.
    Kind,
    /// What follows is not an id.
    Id(NotAnId),
}

impl Resource {
    /// Reads `therapist:maya` or `room:quiet`.
    ///
    /// # Errors
    /// [`NotAResource`], when the text is neither.
    pub fn parse(text: &str) -> Result<Self, NotAResource> {
        let (kind, id) = text.split_once(':').ok_or(NotAResource::Kind)?;
        let of_kind = match kind {
            THERAPIST => Self::Therapist,
            ROOM => Self::Room,
            _ => return Err(NotAResource::Kind),
        };
        Id::parse(id).map(of_kind).map_err(NotAResource::Id)
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, id) = match self {
            Self::Therapist(id) => (THERAPIST, id),
            Self::Room(id) => (ROOM, id),
        };
        write!(formatter, "{kind}:{id}")
    }
}

impl Serialize for Resource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl TryFrom<String> for Resource {
    type Error = NotAResource;

    fn try_from(text: String) -> Result<Self, NotAResource> {
        Self::parse(&text)
    }
}

impl fmt::Display for NotAResource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind => formatter.write_str("a resource is `therapist:` or `room:` and an id"),
            Self::Id(why) => write!(formatter, "the id of a resource: {why}"),
        }
    }
}

impl std::error::Error for NotAResource {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_written_as_it_is_read() {
        for text in ["therapist:maya", "room:garden-2"] {
            assert_eq!(
                Resource::parse(text).map(|resource| resource.to_string()),
                Ok(text.into())
            );
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["maya", "chair:one", "Therapist:maya", ""] {
            assert_eq!(Resource::parse(text), Err(NotAResource::Kind), "{text}");
        }
        for text in ["therapist:", "room:a#b", "room:a:b"] {
            assert!(
                matches!(Resource::parse(text), Err(NotAResource::Id(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn each_refusal_says_what_a_resource_is() {
        let messages =
            ["maya", "room:"].map(|text| Resource::parse(text).map_err(|why| why.to_string()));
        let expected = [
            "a resource is `therapist:` or `room:` and an id",
            "the id of a resource: a name cannot be empty",
        ];
        assert_eq!(messages, expected.map(|message| Err(message.to_owned())));
    }
}
