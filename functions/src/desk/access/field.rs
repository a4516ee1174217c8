//! Fields and what is wrong with them, as templates draw them.

use serde::Serialize;

/// What a box holds, and what is wrong with it.
#[derive(Clone, Copy, Serialize)]
pub(in crate::desk) struct FieldView<'a> {
    pub(in crate::desk) value: &'a str,
    pub(in crate::desk) error: Option<&'a str>,
}

/// Everything that is wrong on a page.
#[derive(Serialize)]
pub(in crate::desk) struct ProblemView<'a> {
    errors: Vec<ErrorView<'a>>,
}

#[derive(Serialize)]
struct ErrorView<'a> {
    href: &'a str,
    message: &'a str,
}

impl<'a> ProblemView<'a> {
    /// Where each thing is, `#email`, and what is wrong with it.
    pub(in crate::desk) fn of(errors: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let errors = errors.into_iter();
        Self {
            errors: errors
                .map(|(href, message)| ErrorView { href, message })
                .collect(),
        }
    }
}
