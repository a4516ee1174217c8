//! TOML, and what authors get wrong about it, in words of their own.
//!
//! The parser carries on after an error, so that one slip does not hide the next. What it then makes
//! of the lines at fault is not what the author meant: nothing more is said of those.

mod brackets;
mod explain;
mod explained;
mod keys;
mod line;
#[cfg(test)]
mod tests;
mod texts;
mod values;

use std::ops::Range;

use toml::de::DeTable;

use super::problems::Problems;
use super::source::Source;
use crate::{Diagnostic, Severity};
use explained::Explained;

/// The parts of a file that could not be read as they were meant, in bytes of the file.
#[derive(Default)]
pub(super) struct Faults {
    lines: Vec<Range<usize>>,
    unreadable_from: Option<usize>,
}

impl Faults {
    /// Whether a place is in such a part.
    pub(super) fn hold(&self, byte: usize) -> bool {
        self.unreadable_from.is_some_and(|from| byte >= from)
            || self.lines.iter().any(|line| line.contains(&byte))
    }

    /// Whether what seems to be missing may stand where nothing could be read.
    pub(super) fn may_hide_keys(&self) -> bool {
        self.unreadable_from.is_some()
    }
}

/// Parses the TOML in a part of a file.
pub(super) fn parse<'a>(
    source: &'a Source,
    facts: Range<usize>,
    problems: &Problems,
) -> (DeTable<'a>, Faults) {
    let toml = &source.text[facts.clone()];
    let (table, errors) = DeTable::parse_recoverable(toml);
    let mut faults = Faults::default();
    let unclosed = if errors.is_empty() {
        None
    } else {
        brackets::unclosed(toml)
    };
    if let Some(unclosed) = &unclosed {
        faults.unreadable_from = Some(facts.start + line::start(toml, unclosed.bytes.start));
        report(source, facts.start, unclosed, problems);
    }
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let at = facts.start + span.start;
        if faults.hold(at) || problems.is_full(&source.path, Severity::Error) {
            continue;
        }
        let explained = explain::explain(toml, &span, error.message());
        report(source, facts.start, &explained, problems);
        let line = line::around(toml, span.start);
        faults
            .lines
            .push(facts.start + line.start..facts.start + line.end + 1);
        if explained.hides_the_rest {
            let from = facts.start + line.start;
            faults.unreadable_from =
                Some(faults.unreadable_from.map_or(from, |other| other.min(from)));
        }
    }
    (table.into_inner(), faults)
}

fn report(source: &Source, offset: usize, explained: &Explained, problems: &Problems) {
    let Explained {
        bytes,
        message,
        help,
        ..
    } = explained;
    let bytes = offset + bytes.start..offset + bytes.end;
    problems.push(Diagnostic::at(&source.path, &source.text, bytes, message).help(help));
}
