//! Keys and table names that TOML does not take.

use std::ops::Range;

use super::explained::Explained;
use super::line::Line;

/// A line without `=`. The parser gives up after it.
pub(super) fn no_value(line: &Line<'_>) -> Explained {
    let (whole, key) = (line.text(line.whole()), line.text(line.key()));
    let name: String = whole
        .chars()
        .take_while(|&sign| is_key_sign(sign))
        .collect();
    let rest = whole[name.len()..].trim_start();
    let name_bytes = line.whole().start..line.whole().start + name.len();
    let explained = if whole.starts_with("- ") {
        Explained::new(
            line.whole(),
            "this is how YAML writes a list",
            "write `name = [\"...\", \"...\"]`",
        )
    } else if let Some(value) = rest.strip_prefix(':').filter(|_| !name.is_empty()) {
        let help = format!("write `{name} = {}`", quoted(value.trim()));
        Explained::new(name_bytes, format!("`=` is missing after `{name}`"), help)
    } else if key.len() < whole.len() && key.contains(char::is_whitespace) {
        let words: Vec<_> = key.split_whitespace().collect();
        let help = format!("a key is one word, such as `{}`", words.join("_"));
        Explained::new(line.key(), format!("`{key}` cannot be a key"), help)
    } else if rest.starts_with(['"', '\'', '[', '{']) && !name.is_empty() {
        let help = format!("write `{name} = {rest}`");
        Explained::new(name_bytes, format!("`=` is missing after `{name}`"), help)
    } else {
        Explained::new(
            line.whole(),
            "this line is not a fact",
            "write `name = \"...\"`; a remark begins with `#`, and words for visitors stand below the second `+++`",
        )
    };
    explained.hiding_the_rest()
}

fn quoted(value: &str) -> String {
    if value.is_empty() {
        "...".to_owned()
    } else if value.starts_with(['"', '\'', '[', '{'])
        || value.bytes().all(|byte| byte.is_ascii_digit())
    {
        value.to_owned()
    } else {
        format!("\"{value}\"")
    }
}

/// A key of an inline table without its `=`: `{ minutes: 60 }`.
pub(super) fn no_equals_in_table(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let word = line.word_before(span.start);
    let name = line.text(word.clone()).trim_end_matches(':');
    let help = format!("write `{name} = ...`");
    Explained::new(
        word.start..word.start + name.len(),
        format!("`=` is missing after `{name}`"),
        help,
    )
}

pub(super) fn no_name(bytes: Range<usize>) -> Explained {
    Explained::new(
        bytes,
        "a name is missing here",
        "a fact is written `name = value`",
    )
}

pub(super) fn spelling(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let found = line.text(span.clone());
    Explained::new(
        span.clone(),
        format!("`{found}` cannot be part of a key"),
        "a key has the letters a to z, digits, `-` and `_`",
    )
}

pub(super) fn duplicate(line: &Line<'_>, span: &Range<usize>) -> Explained {
    let key = line.text(span.clone());
    let is_header = line.text(line.whole()).starts_with('[');
    let help = if is_header && key == "exceptions" {
        "write `[[exceptions]]`, with two brackets, each time"
    } else if is_header {
        "put the lines of both below one of them"
    } else {
        "keep one of the two lines"
    };
    Explained::new(span.clone(), format!("`{key}` is here twice"), help)
}

pub(super) fn unclosed_header(line: &Line<'_>) -> Explained {
    let whole = line.text(line.whole());
    let name = whole.trim_matches(['[', ']']).trim();
    let help = if whole.starts_with("[[") {
        format!("write `[[{name}]]`")
    } else {
        format!("write `[{name}]`")
    };
    Explained::new(line.whole(), format!("`{whole}` is not closed"), help).hiding_the_rest()
}

fn is_key_sign(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_')
}
