//! A problem in the practice's content: what is wrong, where, and how to mend it.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// Columns a tab takes where a line is shown again.
const TAB_COLUMNS: usize = 4;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is built until it is mended.
    Error,
    /// The site is built; the author should look at it.
    Warning,
}

/// One problem. It displays as an excerpt of the author's file with a caret under the fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file, below the content folder.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead. May be empty.
    pub help: String,
    /// The line itself.
    #[serde(skip)]
    excerpt: String,
    /// The part of the excerpt at fault, in bytes.
    #[serde(skip)]
    fault: Range<usize>,
}

impl Diagnostic {
    /// A problem at a range of bytes of a file's text.
    #[must_use]
    pub fn at(path: &str, text: &str, bytes: Range<usize>, message: impl Into<String>) -> Self {
        let start = floor_boundary(text, bytes.start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |length| start + length);
        let excerpt = text[line_start..line_end].trim_end_matches('\r').to_owned();
        let fault_start = (start - line_start).min(excerpt.len());
        let fault_end = floor_boundary(text, bytes.end)
            .saturating_sub(line_start)
            .clamp(fault_start, excerpt.len());
        Self {
            severity: Severity::Error,
            path: path.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: excerpt[..fault_start].chars().count() + 1,
            message: message.into(),
            help: String::new(),
            fault: fault_start..fault_end,
            excerpt,
        }
    }

    /// A problem of a whole file, or of a file that is not there.
    #[must_use]
    pub fn of_file(path: &str, message: impl Into<String>) -> Self {
        Self::at(path, "", 0..0, message)
    }

    /// The same, with what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The same, as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Whether it stops the build.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gutter = self.line.to_string().len();
        writeln!(formatter, "{}: {}", self.severity, self.message)?;
        writeln!(
            formatter,
            "{:gutter$}--> {}:{}:{}",
            "", self.path, self.line, self.column
        )?;
        if !self.excerpt.is_empty() {
            let shown = |part: &str| part.replace('\t', &" ".repeat(TAB_COLUMNS));
            let indent = shown(&self.excerpt[..self.fault.start]).width();
            let carets = shown(&self.excerpt[self.fault.clone()]).width().max(1);
            writeln!(formatter, "{:gutter$} |", "")?;
            writeln!(formatter, "{} | {}", self.line, shown(&self.excerpt))?;
            writeln!(
                formatter,
                "{:gutter$} | {:indent$}{}",
                "",
                "",
                "^".repeat(carets)
            )?;
        }
        if !self.help.is_empty() {
            writeln!(formatter, "{:gutter$} = help: {}", "", self.help)?;
        }
        Ok(())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// The nearest character boundary at or before a byte.
fn floor_boundary(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Diagnostic;

    #[test]
    fn a_diagnostic_shows_the_line_with_a_caret_and_the_repair() {
        let text = "title = \"Deep\"\nminutes = 500\n";
        let shown = Diagnostic::at(
            "services/deep-tissue.md",
            text,
            25..28,
            "a session cannot last 500 minutes",
        )
        .help("use 10 to 240, or offer two sessions")
        .to_string();
        let expected = "error: a session cannot last 500 minutes\n \
                        --> services/deep-tissue.md:2:11\n  |\n2 | minutes = 500\n  |           ^^^\n  \
                        = help: use 10 to 240, or offer two sessions\n";
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_caret_stands_under_wide_and_accented_characters() {
        let text = "title = \"山é\" x";
        let at = text.find('x').unwrap_or_default();
        let shown = Diagnostic::at("a.md", text, at..at + 1, "m").to_string();
        assert!(
            shown.contains("1 | title = \"山é\" x\n  |                ^\n"),
            "{shown}"
        );
    }

    #[test]
    fn a_range_past_the_end_or_inside_a_character_does_not_panic() {
        for start in 0..12 {
            let _ = Diagnostic::at("a.md", "é\r\n山\n", start..start + 3, "m").to_string();
        }
    }
}
