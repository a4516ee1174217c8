//! Answers that are answers already: from JSON, or stored earlier. They are read as a page's are.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::{Answer, Field, Kind};
use super::Reading;
use crate::booking::FieldError;

impl Field {
    /// Reads an answer again, as if a page had posted it.
    pub(in crate::form) fn again(&self, answer: Option<&Answer>, today: Option<Date>) -> Reading {
        let Some(answer) = answer else {
            return self.read(&|_| None, today);
        };
        let Some(posted) = self.posted(answer) else {
            return Err(vec![self.wrong_shape()]);
        };
        let names = self.names();
        let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, text) in &posted {
            if !names.contains(name) {
                return Err(vec![self.error(self.not_offered())]);
            }
            if texts
                .insert(name, text)
                .is_some_and(|earlier| earlier != text)
            {
                return Err(vec![FieldError::twice(name)]);
            }
        }
        self.read(&|name| texts.get(name).copied(), today)
    }

    /// An answer of another shape than the field's kind has.
    pub(in crate::form) fn wrong_shape(&self) -> FieldError {
        let shape = match &self.kind {
            Kind::Text { .. } | Kind::LongText { .. } | Kind::Phone => "text in quotes",
            Kind::Choice { .. } => "the id of one answer, in quotes",
            Kind::Choices { .. } => "a list of ids of answers, in quotes",
            Kind::Date { .. } => "a date in quotes, like \"1985-12-01\"",
            Kind::Number { .. } | Kind::Scale { .. } => "a whole number",
            Kind::Contact => "an object with \"name\", \"relation\" and \"phone\"",
            Kind::BodyMap { .. } => "a list of objects with \"region\", \"kind\" and \"intensity\"",
            Kind::Medications { .. } => "a list of objects with \"name\", \"dose\" and \"why\"",
            Kind::Consent { .. } => "true or false",
            Kind::Signature => "an object with \"name\" and \"agreed\"",
        };
        self.error(format!("`{}` must be {shape}", self.id))
    }

    /// An answer that is none of those offered, or is more than there is room for.
    pub(super) fn not_offered(&self) -> String {
        match &self.kind {
            Kind::Medications { max } => format!("Enter {max} medicines or fewer"),
            Kind::BodyMap { .. } => "Select areas that are on the map".to_owned(),
            _ => format!("Select {} from those on the page", self.called().object()),
        }
    }
}
