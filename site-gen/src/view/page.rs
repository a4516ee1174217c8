//! What every template knows of the page it draws.

use practice::catalogue::{Image, Page};
use serde::Serialize;

use super::Link;
use super::cards::sentence;
use crate::words;

/// `page` in a template.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct PageView {
    /// The heading.
    pub(crate) title: String,
    /// One sentence for search results.
    pub(crate) description: String,
    /// Where it is: `/services/deep-tissue/`.
    pub(crate) address: String,
    /// The way to it from home, itself last; empty at home.
    pub(crate) trail: Vec<Link>,
    /// JSON-LD, safe inside a script tag; may be empty.
    pub(crate) structured: String,
    /// When it was last changed, in words; may be empty.
    pub(crate) updated: String,
    /// Whether search engines are asked to leave it out.
    pub(crate) unlisted: bool,
    /// The picture that stands for it.
    pub(crate) image: Option<Image>,
    /// What the author left for the theme.
    pub(crate) extra: toml::Table,
}

impl PageView {
    /// The view of a Markdown file; `summary` is its sentence where it has no description.
    pub(crate) fn of(page: &Page, summary: &str) -> Self {
        Self {
            title: page.title.clone(),
            description: sentence(&page.description, summary, &page.body),
            address: page.address.clone(),
            updated: page
                .updated
                .or(page.date)
                .map(words::date)
                .unwrap_or_default(),
            image: page.image.clone(),
            extra: page.extra.clone(),
            ..Self::default()
        }
    }

    /// Places the page below others; the trail starts at home and ends with the page itself.
    pub(crate) fn below(mut self, parents: impl IntoIterator<Item = Link>) -> Self {
        self.trail = vec![Link::new("Home", "/")];
        self.trail.extend(parents);
        self.trail.push(Link::new(&self.title, &self.address));
        self
    }
}
