//! What every Markdown file has, whatever its kind.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

/// A Markdown file: its facts and its words.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it stands below `content/`: `services/deep-tissue.md`.
    pub path: String,
    /// Where visitors find it: `/services/deep-tissue/`.
    pub address: String,
    /// The heading, and the page's name wherever it is linked.
    pub title: String,
    /// One sentence for search results; a service's summary serves as one. May be empty.
    pub description: String,
    /// When it was written.
    pub date: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Lists are ordered by weight, then title.
    pub weight: i64,
    /// Older addresses that lead here.
    pub aliases: Vec<String>,
    /// A template other than its kind's own.
    pub template: Option<String>,
    /// The picture that stands for it.
    pub image: Option<Image>,
    /// `tag = ["..."]` and the like, by taxonomy.
    pub taxonomies: BTreeMap<String, Vec<String>>,
    /// Free for themes; nothing here reads it.
    pub extra: toml::Table,
    /// The Markdown below the front matter.
    pub body: String,
    /// The line of the file on which the body begins, from 1.
    pub body_line: usize,
}

/// A picture and what it shows.
#[derive(Clone, Debug, Serialize)]
pub struct Image {
    /// A file below `content/images/`.
    pub src: String,
    /// What it shows, for those who do not see it; empty for decoration.
    pub alt: String,
}

/// A page that is neither service, technique, condition nor therapist.
#[derive(Clone, Debug)]
pub struct Plain {
    /// What it is for.
    pub kind: Kind,
    /// Its facts and words.
    pub page: Page,
}

/// What a plain page is for; it decides the page's template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `index.md`
    Home,
    /// `services/index.md`
    Services,
    /// `techniques/index.md`
    Techniques,
    /// `conditions/index.md`
    Conditions,
    /// `team/index.md`
    Team,
    /// `faq.md`
    Questions,
    /// The `index.md` of any other folder.
    Section,
    /// Any other file.
    Page,
}
