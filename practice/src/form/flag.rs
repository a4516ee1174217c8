//! Flags: answers that a therapist must see before hands touch.

use serde::{Deserialize, Serialize};

use super::{Answers, Form, Visit, When};
use crate::Id;
use crate::booking::print_as_private;

/// How much hangs on a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// No massage before somebody has looked.
    Red,
    /// With care.
    Yellow,
}

/// Which answer raises a flag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlagRule {
    /// How much hangs on it.
    pub level: Level,
    /// What the answer has to be.
    pub when: When,
    /// A few words for a list. May be empty.
    pub name: String,
    /// What the therapist reads.
    pub words: String,
    /// What the client is told to do; never empty where the flag is red.
    pub advice: String,
    /// For which services; empty: for all.
    pub services: Vec<Id>,
}

/// A flag that an answer has raised. It prints as `(private)`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// How much hangs on it.
    pub level: Level,
    /// The field that raised it.
    pub field: String,
    /// A few words for a list. May be empty.
    pub name: String,
    /// What the therapist reads.
    pub words: String,
    /// What the client is told to do. May be empty.
    pub advice: String,
}

print_as_private!(Flag);

impl Form {
    /// The flags that answers raise, red ones first, then in the form's order; each words once. Only what is
    /// asked at this visit raises any.
    #[must_use]
    pub fn flags(&self, answers: &Answers, visit: &Visit<'_>) -> Vec<Flag> {
        let mut flags: Vec<Flag> = Vec::new();
        for field in self
            .shown(answers, visit)
            .into_iter()
            .flat_map(|shown| shown.fields)
        {
            let Some(answer) = answers.get(&field.id) else {
                continue;
            };
            let raised = field.flags.iter().filter(|rule| {
                visit.is_for(&rule.services) && rule.when.holds(answer, &field.kind)
            });
            for rule in raised {
                let told = |flag: &Flag| flag.level == rule.level && flag.words == rule.words;
                if !flags.iter().any(told) {
                    flags.push(rule.raised_by(&field.id));
                }
            }
        }
        flags.sort_by_key(|flag| flag.level);
        flags
    }
}

impl FlagRule {
    fn raised_by(&self, field: &str) -> Flag {
        Flag {
            level: self.level,
            field: field.to_owned(),
            name: self.name.clone(),
            words: self.words.clone(),
            advice: self.advice.clone(),
        }
    }
}
