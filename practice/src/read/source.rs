//! A file of the content folder, and its front matter.

use std::ops::Range;

use toml::de::DeTable;

use super::problems::Problems;
use crate::Diagnostic;

/// The line that opens and closes front matter.
const FENCE: &str = "+++";

/// A text file below the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it stands, with forward slashes: `services/deep-tissue.md`.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// A file whose TOML could be parsed.
pub(super) struct File<'a> {
    pub(super) source: &'a Source,
    /// Where the TOML begins in the text, in bytes.
    pub(super) offset: usize,
    /// Where to point for a key that is missing, in bytes.
    pub(super) head: Range<usize>,
    pub(super) table: DeTable<'a>,
    /// Where the Markdown begins in the text, in bytes.
    pub(super) body: usize,
}

impl<'a> File<'a> {
    /// Parses a file that is TOML from end to end.
    pub(super) fn toml(source: &'a Source, problems: &Problems) -> Option<Self> {
        let table = parse(source, 0, &source.text, problems)?;
        Some(Self {
            source,
            offset: 0,
            head: 0..0,
            table,
            body: source.text.len(),
        })
    }

    /// Parses the front matter of a Markdown file.
    pub(super) fn markdown(source: &'a Source, problems: &Problems) -> Option<Self> {
        let text = source.text.as_str();
        let start = text
            .strip_prefix('\u{feff}')
            .map_or(0, |_| '\u{feff}'.len_utf8());
        let Some(offset) = after_fence(text, start) else {
            let first_line = start..start + text[start..].lines().next().unwrap_or("").len();
            problems.push(
                Diagnostic::at(&source.path, text, first_line, "the page has no facts at its top").help(
                    "begin the file with a line `+++`, then `title = \"...\"`, then another line `+++`",
                ),
            );
            return None;
        };
        let Some((end, body)) = closing_fence(text, offset) else {
            problems.push(
                Diagnostic::at(
                    &source.path,
                    text,
                    start..start + FENCE.len(),
                    "the facts opened here are never closed",
                )
                .help("write a line `+++` between the facts and the text"),
            );
            return None;
        };
        let table = parse(source, offset, &text[offset..end], problems)?;
        Some(Self {
            source,
            offset,
            head: start..start + FENCE.len(),
            table,
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

fn parse<'a>(
    source: &Source,
    offset: usize,
    toml: &'a str,
    problems: &Problems,
) -> Option<DeTable<'a>> {
    let (table, errors) = DeTable::parse_recoverable(toml);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        problems.push(
            Diagnostic::at(&source.path, &source.text, offset + span.start..offset + span.end, sentence(error.message()))
                .help("facts are written `name = \"text\"`, `name = 12`, `name = [\"a\", \"b\"]`; text stands in straight quotes"),
        );
    }
    errors.is_empty().then(|| table.into_inner())
}

/// The parser's message on one line.
fn sentence(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The byte after the fence line that stands at `start`.
fn after_fence(text: &str, start: usize) -> Option<usize> {
    let line = text[start..].split_inclusive('\n').next()?;
    (line.trim_end() == FENCE).then_some(start + line.len())
}

/// Where the closing fence line begins, and the byte after it.
fn closing_fence(text: &str, offset: usize) -> Option<(usize, usize)> {
    let mut at = offset;
    for line in text[offset..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
