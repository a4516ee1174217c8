//! A form as its author wrote it.

use serde::Serialize;

use super::Field;
use crate::Id;
use crate::catalogue::Reviewed;

/// `content/forms/*.toml`. A form exists only if it is sound: every field can be asked, every
/// condition is about an earlier field, every flag can fire, and there is one signature.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    /// The file's name.
    pub id: Id,
    /// The heading.
    pub title: String,
    /// What it is for, in plain sentences. May be empty.
    pub intro: String,
    /// How many minutes it takes; none where the author does not say.
    pub minutes: Option<u16>,
    /// Who checked its questions, and when.
    pub reviewed: Option<Reviewed>,
    /// The field that holds the client's date of birth; there is one where anything is asked of minors.
    pub birth: Option<String>,
    /// In the order in which they are asked.
    pub sections: Vec<Section>,
    /// A fingerprint of every word and rule, in 16 hexadecimal digits. How the file is laid out, and
    /// who reviewed it, is no part of it.
    pub version: String,
}

/// Questions that are answered and saved together.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its name in addresses and drafts; lower-case letters, digits and underscores.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What the questions are for. May be empty.
    pub intro: String,
    /// At which visits it is asked.
    pub ask: Ask,
    /// For which services it is asked; empty: for all.
    pub services: Vec<Id>,
    /// In the order in which they are asked; never empty. Where `ask` is [`Ask::First`], the first one
    /// asks a returning client whether all of it is still true.
    pub fields: Vec<Field>,
}

/// At which visits a section or a field is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// At each.
    #[default]
    Always,
    /// At the first; a returning client is asked whether it is still true, and asked anew if not.
    First,
    /// At each but the first.
    Returning,
}

impl Form {
    /// The section of this id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// Every field, in the order in which they are asked.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The ids of its fields.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        let fields = self.sections.iter().flat_map(|section| &section.fields);
        fields.map(|field| field.id.as_str())
    }

    /// The field of this id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }
}
