//! When a question is asked, and what an answer has to be for a flag.

use serde::Serialize;

use super::{Answer, Kind};

/// What has to be so for a field to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The client is under 18 on the day of the visit, by the form's date of birth.
    Minor,
    /// An earlier field was asked, and answered so.
    Answered {
        /// The field's id.
        field: String,
        /// What its answer has to be.
        when: When,
    },
}

/// What an answer has to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// One of these options, of a choice.
    Is(Vec<String>),
    /// Any of these among what was chosen; of a body map, a region or a sensation.
    Has(Vec<String>),
    /// There, and not "none of these".
    Any,
    /// More than this: a number, a scale, or how much is felt anywhere on a body map.
    Over(i64),
    /// Less than this: a number or a scale.
    Under(i64),
}

impl When {
    /// Whether an answer of a field of this kind is so.
    #[must_use]
    pub fn holds(&self, answer: &Answer, kind: &Kind) -> bool {
        match (self, answer) {
            (Self::Is(ids), Answer::Text(chosen)) => ids.contains(chosen),
            (Self::Has(ids), Answer::Texts(chosen)) => ids.iter().any(|id| chosen.contains(id)),
            (Self::Has(ids), Answer::Areas(areas)) => areas
                .iter()
                .any(|area| ids.contains(&area.region) || ids.contains(&area.sensation)),
            (Self::Any, Answer::Texts(chosen)) => match kind {
                Kind::Choices {
                    none: Some(none), ..
                } => chosen.iter().any(|id| *id != none.id),
                _ => !chosen.is_empty(),
            },
            (Self::Any, _) => true,
            (Self::Over(bound), Answer::Number(number)) => number > bound,
            (Self::Over(bound), Answer::Areas(areas)) => areas
                .iter()
                .filter_map(|area| area.intensity)
                .any(|intensity| i64::from(intensity) > *bound),
            (Self::Under(bound), Answer::Number(number)) => number < bound,
            _ => false,
        }
    }
}
