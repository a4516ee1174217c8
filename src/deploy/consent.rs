//! Asking before something is changed.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use crate::failure::Failure;
use crate::terminal;

/// Whether the one who deploys has agreed.
pub(super) enum Consent {
    /// To everything, by `--yes`.
    Given,
    /// They are asked each time.
    Asked,
}

impl Consent {
    /// Asks. Where nobody can answer, nothing is changed.
    pub(super) fn to(&self, question: &str) -> Result<(), Failure> {
        if matches!(self, Self::Given) {
            return Ok(());
        }
        let stdin = std::io::stdin();
        if !stdin.is_terminal() {
            return Err(Failure::said(
                format!("nobody is here to be asked: {question}"),
                "look at it with --dry-run, then add --yes",
            ));
        }
        let _ = write!(std::io::stderr(), "{question} [y/N] ");
        let mut answer = String::new();
        let read = stdin.lock().read_line(&mut answer);
        if read.is_ok() && ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()) {
            return Ok(());
        }
        terminal::message("Nothing more was changed.");
        Err(Failure::Told)
    }
}
