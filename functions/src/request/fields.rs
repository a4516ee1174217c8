//! The fields of a request: each there at most once, none that nobody asked for.

use practice::booking::FieldError;

use super::named::{ours, said_of};

/// How many problems one answer lists.
const ERRORS_MAX: usize = 20;

/// Names and values, in the order sent.
#[derive(Clone, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Takes the fields of a request, each of which may be there once.
    pub(crate) fn once(fields: Vec<(String, String)>) -> Result<Self, Vec<FieldError>> {
        let mut errors: Vec<FieldError> = Vec::new();
        for (at, (name, _)) in fields.iter().enumerate() {
            let before = fields[..at]
                .iter()
                .filter(|(earlier, _)| earlier == name)
                .count();
            if before == 1 && errors.len() < ERRORS_MAX {
                errors.push(said_of(name, at + 1, "was sent twice; send it once"));
            }
        }
        if errors.is_empty() {
            Ok(Self(fields))
        } else {
            Err(errors)
        }
    }

    /// Refuses fields that are not among these.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), Vec<FieldError>> {
        let sent = self.0.iter().enumerate();
        let strangers = sent.filter(|(_, (name, _))| !known.contains(&name.as_str()));
        let errors: Vec<_> = strangers
            .take(ERRORS_MAX)
            .map(|(at, (name, _))| match ours(name) {
                Some(name) => FieldError::stranger(name, at + 1, [name]),
                None => FieldError::stranger(name, at + 1, known.iter().copied()),
            })
            .collect();
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// A field's value; empty where it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// Whether something was typed into a field of this id, or into a part of it.
    pub(crate) fn has_any_of(&self, id: &str) -> bool {
        let is_of = |name: &str| {
            let rest = name.strip_prefix(id);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let mut fields = self.0.iter();
        fields.any(|(name, value)| is_of(name) && !value.trim().is_empty())
    }

    /// Whether a field is there, even if empty.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Sets a field, in place of what was sent.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.remove(name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// Takes a field away.
    pub(crate) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }
}
