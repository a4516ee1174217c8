//! How a command ends when it could not do what was asked.

use std::fmt;
use std::process::ExitCode;

use practice::Diagnostic;
use site_gen::TemplateProblem;
use site_gen::folder::Unreadable;
use site_gen::write::SwapProblem;

use crate::terminal;

/// Why a command could not do what was asked. Exit 1; wrong usage is exit 2, by the command line.
#[derive(Debug)]
pub(crate) enum Failure {
    /// One sentence, and what to do.
    Said { what: String, help: String },
    /// The content or the theme has errors.
    Problems {
        diagnostics: Vec<Diagnostic>,
        templates: Vec<TemplateProblem>,
    },
    /// The problems are the command's output and have been written.
    Told,
}

impl Failure {
    pub(crate) fn said(what: impl fmt::Display, help: impl fmt::Display) -> Self {
        Self::Said {
            what: what.to_string(),
            help: help.to_string(),
        }
    }

    /// Writes the failure to stderr.
    pub(crate) fn report(&self) -> ExitCode {
        match self {
            Self::Told => {}
            _ => terminal::message(self),
        }
        ExitCode::FAILURE
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said { what, help } if help.is_empty() => writeln!(formatter, "error: {what}"),
            Self::Said { what, help } => writeln!(formatter, "error: {what}\n  = help: {help}"),
            Self::Problems {
                diagnostics,
                templates,
            } => formatter.write_str(&terminal::problems(diagnostics, templates)),
            Self::Told => Ok(()),
        }
    }
}

impl From<Unreadable> for Failure {
    fn from(unreadable: Unreadable) -> Self {
        Self::said(unreadable, "")
    }
}

impl From<SwapProblem> for Failure {
    fn from(problem: SwapProblem) -> Self {
        Self::said(problem, "")
    }
}
