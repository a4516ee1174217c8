//! Tables: each in a box that scrolls by itself on a narrow screen, without inline styles.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// Wraps each table. The box is named by the heading above the table, where there is one.
pub(super) fn wrap(events: &mut Vec<Event<'_>>) {
    let mut above: Option<String> = None;
    let mut wrapped = Vec::with_capacity(events.len());
    for event in events.drain(..) {
        match event {
            Event::Start(Tag::Table(columns)) => {
                wrapped.push(Event::Html(opening(above.as_deref()).into()));
                wrapped.push(Event::Start(Tag::Table(vec![
                    Alignment::None;
                    columns.len()
                ])));
            }
            Event::End(TagEnd::Table) => {
                wrapped.push(event);
                wrapped.push(Event::Html("</div>\n".into()));
            }
            event => {
                if let Event::Start(Tag::Heading { id: Some(id), .. }) = &event {
                    above = Some(id.to_string());
                }
                wrapped.push(event);
            }
        }
    }
    *events = wrapped;
}

/// The ids of headings hold letters, digits and hyphens, or what their author wrote; quotes
/// cannot occur in either.
fn opening(above: Option<&str>) -> String {
    let name = match above {
        Some(id) => format!("aria-labelledby=\"{id}\""),
        None => "aria-label=\"Table\"".to_owned(),
    };
    format!("<div class=\"scroll\" role=\"region\" {name} tabindex=\"0\">\n")
}
