//! Markdown to plain words: for descriptions, structured data and ids.

use pulldown_cmark::{Event, Parser, TagEnd};

/// All words of a text, one paragraph after the other, without markup.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(text, super::OPTIONS) {
        push_text(&event, &mut out);
    }
    out.trim().to_owned()
}

/// The first paragraph's words, cut at a word's end so that at most `characters_max` are left.
#[must_use]
pub fn opening(text: &str, characters_max: usize) -> String {
    let paragraph = text
        .split("\n\n")
        .map(str::trim)
        .find(|part| part.starts_with(|first: char| first.is_alphanumeric()))
        .unwrap_or_default();
    shorten(&plain(paragraph), characters_max)
}

/// Cuts at a word's end and says so with an ellipsis.
pub(crate) fn shorten(text: &str, characters_max: usize) -> String {
    if text.chars().count() <= characters_max {
        return text.to_owned();
    }
    let cut: String = text
        .chars()
        .take(characters_max.saturating_sub(1))
        .collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.', ' ']))
}

/// Adds what an event says, if it says anything.
pub(super) fn push_text(event: &Event<'_>, out: &mut String) {
    match event {
        Event::Text(text) | Event::Code(text) => out.push_str(text),
        Event::SoftBreak | Event::HardBreak => out.push(' '),
        Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell)
            if !out.ends_with(' ') =>
        {
            out.push(' ');
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opening_is_the_first_paragraph_cut_at_a_word() {
        let text = "## Title\n\nSlow, *deep* strokes along the back.\n\nMore.";
        assert_eq!(opening(text, 160), "Slow, deep strokes along the back.");
        assert_eq!(opening(text, 20), "Slow, deep strokes…");
    }
}
