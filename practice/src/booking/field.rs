//! What is wrong with a field, in words for the client.

use crate::read::nearest;

/// A field that cannot be taken as it is, and what to do about it, in words for the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, as forms and JSON send it.
    pub field: String,
    /// What to do: "Enter your full name".
    pub message: String,
}

impl FieldError {
    /// A field and what to do about it.
    #[must_use]
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }

    /// A field that nobody asked for, the `at`th of those that were sent. Anything may stand in its name, a
    /// health story too, so it is said back only where it is one of `known`; a near one of those is suggested.
    #[must_use]
    pub fn stranger<'k>(
        name: &str,
        at: usize,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) -> Self {
        if let Some(known) = known.clone().into_iter().find(|known| *known == name) {
            let message = format!("`{known}` is not something this form asks for");
            return Self::new(known, message);
        }
        let message = format!("Field {at} is not something this form asks for");
        match nearest(name, known) {
            Some(near) => Self::new(near, format!("{message}; did you mean `{near}`?")),
            None => Self::new("", message),
        }
    }

    /// A field of this known name that was sent twice.
    #[must_use]
    pub fn twice(name: &str) -> Self {
        Self::new(name, format!("`{name}` was sent twice; send it once"))
    }
}

/// Personal text never prints itself.
macro_rules! print_as_private {
    ($text:ident) => {
        impl std::fmt::Debug for $text {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("(private)")
            }
        }
    };
}

pub(crate) use print_as_private;

/// What a field was answered with, for tests.
#[cfg(test)]
pub(crate) fn message<T>(read: Result<T, FieldError>) -> String {
    read.err()
        .map_or_else(|| "taken".to_owned(), |error| error.message)
}
