//! The lines `+++` that stand around a page's facts.

use std::ops::Range;

use super::problems::Problems;
use super::source::Source;
use crate::Diagnostic;

/// The line that opens and closes front matter.
const FENCE: &str = "+++";

/// Where the fences of a Markdown file stand, in bytes.
pub(super) struct Fences {
    /// The opening line, without its end.
    pub(super) opening: Range<usize>,
    /// The TOML between them.
    pub(super) facts: Range<usize>,
    /// Where the Markdown begins.
    pub(super) body: usize,
}

/// Finds the fences, or reports why there are none.
pub(super) fn find(source: &Source, problems: &Problems) -> Option<Fences> {
    let text = source.text.as_str();
    let wrong = |bytes, message: &str, help: String| {
        problems.push(Diagnostic::at(&source.path, text, bytes, message).help(help));
    };
    let Some(opening) = lines(text, 0).find(|line| !is_blank(&text[line.clone()])) else {
        problems.push(
            Diagnostic::of_file(&source.path, "the file is empty").help(
                "begin it with a line `+++`, then `title = \"...\"`, then another line `+++`",
            ),
        );
        return None;
    };
    let first = trimmed(text, opening.clone());
    if text[first.clone()].contains('\r') {
        let message = "the lines end the way very old computers end them";
        let help = "save the file with line endings \"LF\" or \"CRLF\"; every editor offers both";
        wrong(first, message, help.to_owned());
        return None;
    }
    if &text[first.clone()] != FENCE {
        let message = "the page does not begin with its facts";
        wrong(first.clone(), message, opening_help(&text[first]));
        return None;
    }
    let facts = opening.end;
    let closing = lines(text, facts).find(|line| text[line.clone()].trim() == FENCE);
    if let Some(closing) = closing {
        return Some(Fences {
            opening: first,
            facts: facts..closing.start,
            body: closing.end,
        });
    }
    match lines(text, facts).find(|line| is_nearly(text[line.clone()].trim())) {
        Some(near) => wrong(
            trimmed(text, near),
            "this line does not close the facts",
            "write `+++`, three plus signs and nothing else".to_owned(),
        ),
        None => wrong(
            first,
            "the facts that open here are never closed",
            "write a line `+++` between the facts and the text".to_owned(),
        ),
    }
    None
}

fn opening_help(first: &str) -> String {
    match first {
        "---" => "facts are TOML: write `+++` in place of `---`, and `title = \"...\"` in place of `title: ...`".to_owned(),
        near if is_nearly(near) => "write `+++`, three plus signs and nothing else".to_owned(),
        _ => "put a line `+++`, then `title = \"...\"`, then another line `+++` above it".to_owned(),
    }
}

/// Whether a line looks like a fence and is none.
fn is_nearly(line: &str) -> bool {
    line.len() >= 2 && line.chars().all(|sign| matches!(sign, '+' | '-' | ' '))
}

/// The lines from a byte on, each with its end.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = from;
    text[from..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..at
    })
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let written = &text[line.clone()];
    let start = line.start + (written.len() - trim_start(written).len());
    start..start + trim_start(written).trim_end().len()
}

fn is_blank(line: &str) -> bool {
    trim_start(line).is_empty()
}

/// Without white space and the byte order mark that some editors put first.
fn trim_start(line: &str) -> &str {
    line.trim_start_matches(|first: char| first == '\u{feff}' || first.is_whitespace())
}
