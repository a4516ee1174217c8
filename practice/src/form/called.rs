//! What an answer is called in a sentence to the client.

use super::Field;

/// A field's own words within a message.
pub(super) struct Called<'f>(&'f Field);

impl Field {
    pub(super) fn called(&self) -> Called<'_> {
        Called(self)
    }
}

impl Called<'_> {
    /// After a verb: "your date of birth", "an answer to “Do you smoke?”".
    pub(super) fn object(&self) -> String {
        let Field { called, label, .. } = self.0;
        match called {
            Some(called) => called.clone(),
            None if is_question(label) => format!("an answer to “{label}”"),
            None => lowered(label),
        }
    }

    /// Before one: "Your date of birth", "Your answer to “Do you smoke?”".
    pub(super) fn subject(&self) -> String {
        let Field { called, label, .. } = self.0;
        match called {
            Some(called) => raised(called),
            None if is_question(label) => format!("Your answer to “{label}”"),
            None => raised(label),
        }
    }

    /// After a preposition: "your emergency contact", "“Who may we call?”".
    pub(super) fn thing(&self) -> String {
        let Field { called, label, .. } = self.0;
        called.clone().unwrap_or_else(|| format!("“{label}”"))
    }
}

fn is_question(label: &str) -> bool {
    label.ends_with('?')
}

/// With a small first letter, unless its word has other capitals: "GP's name" stays.
fn lowered(label: &str) -> String {
    let word = label.split_whitespace().next().unwrap_or_default();
    let mut characters = label.chars();
    let capitals = word.chars().skip(1).any(char::is_uppercase) || word == "I";
    match characters.next() {
        Some(first) if !capitals => first.to_lowercase().chain(characters).collect(),
        _ => label.to_owned(),
    }
}

fn raised(called: &str) -> String {
    let mut characters = called.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
