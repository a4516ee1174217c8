//! Markdown to HTML: CommonMark with tables, footnotes, strikethrough, heading ids, smart
//! punctuation and definition lists. A body's own headings start at `h2`, each with an id.

mod headings;
mod plain;
mod sections;
mod tables;

use pulldown_cmark::{Event, Options, Parser, html};

pub use headings::Heading;
pub use plain::{opening, plain};
pub use sections::{Section, Sections, sections};

/// What our Markdown has beyond CommonMark.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_DEFINITION_LIST);

/// A body, drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// HTML, safe as far as its author is: Markdown may hold raw HTML.
    pub html: String,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
}

/// Draws a body.
///
/// # Examples
/// ```
/// let body = site_gen::markdown::render("## What to wear\n\nWhatever is *easy*.");
/// assert_eq!(body.html, "<h2 id=\"what-to-wear\">What to wear</h2>\n<p>Whatever is <em>easy</em>.</p>\n");
/// ```
#[must_use]
pub fn render(text: &str) -> Rendered {
    let (events, headings) = events(text);
    Rendered {
        html: to_html(events),
        headings,
    }
}

fn events(text: &str) -> (Vec<Event<'_>>, Vec<Heading>) {
    let mut events: Vec<Event<'_>> = Parser::new_ext(text, OPTIONS).collect();
    let headings = headings::name(&mut events);
    tables::wrap(&mut events);
    (events, headings)
}

fn to_html<'a>(events: impl IntoIterator<Item = Event<'a>>) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_get_unique_ids_and_start_at_two() {
        let body = render("# Before\n\n## Before\n\n### What's *next*? {#after}\n");
        assert_eq!(
            body.html,
            "<h2 id=\"before\">Before</h2>\n<h3 id=\"before-2\">Before</h3>\n\
             <h4 id=\"after\">What’s <em>next</em>?</h4>\n"
        );
        assert_eq!(body.headings[2].text, "What’s next?");
    }

    #[test]
    fn a_table_scrolls_by_itself_and_has_no_inline_style() {
        let body = render("## Prices\n\n| length | price |\n|---|---:|\n| 60 | $95 |\n");
        assert!(body.html.contains(
            "<div class=\"scroll\" role=\"region\" aria-labelledby=\"prices\" tabindex=\"0\">"
        ));
        assert!(!body.html.contains("style="), "{}", body.html);
    }

    #[test]
    fn footnotes_strikethrough_and_definitions_are_drawn() {
        let body = render("A[^1] ~~b~~.\n\n[^1]: Note.\n\nTerm\n: Meaning.\n");
        for part in [
            "footnote-definition",
            "<del>b</del>",
            "<dt>Term</dt>",
            "<dd>Meaning.</dd>",
        ] {
            assert!(body.html.contains(part), "{part} in {}", body.html);
        }
    }
}
