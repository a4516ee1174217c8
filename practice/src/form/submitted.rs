//! A form as `POST /api/intake/{token}` takes it.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::check::Complete;
use super::reading::Reading;
use super::{Answer, Answers, Field, Form, Kind, Visit};
use crate::booking::{FieldError, print_as_private};

/// `{"answers": {...}, "consents": {"privacy": true}, "signature": {"name": "...", "agreed": true}}`.
/// It prints as `(private)`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Submitted {
    #[serde(default)]
    answers: Members,
    #[serde(default)]
    consents: Members,
    #[serde(default)]
    signature: Given,
    #[serde(default)]
    form_version: Option<String>,
}

print_as_private!(Submitted);

/// An object's members as they were sent, repeated ones too.
#[derive(Default)]
struct Members(Vec<(String, Given)>);

/// A value, whatever it is.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Given {
    Nothing(()),
    Answer(Answer),
    Other(IgnoredAny),
}

impl Default for Given {
    fn default() -> Self {
        Self::Nothing(())
    }
}

impl Submitted {
    /// The version of the form that was answered, where it is said.
    #[must_use]
    pub fn form_version(&self) -> Option<&str> {
        self.form_version.as_deref()
    }
}

impl Form {
    /// Checks a form that came as JSON, as [`Form::check`] does.
    ///
    /// # Errors
    /// As there; and one [`FieldError`] per member that is there twice or does not belong where it stands.
    pub fn check_submitted(
        &self,
        submitted: Submitted,
        visit: &Visit<'_>,
    ) -> Result<Complete, Vec<FieldError>> {
        let Submitted {
            answers,
            consents,
            signature,
            ..
        } = submitted;
        let signs = |field: &&Field| matches!(field.kind, Kind::Signature);
        let signature = self
            .fields()
            .find(signs)
            .map(|field| (field.id.clone(), signature));
        let mut errors = answers.misplaced(self, Field::is_answered);
        errors.extend(consents.misplaced(self, Field::is_consented));
        let given: Vec<_> = [answers.0, consents.0]
            .into_iter()
            .flatten()
            .chain(signature)
            .collect();
        let fields = self.fields();
        let readings = fields.map(|field| {
            let given = given.iter().find(|(id, _)| *id == field.id);
            (
                field,
                field.read_given(given.map(|(_, given)| given), visit),
            )
        });
        let read = self.settle(readings.collect(), Answers::default(), visit);
        errors.extend(read.errors);
        if errors.is_empty() {
            self.check(read.answers, visit)
        } else {
            Err(errors)
        }
    }
}

impl Field {
    fn is_answered(&self) -> bool {
        !self.is_consented() && !matches!(self.kind, Kind::Signature)
    }

    fn is_consented(&self) -> bool {
        matches!(self.kind, Kind::Consent { .. })
    }

    fn read_given(&self, given: Option<&Given>, visit: &Visit<'_>) -> Reading {
        match given {
            Some(Given::Answer(answer)) => self.again(Some(answer), Some(visit.today)),
            Some(Given::Other(_)) => Err(vec![self.wrong_shape()]),
            Some(Given::Nothing(())) | None => self.again(None, Some(visit.today)),
        }
    }
}

impl Members {
    /// One error per member that does not belong here, or is there twice.
    fn misplaced(&self, form: &Form, is_of_here: impl Fn(&Field) -> bool) -> Vec<FieldError> {
        let belongs = |id: &str| form.field(id).is_some_and(&is_of_here);
        let mut errors = Vec::new();
        for (at, (id, _)) in self.0.iter().enumerate() {
            let before = self.0[..at]
                .iter()
                .filter(|(earlier, _)| earlier == id)
                .count();
            match (belongs(id), before) {
                (true, 1) => errors.push(FieldError::twice(id)),
                (false, 0) => errors.push(FieldError::stranger(id, at + 1, form.ids())),
                _ => {}
            }
        }
        errors
    }
}

impl<'de> Deserialize<'de> for Submitted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(SubmittedVisitor)
    }
}

/// Takes an object alone; what is derived would take a list of its values too.
struct SubmittedVisitor;

impl<'de> Visitor<'de> for SubmittedVisitor {
    type Value = Submitted;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Submitted, A::Error> {
        Submitted::deserialize(MapAccessDeserializer::new(map))
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
