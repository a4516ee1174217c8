//! Every problem found so far.

use std::cell::RefCell;
use std::collections::HashMap;

use super::PRACTICE_PATH;
use crate::{Diagnostic, Severity};

/// How many errors, and how many warnings, are told of one file.
const PROBLEMS_OF_FILE_MAX: usize = 100;

/// Collects problems while files are read, so that one run reports them all.
#[derive(Default)]
pub(super) struct Problems(RefCell<Found>);

#[derive(Default)]
struct Found {
    all: Vec<Diagnostic>,
    /// How many errors and warnings each file has.
    counts: HashMap<String, [usize; 2]>,
}

impl Problems {
    /// Keeps a problem, unless its file has too many already.
    pub(super) fn push(&self, diagnostic: Diagnostic) {
        let found = &mut *self.0.borrow_mut();
        let counts = found.counts.entry(diagnostic.path.clone()).or_default();
        let count = &mut counts[usize::from(diagnostic.is_error())];
        *count += 1;
        if *count <= PROBLEMS_OF_FILE_MAX {
            found.all.push(diagnostic);
        } else if *count == PROBLEMS_OF_FILE_MAX + 1 {
            let nouns = if diagnostic.is_error() {
                "errors"
            } else {
                "warnings"
            };
            let mut more = Diagnostic::of_file(
                &diagnostic.path,
                format!("the file has more {nouns} than these {PROBLEMS_OF_FILE_MAX}"),
            )
            .help("mend these first");
            more.severity = diagnostic.severity;
            found.all.push(more);
        }
    }

    /// Whether another problem of this kind would not be kept; asked before a costly one is made.
    pub(super) fn is_full(&self, path: &str, severity: Severity) -> bool {
        let found = self.0.borrow();
        let counts = found.counts.get(path);
        counts.is_some_and(|counts| {
            counts[usize::from(severity == Severity::Error)] > PROBLEMS_OF_FILE_MAX
        })
    }

    pub(super) fn any_errors(&self) -> bool {
        self.0.borrow().all.iter().any(Diagnostic::is_error)
    }

    /// Whether a file below a folder has one.
    pub(super) fn any_errors_below(&self, folder: &str) -> bool {
        let found = self.0.borrow();
        found
            .all
            .iter()
            .any(|problem| problem.is_error() && problem.path.starts_with(folder))
    }

    /// All of them, by file and place; `practice.toml` first, since much hangs on it.
    pub(super) fn in_order(self) -> Vec<Diagnostic> {
        let mut all = self.0.into_inner().all;
        all.sort_by(|one, other| order(one).cmp(&order(other)));
        all.dedup();
        all
    }
}

fn order(diagnostic: &Diagnostic) -> (bool, &str, usize, usize) {
    (
        diagnostic.path != PRACTICE_PATH,
        &diagnostic.path,
        diagnostic.line,
        diagnostic.column,
    )
}
