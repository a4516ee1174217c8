//! Medicines.

use super::super::posted::MEDICATION_PARTS;
use super::super::{Answer, Medication};
use super::{Posted, Reading};
use crate::booking::{FieldError, breaks_a_line};

/// The longest name, dose and reason of a medicine, in characters.
const MEDICATION_CHARACTERS_MAX: [usize; 3] = [100, 100, 200];
/// What each of them is called.
const CALLED: [&str; 3] = ["name", "dose", "reason"];

impl Posted<'_, '_> {
    pub(super) fn medications(&self, max: usize) -> Reading {
        let mut medications = Vec::new();
        let mut errors = Vec::new();
        for at in 0..max {
            match self.medication(at) {
                Ok(medication) => medications.extend(medication),
                Err(wrong) => errors.extend(wrong),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        if medications.is_empty() {
            let thing = self.field.called().thing();
            return self.nothing(|| format!("Enter at least one medicine for {thing}"));
        }
        Ok(Some(Answer::Medications(medications)))
    }

    fn medication(&self, at: usize) -> Result<Option<Medication>, Vec<FieldError>> {
        let names = MEDICATION_PARTS.map(|part| self.field.name(&format!("{at}.{part}")));
        let texts = names.each_ref().map(|name| self.named(name));
        if texts.iter().all(|text| text.is_empty()) {
            return Ok(None);
        }
        let number = at + 1;
        let mut errors = Vec::new();
        if texts[0].is_empty() {
            let message = format!("Enter the name of medicine {number}, or clear the rest of it");
            errors.push(FieldError::new(&names[0], message));
        }
        for ((name, text), (called, max)) in names
            .iter()
            .zip(texts)
            .zip(CALLED.iter().zip(MEDICATION_CHARACTERS_MAX))
        {
            let of = format!("The {called} of medicine {number}");
            if text.chars().count() > max {
                let message = format!("{of} must be {max} characters or fewer");
                errors.push(FieldError::new(name, message));
            } else if breaks_a_line(text) {
                let message = format!("{of} must be on one line, in ordinary characters");
                errors.push(FieldError::new(name, message));
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let [name, dose, why] = texts.map(str::to_owned);
        Ok(Some(Medication { name, dose, why }))
    }
}
