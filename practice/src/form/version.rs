//! Fingerprints of what a client was shown.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{FlagRule, Form};

/// How many hexadecimal digits a form's version has.
const VERSION_DIGITS: usize = 16;

impl Form {
    /// The form with its version, which is a fingerprint of every word and rule.
    pub(crate) fn versioned(mut self) -> Self {
        let flags: Vec<&[FlagRule]> = self.fields().map(|field| field.flags.as_slice()).collect();
        let parts = (
            (&self.title, &self.intro, self.minutes, &self.birth),
            &self.sections,
            flags,
        );
        let mut version = fingerprint(&parts);
        version.truncate(VERSION_DIGITS);
        self.version = version;
        self
    }
}

/// SHA-256 of a value as JSON, in hexadecimal digits.
pub(super) fn fingerprint(value: &impl Serialize) -> String {
    // Texts, numbers and lists of them: nothing that JSON cannot hold.
    let json = serde_json::to_vec(value).unwrap_or_default();
    let hash = Sha256::digest(json);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
