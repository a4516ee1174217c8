//! The parser's errors, each as an author can act on it.

use std::ops::Range;

use super::explained::Explained;
use super::line::Line;
use super::{keys, texts, values};

/// Puts an error into words. They rest on the parser's own: a message that is not known here is passed
/// through, and a test of every kind of slip notices.
pub(super) fn explain(toml: &str, span: &Range<usize>, message: &str) -> Explained {
    let line = Line::at(toml, span.start);
    let kind = message.split(", expected").next().unwrap_or(message);
    if let Some(unseen) = unseen(toml, span.start) {
        return unseen;
    }
    match kind {
        "string values must be quoted" => values::without_quotes(&line, span),
        "missing value for key" | "missing value" => values::missing(&line),
        "unexpected key or value" => texts::more_follows(&line, span),
        "invalid basic string" | "invalid literal string" if !message.contains("visible") => {
            texts::unclosed(&line, span)
        }
        "invalid multi-line basic string" | "invalid multi-line literal string"
            if !message.contains("visible") =>
        {
            texts::unclosed_block(toml)
        }
        "missing escaped value" | "too few unicode value digits" => texts::escape(&line, span),
        "missing comma between array elements" => {
            values::comma_missing(line.word(span.start), values::COMMA_IN_LIST)
        }
        "missing comma between key-value pairs" => {
            values::comma_missing(line.word(span.start), values::COMMA_IN_TABLE)
        }
        "extra assignment between key-value pairs" => {
            values::comma_missing(line.word_before(span.start), values::COMMA_IN_TABLE)
        }
        "extra comma in array" | "extra comma in inline table" => {
            Explained::new(span.clone(), "one comma too many", "take it away")
        }
        "extra `=`" => Explained::new(span.clone(), "one `=` too many", "take it away"),
        "key with no value" => keys::no_value(&line),
        "missing assignment between key-value pairs" => keys::no_equals_in_table(&line, span),
        "missing key for inline table element" => keys::no_name(span.clone()),
        "invalid unquoted key" => keys::spelling(&line, span),
        "unquoted keys cannot be empty" => keys::no_name(line.whole()),
        "duplicate key" => keys::duplicate(&line, span),
        kind if kind.starts_with("cannot extend value") => keys::duplicate(&line, span),
        "unclosed table" | "unclosed array table" => keys::unclosed_header(&line),
        "invalid boolean" => values::truth(&line, span),
        "invalid date" | "invalid datetime" | "invalid time" => values::date(&line, span, message),
        "unexpected leading zero" => values::leading_zero(&line, span),
        "invalid float" | "invalid integer" | "invalid mantissa" | "invalid fraction" | "invalid exponent"
        | "`_` may only go between digits" | "unexpected sign" | "redundant numeric sign"
        | "integers with a radix cannot be signed" | "radix must be lowercase" => values::number(&line, span),
        kind if kind.starts_with("invalid ") && kind.ends_with(" number") => values::number(&line, span),
        "carriage return must be followed by newline" => Explained::new(
            span.clone(),
            "the line ends the way very old computers end lines",
            "save the file with line endings \"LF\" or \"CRLF\"; every editor offers both",
        ),
        "cannot recurse further; max recursion depth met" | "recursion limit" => Explained::new(
            span.clone(),
            "brackets within brackets, too many deep",
            "a fact has no more than three",
        )
        .hiding_the_rest(),
        _ => Explained::new(
            span.clone(),
            kind.split_whitespace().collect::<Vec<_>>().join(" "),
            "facts are written `name = \"text\"`, `name = 12` or `name = [\"a\", \"b\"]`, one on a line",
        )
        .hiding_the_rest(),
    }
}

/// A character that nobody sees, at the place of the error.
fn unseen(toml: &str, start: usize) -> Option<Explained> {
    let found = toml.get(start..)?.chars().next()?;
    let is_space =
        matches!(found, '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{feff}');
    let is_control = found.is_control() && !matches!(found, '\t' | '\n' | '\r');
    if !is_space && !is_control {
        return None;
    }
    let help = if is_control {
        "take it out; typing the line anew is the surest way"
    } else {
        "type a plain space in its place, or nothing"
    };
    Some(Explained::new(
        start..start + found.len_utf8(),
        format!(
            "an invisible character (U+{:04X}) stands here",
            u32::from(found)
        ),
        help,
    ))
}
