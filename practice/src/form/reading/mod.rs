//! From posted texts to one answer, or to what is wrong with it in words for the client.

mod areas;
mod choices;
mod dates;
mod medications;
mod numbers;
mod people;
mod shape;
mod texts;

use jiff::civil::Date;

use super::posted::YES;
use super::{Answer, Field, Kind};
use crate::booking::FieldError;

/// What a field was answered with: nothing, where it may be left out; or all that is wrong.
pub(super) type Reading = Result<Option<Answer>, Vec<FieldError>>;

/// What a page posted for one field.
struct Posted<'a, 'p> {
    field: &'a Field,
    text: &'a dyn Fn(&str) -> Option<&'p str>,
    /// None: on which side of today a date lies does not matter.
    today: Option<Date>,
}

impl Field {
    /// Reads the field from posted names.
    pub(super) fn read<'p>(
        &self,
        text: &dyn Fn(&str) -> Option<&'p str>,
        today: Option<Date>,
    ) -> Reading {
        let posted = Posted {
            field: self,
            text,
            today,
        };
        match &self.kind {
            Kind::Text { max } => posted.line(*max),
            Kind::LongText { max } => posted.lines(*max),
            Kind::Choice { options } => posted.choice(options),
            Kind::Choices { none, .. } => posted.choices(none.as_ref()),
            Kind::Date { bound } => posted.date(*bound),
            Kind::Number { least, most, unit } => posted.number(*least..=*most, unit),
            Kind::Scale { .. } => posted.scale(),
            Kind::Phone => posted.phone(),
            Kind::Contact => posted.person(),
            Kind::BodyMap { max, sensations } => posted.areas(*max, sensations),
            Kind::Medications { max } => posted.medications(*max),
            Kind::Consent { .. } => posted.consent(),
            Kind::Signature => posted.signature(),
        }
    }

    fn error(&self, message: impl Into<String>) -> FieldError {
        FieldError::new(&self.id, message)
    }
}

impl<'p> Posted<'_, 'p> {
    /// The text of the field's own name, without the space around it.
    fn own(&self) -> &'p str {
        self.named(&self.field.id)
    }

    /// The text of a part of it.
    fn part(&self, part: &str) -> &'p str {
        self.named(&self.field.name(part))
    }

    fn named(&self, name: &str) -> &'p str {
        (self.text)(name).unwrap_or_default().trim()
    }

    fn is_ticked(&self, name: &str) -> bool {
        self.named(name) == YES
    }

    /// Nothing, which will do only where the field is optional.
    fn nothing(&self, otherwise: impl FnOnce() -> String) -> Reading {
        if self.field.required {
            self.refuse(otherwise())
        } else {
            Ok(None)
        }
    }

    fn refuse(&self, message: impl Into<String>) -> Reading {
        Err(vec![self.field.error(message)])
    }

    fn consent(&self) -> Reading {
        if self.is_ticked(&self.field.id) {
            return Ok(Some(Answer::Agreed(true)));
        }
        self.nothing(|| format!("Tick “{}” to go on", self.field.label))
    }
}
