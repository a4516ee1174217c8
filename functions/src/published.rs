//! The practice as it is published: what is true and how it looks, of one moment.

use std::fmt;
use std::path::Path;

use practice::{Catalogue, Diagnostic};
use site_gen::Theme;

use crate::pack::{NotAPack, PACK_FILE, Pack};

/// What is true and how it looks, of one moment.
pub struct Published {
    /// What is true.
    pub catalogue: Catalogue,
    /// How it looks.
    pub theme: Theme,
}

/// Why nothing can be published.
#[derive(Debug)]
pub enum NotPublished {
    /// What `knead build` wrote is not there, or is something else.
    Pack(NotAPack),
    /// The content has errors.
    Content(Vec<Diagnostic>),
}

impl Published {
    /// Reads what `knead build` wrote for the functions, in the folder of that name. It was checked
    /// then: forms and templates are read when they are first needed.
    ///
    /// # Errors
    /// [`NotPublished`], whatever cannot be read or has errors.
    pub fn read(folder: &Path) -> Result<Self, NotPublished> {
        let path = folder.join(PACK_FILE);
        let pack = Pack::open(&path).map_err(NotPublished::Pack)?;
        let (reading, theme) = pack.published().map_err(NotPublished::Pack)?;
        let catalogue = reading
            .catalogue
            .ok_or(NotPublished::Content(reading.diagnostics))?;
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
            Self::Pack(fault) => fault.fmt(formatter),
            Self::Content(diagnostics) => diagnostics
                .iter()
                .try_for_each(|diagnostic| diagnostic.fmt(formatter)),
        }
    }
}

impl std::error::Error for NotPublished {}
