//! A whole number, a scale.

use std::ops::RangeInclusive;

use super::super::Answer;
use super::{Posted, Reading};

/// What a scale runs over.
const SCALE: RangeInclusive<i64> = 0..=10;
/// The most digits that are read.
const DIGITS_MAX: usize = 15;

impl Posted<'_, '_> {
    pub(super) fn number(&self, bounds: RangeInclusive<i64>, unit: &str) -> Reading {
        let text = self.own();
        let called = self.field.called();
        if text.is_empty() {
            return self.nothing(|| format!("Enter {}", called.object()));
        }
        let subject = called.subject();
        let (least, most) = (bounds.start(), bounds.end());
        match whole(text, unit) {
            Some(number) if bounds.contains(&number) => Ok(Some(Answer::Number(number))),
            Some(_) => {
                let unit = if unit.is_empty() {
                    String::new()
                } else {
                    format!(" {unit}")
                };
                self.refuse(format!("{subject} must be {least} to {most}{unit}"))
            }
            None => self.refuse(format!("{subject} must be a whole number, like {least}")),
        }
    }

    pub(super) fn scale(&self) -> Reading {
        let text = self.own();
        let thing = self.field.called().thing();
        if text.is_empty() {
            return self.nothing(|| format!("Select a number from 0 to 10 for {thing}"));
        }
        match whole(text, "").filter(|number| SCALE.contains(number)) {
            Some(number) => Ok(Some(Answer::Number(number))),
            None => self.refuse(format!("Select a number from 0 to 10 for {thing}")),
        }
    }
}

/// Digits, with a sign or their unit where people write it: `12`, `-3`, `12 weeks`.
pub(super) fn whole(text: &str, unit: &str) -> Option<i64> {
    let lower = text.to_lowercase();
    let unit = unit.to_lowercase();
    let bare = lower.strip_suffix(&unit).unwrap_or(&lower).trim_end();
    let digits = bare.strip_prefix('-').unwrap_or(bare);
    let spelled = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (spelled && digits.len() <= DIGITS_MAX).then(|| bare.parse().ok())?
}
