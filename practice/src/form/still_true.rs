//! The question that spares a returning client a section they answered at an earlier visit.

use super::{Ask, Choice, Field, Kind, Section, Sensitivity};

/// What is added to a section's id for the question's own.
const STILL_TRUE_ENDING: &str = "_still_true";
/// The answer that leaves the section as it was.
const STILL_TRUE_YES: &str = "yes";
/// The answer that asks it anew.
pub(super) const STILL_TRUE_NO: &str = "no";

/// The question, of a section of this id, in these words.
pub(crate) fn still_true(section: &str, label: String) -> Field {
    let choice = |id: &str, label: &str| Choice {
        id: id.to_owned(),
        label: label.to_owned(),
    };
    Field {
        id: format!("{section}{STILL_TRUE_ENDING}"),
        kind: Kind::Choice {
            options: vec![
                choice(STILL_TRUE_YES, "Yes, nothing has changed"),
                choice(STILL_TRUE_NO, "No, I will answer again"),
            ],
        },
        label,
        called: None,
        help: String::new(),
        why: String::new(),
        required: true,
        sensitivity: Sensitivity::Health,
        ask: Ask::Returning,
        services: Vec::new(),
        show_when: None,
        flags: Vec::new(),
    }
}

/// Whether a field of a section is that question.
pub(super) fn is_still_true(section: &Section, field: &Field) -> bool {
    let ending = field.id.strip_prefix(section.id.as_str());
    section.ask == Ask::First && ending == Some(STILL_TRUE_ENDING)
}
