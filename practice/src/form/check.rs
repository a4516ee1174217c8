//! Answers that were checked: a section's as it is saved, a form's when it is sent.

use super::reading::Reading;
use super::{Answers, Field, Form, Section, Visit};
use crate::booking::FieldError;

/// What came of reading a section's page.
#[derive(Clone, Debug)]
pub struct Read {
    /// The section's answers that can be taken.
    pub answers: Answers,
    /// What is wrong with the others, in the form's order. Where there is nothing, the section is done.
    pub errors: Vec<FieldError>,
}

/// Answers to everything that is asked, and to nothing else. Only [`Form::check`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complete(Answers);

impl Form {
    /// Reads what a section's page posted. `posted` gives the text of a name, where it is there; names that
    /// are not among [`Form::names`] are the caller's to refuse. `so_far` are the answers to the other
    /// sections, which conditions may be about; what it holds of this section is passed over.
    #[must_use]
    pub fn read_section<'p>(
        &self,
        section: &Section,
        posted: &dyn Fn(&str) -> Option<&'p str>,
        so_far: &Answers,
        visit: &Visit<'_>,
    ) -> Read {
        let fields = section.fields.iter();
        let readings = fields.map(|field| (field, field.read(posted, Some(visit.today))));
        let others = so_far.iter().filter(|(id, _)| !section.has(id));
        let others = others.map(|(id, answer)| (id.to_owned(), answer.clone()));
        let mut read = self.settle(readings.collect(), others.collect(), visit);
        read.answers = read
            .answers
            .into_iter()
            .filter(|(id, _)| section.has(id))
            .collect();
        read
    }

    /// Checks answers to the whole form: what is not asked at this visit is dropped.
    ///
    /// # Errors
    /// One [`FieldError`] or more per field that is asked and not soundly answered, in the form's order;
    /// before them, one per answer to a field that the form does not have.
    pub fn check(
        &self,
        mut answers: Answers,
        visit: &Visit<'_>,
    ) -> Result<Complete, Vec<FieldError>> {
        let readings = self.fields().map(|field| {
            let answer = answers.remove(&field.id);
            (field, field.again(answer.as_ref(), Some(visit.today)))
        });
        let readings = readings.collect();
        // What is left belongs to no field.
        let mut errors: Vec<_> = answers
            .iter()
            .enumerate()
            .map(|(at, (id, _))| FieldError::stranger(id, at + 1, self.ids()))
            .collect();
        let read = self.settle(readings, Answers::default(), visit);
        errors.extend(read.errors);
        if errors.is_empty() {
            Ok(Complete(read.answers))
        } else {
            Err(errors)
        }
    }

    /// Keeps what is asked, of answers and of errors.
    pub(super) fn settle(
        &self,
        readings: Vec<(&Field, Reading)>,
        so_far: Answers,
        visit: &Visit<'_>,
    ) -> Read {
        let mut answers = so_far;
        for (field, reading) in &readings {
            if let Ok(Some(answer)) = reading {
                answers.set(&field.id, answer.clone());
            }
        }
        let shown = self.shown(&answers, visit);
        let is_shown = |id: &str| {
            let mut fields = shown.iter().flat_map(|shown| &shown.fields);
            fields.any(|field| field.id == id)
        };
        let readings = readings.into_iter();
        let wrong = readings.filter(|(field, _)| is_shown(&field.id));
        let errors = wrong.filter_map(|(_, reading)| reading.err()).flatten();
        Read {
            errors: errors.collect(),
            answers: answers.into_iter().filter(|(id, _)| is_shown(id)).collect(),
        }
    }
}

impl Section {
    fn has(&self, id: &str) -> bool {
        self.fields.iter().any(|field| field.id == id)
    }
}

impl Complete {
    /// The answers.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.0
    }

    /// The answers, to be changed.
    #[must_use]
    pub fn into_answers(self) -> Answers {
        self.0
    }
}
