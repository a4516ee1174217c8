//! The author's line, shown again, with a caret under the fault.

use std::borrow::Cow;
use std::fmt::{self, Formatter};
use std::ops::Range;

use unicode_width::UnicodeWidthStr;

/// Columns a tab takes where a line is shown again.
const TAB_COLUMNS: usize = 4;
/// The most characters shown of a line.
const SHOWN_CHARACTERS_MAX: usize = 100;
/// How many of them come before the fault, where a line is cut.
const BEFORE_CHARACTERS_MAX: usize = 40;
/// What stands for the part that is cut away.
const CUT: &str = "...";
/// Some editors put it at the start of a file; nobody sees it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// One line and the part of it at fault, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    line: String,
    fault: Range<usize>,
}

impl Excerpt {
    /// Of a text that begins where the line does. What lies past the line's end is left out.
    pub(super) fn of(text: &str, fault: Range<usize>) -> Self {
        let line = text
            .split('\n')
            .next()
            .unwrap_or(text)
            .trim_end_matches('\r');
        let start = fault.start.min(line.len());
        let end = fault.end.clamp(start, line.len());
        let mark = line
            .chars()
            .next()
            .filter(|first| *first == BYTE_ORDER_MARK);
        let skipped = mark.map_or(0, char::len_utf8);
        Self {
            line: line[skipped..].to_owned(),
            fault: start.saturating_sub(skipped)..end.saturating_sub(skipped),
        }
    }

    /// The column of the fault, in characters, from 1.
    pub(super) fn column(&self) -> usize {
        self.line[..self.fault.start].chars().count() + 1
    }

    /// Writes the line and, below it, the caret. Nothing of an empty line.
    pub(super) fn write(&self, formatter: &mut Formatter<'_>, number: usize) -> fmt::Result {
        if self.line.is_empty() {
            return Ok(());
        }
        let [before, fault, after] = self.shown();
        let (indent, carets) = (before.width(), fault.width().max(1));
        let gutter = number.to_string().len();
        writeln!(formatter, "{:gutter$} |", "")?;
        writeln!(formatter, "{number} | {before}{fault}{after}")?;
        writeln!(
            formatter,
            "{:gutter$} | {:indent$}{}",
            "",
            "",
            "^".repeat(carets)
        )
    }

    /// What comes before the fault, the fault, and what comes after it, as a terminal may show it.
    fn shown(&self) -> [String; 3] {
        let Range { start, end } = self.fault;
        let [before, fault, after] = [
            &self.line[..start],
            &self.line[start..end],
            &self.line[end..],
        ];
        if self.line.chars().count() <= SHOWN_CHARACTERS_MAX {
            return [before, fault, after].map(plain);
        }
        let before = last(before, BEFORE_CHARACTERS_MAX);
        let left = SHOWN_CHARACTERS_MAX - before.chars().count().min(BEFORE_CHARACTERS_MAX);
        let fault = first(fault, left);
        let after = first(after, left.saturating_sub(fault.chars().count()));
        [plain(&before), plain(&fault), plain(&after)]
    }
}

/// A text without line breaks and what else a terminal would act on.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        let line = text.split(['\n', '\r']).filter(|part| !part.is_empty());
        Cow::Owned(plain(&line.collect::<Vec<_>>().join(" ")))
    } else {
        Cow::Borrowed(text)
    }
}

fn plain(part: &str) -> String {
    part.replace('\t', &" ".repeat(TAB_COLUMNS))
        .replace(char::is_control, "\u{fffd}")
}

/// The first characters of a text, and a mark where more follow.
fn first(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}{CUT}", &text[..end]),
        None => text.to_owned(),
    }
}

/// The last characters of a text, and a mark where more come before.
fn last(text: &str, characters: usize) -> String {
    match text.char_indices().rev().nth(characters) {
        Some((start, first)) => format!("{CUT}{}", &text[start + first.len_utf8()..]),
        None => text.to_owned(),
    }
}
