//! Text in quotes that does not end where its author meant it to.

use std::ops::Range;

use super::explained::Explained;
use super::line::Line;
use super::values::{self, TYPOGRAPHIC_QUOTES};

/// Text that is not closed on its line; the parser points at the end of the line.
pub(super) fn unclosed(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let before = line.text(line.whole().start..span.start);
    let opened = ['"', '\'']
        .into_iter()
        .find_map(|quote| Some((quote, unclosed_quote(before, quote)?)));
    let Some((quote, opened)) = opened else {
        return values::missing_in_table(line, span);
    };
    let start = line.whole().start + opened;
    let text = &before[opened..];
    let typographic = text
        .char_indices()
        .rfind(|(_, sign)| TYPOGRAPHIC_QUOTES[..4].contains(sign));
    if let Some((at, sign)) = typographic {
        return Explained::new(
            start + at..start + at + sign.len_utf8(),
            format!(
                "this quote is typographic: the text that begins with `{quote}` is never closed"
            ),
            format!("write a straight `{quote}`"),
        );
    }
    Explained::new(
        start..start + text.trim_end().len(),
        "the text is never closed",
        format!("end it with `{quote}` on the same line"),
    )
}

/// Where the last quote stands that opens a text.
fn unclosed_quote(text: &str, quote: char) -> Option<usize> {
    let mut open = None;
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        if sign == quote && !escaped {
            open = if open.is_some() { None } else { Some(at) };
        }
        escaped = sign == '\\' && !escaped && quote == '"';
    }
    open
}

/// Text between three quotes that is not closed before the end of the facts.
pub(super) fn unclosed_block(toml: &str) -> Explained {
    let opened = ["\"\"\"", "'''"]
        .iter()
        .filter_map(|quotes| toml.rfind(quotes))
        .max();
    let start = opened.unwrap_or(0);
    let quotes = toml.get(start..start + 3).unwrap_or("\"\"\"");
    Explained::new(
        start..start + quotes.len(),
        "the text that opens here is never closed",
        format!("end it with `{quotes}`"),
    )
    .hiding_the_rest()
}

/// A backslash that begins nothing.
pub(super) fn escape(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let start = line.whole().start;
    let backslash = line
        .text(start..span.start)
        .rfind('\\')
        .map_or(span.start, |at| start + at);
    let signs = line.text(line.from(backslash)).chars().take(2);
    let end = backslash + signs.map(char::len_utf8).sum::<usize>();
    let written = line.text(backslash..end);
    let message = format!("`{written}` means nothing in a text");
    Explained::new(backslash..end, message, "write `\\\\` for a backslash")
}

/// Something after a value that was whole.
pub(super) fn more_follows(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let rest = line.from(span.start);
    let (more, value) = (line.text(rest.clone()), line.text(line.value()));
    let quote = value
        .chars()
        .next()
        .filter(|first| matches!(first, '"' | '\''));
    let before = line.text(line.value().start..span.start).trim_end();
    match quote {
        _ if more == "," => {
            Explained::new(rest, "a line does not end with a comma", "take it away")
        }
        Some('"') if more.contains('"') && !more.contains('=') => Explained::new(
            rest.start.saturating_sub(1)..rest.end,
            "the text ends at this quote, and more follows",
            "write a quote within a text as `\\\"`, or as `“` and `”`",
        ),
        Some('\'') if before.ends_with('\'') => Explained::new(
            rest.start.saturating_sub(1)..rest.end,
            "the text ends at this apostrophe, and more follows",
            format!(
                "put the text between double quotes: `\"{}\"`",
                value.trim_matches('\'')
            ),
        ),
        None if values::is_digits(before) && values::is_digits(more.trim_start_matches(',')) => {
            values::decimal_comma(line.value(), before, more.trim_start_matches(','))
        }
        _ if more.starts_with([']', '}']) => Explained::new(
            rest.start..rest.start + 1,
            "one bracket too many",
            "take it away",
        ),
        _ => Explained::new(
            rest,
            "more follows where the fact ends",
            "write one fact on a line; a remark begins with `#`",
        ),
    }
}
