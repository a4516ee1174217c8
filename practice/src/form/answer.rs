//! What a client answered. It prints as `(private)`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::body::{Region, Sensation};
use crate::booking::print_as_private;

/// Answers by field id; what was not answered is not there. In JSON an object as `POST /api/intake`
/// takes it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Answer>);

/// One answer, in the shapes that JSON has. What it says is known with its field's [`super::Kind`] alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A consent: the box is ticked.
    Agreed(bool),
    /// A number, a scale.
    Number(i64),
    /// A text, a phone number, a date as `2026-12-01`, the id of a choice.
    Text(String),
    /// The ids of choices, in the form's order.
    Texts(Vec<String>),
    /// Areas of the body, in the map's order.
    Areas(Vec<Area>),
    /// Medicines, in the client's order.
    Medications(Vec<Medication>),
    /// Who signed.
    Signature(Signature),
    /// Somebody to call.
    Person(Person),
}

/// An area of the body and what is felt there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The id of a [`Region`].
    pub region: String,
    /// The id of a [`Sensation`].
    #[serde(rename = "kind", default)]
    pub sensation: String,
    /// How much, 0 to 10; none where it is not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intensity: Option<u8>,
}

/// A medicine.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medication {
    /// What it is called.
    pub name: String,
    /// How much of it. May be empty.
    #[serde(default)]
    pub dose: String,
    /// What it is taken for. May be empty.
    #[serde(default)]
    pub why: String,
}

/// Somebody to call.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their full name.
    pub name: String,
    /// Who they are to the client.
    #[serde(default)]
    pub relation: String,
    /// How they are called.
    #[serde(default)]
    pub phone: String,
}

/// A signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The typed name.
    pub name: String,
    /// Whether the box is ticked.
    pub agreed: bool,
}

print_as_private!(Answers);
print_as_private!(Answer);
print_as_private!(Area);
print_as_private!(Medication);
print_as_private!(Person);
print_as_private!(Signature);

impl Answers {
    /// The answer to a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Answer> {
        self.0.get(field)
    }

    /// Puts an answer in place of what was there.
    pub fn set(&mut self, field: impl Into<String>, answer: Answer) {
        self.0.insert(field.into(), answer);
    }

    /// Takes an answer away.
    pub fn remove(&mut self, field: &str) -> Option<Answer> {
        self.0.remove(field)
    }

    /// Puts answers of another section beside these.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Field ids and answers, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0
            .iter()
            .map(|(field, answer)| (field.as_str(), answer))
    }

    /// How many fields are answered.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoIterator for Answers {
    type Item = (String, Answer);
    type IntoIter = std::collections::btree_map::IntoIter<String, Answer>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<(String, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

impl Area {
    /// The region; none in an answer that has not been checked.
    #[must_use]
    pub fn region(&self) -> Option<&'static Region> {
        Region::find(&self.region)
    }

    /// The sensation; none in an answer that has not been checked.
    #[must_use]
    pub fn sensation(&self) -> Option<&'static Sensation> {
        Sensation::find(&self.sensation)
    }
}
