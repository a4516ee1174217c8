//! Every problem found so far.

use std::cell::RefCell;

use crate::Diagnostic;

/// Collects problems while files are read, so that one run reports them all.
#[derive(Default)]
pub(super) struct Problems(RefCell<Vec<Diagnostic>>);

impl Problems {
    pub(super) fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    pub(super) fn any_errors(&self) -> bool {
        self.0.borrow().iter().any(Diagnostic::is_error)
    }

    /// All of them, by file and place; `practice.toml` first, since much hangs on it.
    pub(super) fn in_order(self) -> Vec<Diagnostic> {
        let mut all = self.0.into_inner();
        all.sort_by(|one, other| order(one).cmp(&order(other)));
        all.dedup();
        all
    }
}

fn order(diagnostic: &Diagnostic) -> (bool, &str, usize, usize) {
    (
        diagnostic.path != "practice.toml",
        &diagnostic.path,
        diagnostic.line,
        diagnostic.column,
    )
}
