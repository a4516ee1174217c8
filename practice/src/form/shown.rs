//! What is asked at a visit.

use std::collections::BTreeSet;

use super::answer::Answer;
use super::still_true::{STILL_TRUE_NO, is_still_true};
use super::{Answers, Ask, Condition, Field, Form, Section, Visit};

/// A section, and which of its fields are asked.
#[derive(Clone, Debug)]
pub struct Shown<'f> {
    /// The section.
    pub section: &'f Section,
    /// In the order in which they are asked; never empty.
    pub fields: Vec<&'f Field>,
}

impl Form {
    /// What is asked at a visit, after these answers. A field whose condition is about a field that is not
    /// asked is not asked either. A section of which nothing is asked is not there.
    #[must_use]
    pub fn shown(&self, answers: &Answers, visit: &Visit<'_>) -> Vec<Shown<'_>> {
        let mut asked = BTreeSet::new();
        let mut shown = Vec::new();
        for section in self
            .sections
            .iter()
            .filter(|section| is_asked(section.ask, visit))
        {
            let mut fields = Vec::new();
            for field in &section.fields {
                if self.asks(section, field, &asked, answers, visit) {
                    asked.insert(field.id.as_str());
                    fields.push(field);
                }
            }
            if !fields.is_empty() {
                shown.push(Shown { section, fields });
            }
        }
        shown
    }

    fn asks(
        &self,
        section: &Section,
        field: &Field,
        asked: &BTreeSet<&str>,
        answers: &Answers,
        visit: &Visit<'_>,
    ) -> bool {
        if !visit.is_for(&section.services) || !visit.is_for(&field.services) {
            return false;
        }
        if is_still_true(section, field) {
            return visit.returning;
        }
        let settled =
            section.ask == Ask::First && visit.returning && !has_changed(section, answers);
        // Whether a client is of age has to be known at each visit.
        let settled = settled && self.birth.as_ref() != Some(&field.id);
        if settled || !is_asked(field.ask, visit) {
            return false;
        }
        match &field.show_when {
            None => true,
            Some(Condition::Minor) => self.is_minor(asked, answers, visit),
            Some(Condition::Answered { field, when }) => {
                let kind = self.field(field).map(|field| &field.kind);
                let answer = answers
                    .get(field)
                    .filter(|_| asked.contains(field.as_str()));
                kind.zip(answer)
                    .is_some_and(|(kind, answer)| when.holds(answer, kind))
            }
        }
    }

    fn is_minor(&self, asked: &BTreeSet<&str>, answers: &Answers, visit: &Visit<'_>) -> bool {
        let birth = self.birth.as_deref().filter(|birth| asked.contains(birth));
        let Some(Answer::Text(birth)) = birth.and_then(|birth| answers.get(birth)) else {
            return false;
        };
        birth.parse().is_ok_and(|birth| visit.is_minor(birth))
    }
}

fn is_asked(ask: Ask, visit: &Visit<'_>) -> bool {
    match ask {
        Ask::Always | Ask::First => true,
        Ask::Returning => visit.returning,
    }
}

/// Whether a returning client said that a section is not true any more.
fn has_changed(section: &Section, answers: &Answers) -> bool {
    let question = section
        .fields
        .first()
        .filter(|field| is_still_true(section, field));
    let answer = question.and_then(|question| answers.get(&question.id));
    matches!(answer, Some(Answer::Text(answer)) if answer == STILL_TRUE_NO)
}
