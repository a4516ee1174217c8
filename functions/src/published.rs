//! The practice as it is published: what is true and how it looks, of one moment.

use std::fmt;
use std::path::Path;

use practice::{Catalogue, Diagnostic};
use site_gen::folder::{self, Unreadable};
use site_gen::{TemplateProblem, Theme};

/// What is true and how it looks, of one moment.
pub struct Published {
    /// What is true.
    pub catalogue: Catalogue,
    /// How it looks.
    pub theme: Theme,
}

/// The folder within what `knead build` writes for the functions that holds the content.
pub const CONTENT_FOLDER: &str = "content";
/// The one that holds the theme.
pub const THEME_FOLDER: &str = "theme";

/// Why nothing can be published.
#[derive(Debug)]
pub enum NotPublished {
    /// A file cannot be read.
    Unreadable(Unreadable),
    /// The content has errors.
    Content(Vec<Diagnostic>),
    /// A template has one.
    Theme(Box<TemplateProblem>),
}

impl Published {
    /// Reads what `knead build` wrote for the functions.
    ///
    /// # Errors
    /// [`NotPublished`], whatever cannot be read or has errors.
    pub fn read(folder: &Path) -> Result<Self, NotPublished> {
        let sources =
            folder::sources(&folder.join(CONTENT_FOLDER)).map_err(NotPublished::Unreadable)?;
        let theme = folder::files(&folder.join(THEME_FOLDER)).map_err(NotPublished::Unreadable)?;
        let reading = practice::read::catalogue(&sources);
        let catalogue = reading
            .catalogue
            .ok_or(NotPublished::Content(reading.diagnostics))?;
        let theme =
            Theme::from_files(theme).map_err(|problem| NotPublished::Theme(Box::new(problem)))?;
        let base_url = catalogue.practice.url.clone();
        Ok(Self {
            theme: theme.with_site(&catalogue, &base_url),
            catalogue,
        })
    }
}

impl fmt::Display for NotPublished {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(unreadable) => unreadable.fmt(formatter),
            Self::Content(diagnostics) => diagnostics
                .iter()
                .try_for_each(|diagnostic| diagnostic.fmt(formatter)),
            Self::Theme(problem) => problem.fmt(formatter),
        }
    }
}

impl std::error::Error for NotPublished {}
