//! Words for the terminal: data to stdout, messages to stderr, colour where it is wanted.

use std::fmt::{self, Write as _};
use std::io::{IsTerminal as _, Write as _};

use practice::{Diagnostic, Severity};
use site_gen::TemplateProblem;

const RED: &str = "\x1b[1;31m";
const YELLOW: &str = "\x1b[1;33m";
const BLUE: &str = "\x1b[1;34m";
const PLAIN: &str = "\x1b[0m";

/// Writes data to stdout. A reader that went away, as `head` does, is no failure.
pub(crate) fn data(text: impl fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Writes a message to stderr, coloured if a person reads it there.
pub(crate) fn message(text: impl fmt::Display) {
    let text = text.to_string();
    let mut stderr = std::io::stderr();
    let shown = if wants_colour(stderr.is_terminal()) {
        coloured(&text)
    } else {
        text
    };
    let _ = writeln!(stderr, "{}", shown.trim_end());
}

/// Every problem, and how many there are.
pub(crate) fn problems(diagnostics: &[Diagnostic], templates: &[TemplateProblem]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let _ = writeln!(text, "{diagnostic}");
    }
    for template in templates {
        let _ = writeln!(text, "error: {template}\n");
    }
    let of = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let (errors, warnings) = (of(Severity::Error) + templates.len(), of(Severity::Warning));
    let counts = [counted(errors, "error"), counted(warnings, "warning")];
    text.push_str(&counts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    text
}

/// The same, coloured if a person reads it on stdout.
pub(crate) fn problems_as_data(diagnostics: &[Diagnostic], templates: &[TemplateProblem]) {
    let text = problems(diagnostics, templates);
    data(if wants_colour(std::io::stdout().is_terminal()) {
        coloured(&text)
    } else {
        text
    });
}

fn counted(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        count => Some(format!("{count} {noun}s")),
    }
}

/// See no-color.org.
fn wants_colour(is_terminal: bool) -> bool {
    is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn coloured(text: &str) -> String {
    let paint = |line: &str| {
        for (word, colour) in [("error", RED), ("warning", YELLOW)] {
            if let Some(rest) = line.strip_prefix(word).filter(|rest| rest.starts_with(':')) {
                return format!("{colour}{word}{PLAIN}{rest}");
            }
        }
        match line.trim_start() {
            gutter if gutter.starts_with("--> ") || gutter.starts_with("| ") || gutter == "|" => {
                let indent = &line[..line.len() - gutter.len()];
                let (mark, rest) = gutter.split_at(gutter.find(' ').unwrap_or(gutter.len()));
                format!(
                    "{indent}{BLUE}{mark}{PLAIN}{}",
                    rest.replace('^', &format!("{RED}^{PLAIN}"))
                )
            }
            _ => line.to_owned(),
        }
    };
    text.lines().map(paint).collect::<Vec<_>>().join("\n")
}
