//! Somebody to call, and who signs.

use super::super::posted::PERSON_PARTS;
use super::super::{Answer, Person, Signature};
use super::{Posted, Reading};
use crate::booking::{FieldError, FullName, Phone, breaks_a_line};

/// The longest word for who somebody is, in characters.
const RELATION_CHARACTERS_MAX: usize = 60;

impl Posted<'_, '_> {
    pub(super) fn person(&self) -> Reading {
        let [name, relation, phone] = PERSON_PARTS.map(|part| self.part(part));
        if [name, relation, phone].iter().all(|text| text.is_empty()) && !self.field.required {
            return Ok(None);
        }
        let refused = [
            self.name_error(name),
            self.relation_error(relation),
            self.phone_error(phone),
        ];
        let errors: Vec<_> = refused.into_iter().flatten().collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let [name, relation, phone] = [name, relation, phone].map(str::to_owned);
        Ok(Some(Answer::Person(Person {
            name,
            relation,
            phone,
        })))
    }

    fn name_error(&self, name: &str) -> Option<FieldError> {
        let thing = self.field.called().thing();
        let message = match FullName::parse(name) {
            Ok(_) => return None,
            Err(_) if name.is_empty() => format!("Enter the full name of {thing}"),
            Err(error) => error.message,
        };
        Some(FieldError::new(self.field.name("name"), message))
    }

    fn relation_error(&self, relation: &str) -> Option<FieldError> {
        let thing = self.field.called().thing();
        let message = if relation.is_empty() {
            format!("Enter what {thing} is to you, like partner or friend")
        } else if relation.chars().count() > RELATION_CHARACTERS_MAX {
            format!("Who they are to you must be {RELATION_CHARACTERS_MAX} characters or fewer")
        } else if breaks_a_line(relation) {
            "Who they are to you must be on one line, in ordinary characters".to_owned()
        } else {
            return None;
        };
        Some(FieldError::new(self.field.name("relation"), message))
    }

    fn phone_error(&self, phone: &str) -> Option<FieldError> {
        let thing = self.field.called().thing();
        let message = match Phone::parse(phone) {
            Ok(Some(_)) => return None,
            Ok(None) => format!("Enter a phone number for {thing}"),
            Err(error) => error.message,
        };
        Some(FieldError::new(self.field.name("phone"), message))
    }

    pub(super) fn signature(&self) -> Reading {
        let mut errors = Vec::new();
        let name = self.own();
        if name.is_empty() {
            errors.push(self.field.error("Enter your full name to sign"));
        } else if let Err(error) = FullName::parse(name) {
            errors.push(self.field.error(error.message));
        }
        let agreed = self.field.name("agreed");
        if !self.is_ticked(&agreed) {
            errors.push(FieldError::new(agreed, "Tick the box to sign"));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Some(Answer::Signature(Signature {
            name: name.to_owned(),
            agreed: true,
        })))
    }
}
