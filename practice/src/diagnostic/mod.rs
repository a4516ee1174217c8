//! A problem in the practice's content: what is wrong, where, and how to mend it.

mod excerpt;

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use excerpt::Excerpt;

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
    /// The line, from 1; 1 where the whole file is at fault.
    pub line: usize,
    /// The column, in characters, from 1; 1 where the whole file is at fault.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead. May be empty.
    pub help: String,
    /// The line itself; none where the whole file is at fault.
    #[serde(skip)]
    excerpt: Option<Excerpt>,
}

impl Diagnostic {
    /// A problem at a range of bytes of a file's text.
    #[must_use]
    pub fn at(path: &str, text: &str, bytes: Range<usize>, message: impl Into<String>) -> Self {
        let start = floor_boundary(text, bytes.start);
        let end = floor_boundary(text, bytes.end);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let excerpt = Excerpt::of(
            &text[line_start..],
            start - line_start..end.saturating_sub(line_start),
        );
        Self {
            line: text[..start].matches('\n').count() + 1,
            column: excerpt.column(),
            excerpt: Some(excerpt),
            ..Self::of_file(path, message)
        }
    }

    /// A problem of a whole file, or of a file that is not there.
    #[must_use]
    pub fn of_file(path: &str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            path: path.to_owned(),
            line: 1,
            column: 1,
            message: message.into(),
            help: String::new(),
            excerpt: None,
        }
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
        let (severity, message) = (self.severity, excerpt::printable(&self.message));
        let gutter = self.line.to_string().len();
        writeln!(formatter, "{severity}: {message}")?;
        match &self.excerpt {
            None => writeln!(formatter, "{:gutter$}--> {}", "", self.path)?,
            Some(excerpt) => {
                let Self {
                    path, line, column, ..
                } = self;
                writeln!(formatter, "{:gutter$}--> {path}:{line}:{column}", "")?;
                excerpt.write(formatter, *line)?;
            }
        }
        if !self.help.is_empty() {
            writeln!(
                formatter,
                "{:gutter$} = help: {}",
                "",
                excerpt::printable(&self.help)
            )?;
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

    #[track_caller]
    fn check(text: &str, fault: &str, expected: &str) {
        let start = text.find(fault).expect("the fault is in the text");
        let shown = Diagnostic::at("a.md", text, start..start + fault.len(), "wrong").to_string();
        assert_eq!(shown, expected, "\n{shown}");
    }

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
    fn a_problem_of_a_whole_file_names_the_file_alone() {
        let shown = Diagnostic::of_file("a.md", "wrong")
            .help("mend it")
            .warning();
        assert_eq!(
            shown.to_string(),
            "warning: wrong\n --> a.md\n  = help: mend it\n"
        );
    }

    #[test]
    fn the_caret_stands_under_wide_and_accented_characters() {
        check(
            "title = \"山é\" x",
            "x",
            "error: wrong\n --> a.md:1:14\n  |\n1 | title = \"山é\" x\n  |               ^\n",
        );
    }

    #[test]
    fn the_caret_stands_right_of_tabs() {
        check(
            "\ta =\t1",
            "1",
            "error: wrong\n --> a.md:1:6\n  |\n1 |     a =    1\n  |            ^\n",
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        check(
            "\u{feff}a = 1",
            "a",
            "error: wrong\n --> a.md:1:1\n  |\n1 | a = 1\n  | ^\n",
        );
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        check(
            "a\u{1b}[31m = 1",
            "1",
            "error: wrong\n --> a.md:1:5\n  |\n1 | a\u{fffd}[31m = 1\n  |     ^\n",
        );
    }

    #[test]
    fn of_a_long_line_the_words_around_the_fault_are_shown() {
        let text = format!(
            "{}cures {}",
            "so it goes ".repeat(30),
            "and on it goes ".repeat(30)
        );
        let start = text.find("cures").expect("it is there");
        let shown = Diagnostic::at("a.md", &text, start..start + 5, "wrong").to_string();
        let lines: Vec<_> = shown.lines().collect();
        assert!(
            lines[3].len() < 120 && lines[3].starts_with("1 | ...") && lines[3].ends_with("..."),
            "{shown}"
        );
        let caret = lines[4].find('^').expect("a caret");
        assert_eq!(&lines[3][caret..caret + 5], "cures", "{shown}");
    }

    #[test]
    fn a_range_past_the_end_or_inside_a_character_does_not_panic() {
        for start in 0..12 {
            let _ = Diagnostic::at("a.md", "é\r\n山\n", start..start + 3, "m").to_string();
        }
    }
}
