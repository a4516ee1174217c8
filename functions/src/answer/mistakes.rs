//! A page's mistakes: summed up at its top, said again beside each field, told in title and status.

use axum::http::StatusCode;
use practice::booking::FieldError;
use serde::Serialize;

/// What is wrong with what was sent; nothing, where a page is opened.
#[derive(Clone, Copy)]
pub(crate) struct Mistakes<'a>(pub(crate) &'a [FieldError]);

/// The error summary of a page.
#[derive(Serialize)]
pub(crate) struct Problem {
    errors: Vec<ProblemLink>,
}

#[derive(Serialize)]
struct ProblemLink {
    href: String,
    message: String,
}

/// An input as it comes back.
#[derive(Serialize)]
pub(crate) struct FieldView<'a> {
    pub(crate) value: &'a str,
    pub(crate) error: Option<&'a str>,
}

impl Problem {
    /// What is wrong, each with where it is mended; none if nothing is.
    pub(crate) fn of(errors: &[FieldError], place: impl Fn(&FieldError) -> String) -> Option<Self> {
        let link = |error: &FieldError| ProblemLink {
            href: place(error),
            message: error.message.clone(),
        };
        (!errors.is_empty()).then(|| Self {
            errors: errors.iter().map(link).collect(),
        })
    }
}

impl<'a> Mistakes<'a> {
    /// The summary, each line leading to its field; none without mistakes.
    pub(crate) fn problem(self) -> Option<Problem> {
        Problem::of(self.0, |error| format!("#{}", error.field))
    }

    /// What is said beside a field.
    pub(crate) fn beside(self, field: &str) -> Option<&'a str> {
        let error = self.0.iter().find(|error| error.field == field);
        error.map(|error| error.message.as_str())
    }

    /// A field with what was typed.
    pub(crate) fn field(self, name: &str, value: &'a str) -> FieldView<'a> {
        FieldView {
            value,
            error: self.beside(name),
        }
    }

    /// A page's title, marked where something is wrong.
    pub(crate) fn title(self, heading: &str) -> String {
        if self.0.is_empty() {
            heading.to_owned()
        } else {
            format!("Error: {heading}")
        }
    }

    /// The page's status.
    pub(crate) fn status(self) -> StatusCode {
        if self.0.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}
