//! What is wrong with a field, in words for the client.

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
