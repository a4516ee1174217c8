//! Structured data: one JSON-LD graph a page, with stable ids, from the same facts as booking.

mod business;
mod hours;
mod offers;
mod people;
mod questions;
mod reserve;

use serde_json::{Value, json};

pub(crate) use business::home;
pub(crate) use offers::{service, service_list};
pub(crate) use people::person;
pub(crate) use questions::questions;

use crate::view::Link;

/// A graph as text for a `<script type="application/ld+json">`; empty when there is nothing to say.
///
/// `<` is written as an escape, so that no word of the content can end the script element.
pub(crate) fn graph(nodes: &[Value]) -> String {
    if nodes.is_empty() {
        return String::new();
    }
    json!({ "@context": "https://schema.org", "@graph": nodes })
        .to_string()
        .replace('<', "\\u003c")
}

/// The way from home to the page; none at home.
pub(crate) fn trail(base_url: &str, trail: &[Link]) -> Option<Value> {
    let last = trail.last()?;
    let items: Vec<Value> = (1..)
        .zip(trail)
        .map(|(position, link): (usize, &Link)| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": link.title,
                "item": format!("{base_url}{}", link.address),
            })
        })
        .collect();
    Some(json!({
        "@type": "BreadcrumbList",
        "@id": format!("{base_url}{}#trail", last.address),
        "itemListElement": items,
    }))
}

/// The id by which every page names the practice.
fn practice_id(base_url: &str) -> String {
    format!("{base_url}/#practice")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_can_end_the_script_element() {
        let text = graph(&[json!({ "name": "</script><script>alert(1)</script>" })]);
        assert!(!text.contains('<'), "{text}");
        let back: Value = serde_json::from_str(&text).expect("an escape is JSON");
        assert_eq!(
            back["@graph"][0]["name"],
            "</script><script>alert(1)</script>"
        );
    }
}
