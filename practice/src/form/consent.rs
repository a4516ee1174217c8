//! The texts a client is asked to agree to.

use super::version::fingerprint;
use super::{Answers, Form, Kind, Visit};

impl Form {
    /// The consents that are asked for at this visit, in the form's order: field ids and exact words.
    #[must_use]
    pub fn consents(&self, visit: &Visit<'_>, answers: &Answers) -> Vec<(&str, &str)> {
        let fields = self.shown(answers, visit).into_iter();
        let fields = fields.flat_map(|shown| shown.fields);
        fields
            .filter_map(|field| match &field.kind {
                Kind::Consent { words } => Some((field.id.as_str(), words.as_str())),
                _ => None,
            })
            .collect()
    }

    /// A fingerprint of those ids and words: SHA-256, in 64 hexadecimal digits.
    #[must_use]
    pub fn consents_hash(&self, visit: &Visit<'_>, answers: &Answers) -> String {
        fingerprint(&self.consents(visit, answers))
    }
}
