//! A body cut at its `h2` headings: how `faq.md` becomes questions and answers.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use serde::Serialize;

use super::plain::push_text;
use super::to_html;

/// A body in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// The HTML above the first heading.
    pub intro: String,
    /// One for each `##` heading, in order.
    pub sections: Vec<Section>,
}

/// A heading and all below it, up to the next of its level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// What `#...` links to.
    pub id: String,
    /// The heading's words.
    pub title: String,
    /// What stands below it, as HTML.
    pub html: String,
    /// The same as plain words.
    pub text: String,
}

/// Cuts a body at its `##` headings.
#[must_use]
pub fn sections(text: &str) -> Sections {
    let (events, headings) = super::events(text);
    let mut starts = headings.into_iter().filter(|heading| heading.level == 2);
    let mut parts = Sections::default();
    let mut below: Vec<Event<'_>> = Vec::new();
    let mut in_heading = false;
    for event in events {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                ..
            }) => {
                close(&mut parts, std::mem::take(&mut below));
                let heading = starts.next();
                let (id, title) = heading
                    .map(|heading| (heading.id, heading.text))
                    .unwrap_or_default();
                parts.sections.push(Section {
                    id,
                    title,
                    ..Section::default()
                });
                in_heading = true;
            }
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => in_heading = false,
            _ if in_heading => {}
            event => below.push(event),
        }
    }
    close(&mut parts, below);
    parts
}

fn close(parts: &mut Sections, below: Vec<Event<'_>>) {
    let mut text = String::new();
    for event in &below {
        push_text(event, &mut text);
    }
    let html = to_html(below);
    match parts.sections.last_mut() {
        Some(section) => (section.html, section.text) = (html, text.trim().to_owned()),
        None => parts.intro = html,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_second_level_heading_begins_a_section() {
        let parts = sections(
            "Hello.\n\n## May I talk?\n\nYes. Or *sleep*.\n\n### Really\n\nReally.\n\n## And eat?\n\nA little.\n",
        );
        assert_eq!(parts.intro, "<p>Hello.</p>\n");
        let [first, second] = &parts.sections[..] else {
            unreachable!("two questions were asked")
        };
        assert_eq!(
            (first.id.as_str(), first.title.as_str()),
            ("may-i-talk", "May I talk?")
        );
        assert!(first.html.contains("<h3 id=\"really\">"));
        assert_eq!(first.text, "Yes. Or sleep. Really Really.");
        assert_eq!(second.html, "<p>A little.</p>\n");
    }
}
