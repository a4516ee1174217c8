//! A file of the content folder: its facts and, below them, its words.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::DeTable;

use super::fence::{self, Fences};
use super::problems::Problems;
use super::source::Source;
use super::syntax::{self, Faults};
use super::table::Strays;

/// A file and what could be read of its TOML.
pub(super) struct File<'a> {
    pub(super) source: &'a Source,
    /// Where the TOML begins in the text, in bytes.
    pub(super) offset: usize,
    /// Where to point for a key that is missing, in bytes; none: at the file as a whole.
    pub(super) head: Option<Range<usize>>,
    pub(super) table: DeTable<'a>,
    /// Which parts of the table are not what the author meant.
    pub(super) faults: Faults,
    /// Keys of its tables that nobody asked for.
    pub(super) strays: Strays,
    /// Where the Markdown begins in the text, in bytes.
    body: usize,
}

/// The files of a folder, by path.
pub(super) type Files<'a> = HashMap<&'a str, &'a File<'a>>;

impl<'a> File<'a> {
    /// Parses a file that is TOML from end to end.
    pub(super) fn toml(source: &'a Source, problems: &Problems) -> Self {
        let (table, faults) = syntax::parse(source, 0..source.text.len(), problems);
        Self {
            source,
            offset: 0,
            head: None,
            table,
            faults,
            strays: Strays::default(),
            body: source.text.len(),
        }
    }

    /// Parses the front matter of a Markdown file; none where it has none.
    pub(super) fn markdown(source: &'a Source, problems: &Problems) -> Option<Self> {
        let Fences {
            opening,
            facts,
            body,
        } = fence::find(source, problems)?;
        let offset = facts.start;
        let (table, faults) = syntax::parse(source, facts, problems);
        Some(Self {
            source,
            offset,
            head: Some(opening),
            table,
            faults,
            strays: Strays::default(),
            body,
        })
    }

    /// The Markdown below the front matter.
    pub(super) fn body(&self) -> &'a str {
        &self.source.text[self.body..]
    }

    /// The line on which it begins, from 1.
    pub(super) fn body_line(&self) -> usize {
        self.source.text[..self.body].matches('\n').count() + 1
    }
}
