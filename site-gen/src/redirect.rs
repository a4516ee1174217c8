//! Older addresses: each becomes a small page that leads to where the page is now.

use practice::Catalogue;
use serde::Serialize;

/// `redirect.html` is given where to go.
#[derive(Debug, Serialize)]
pub(crate) struct Redirect {
    /// The older address.
    #[serde(skip)]
    pub(crate) from: String,
    /// The address now.
    pub(crate) to: String,
    /// The page's name.
    pub(crate) title: String,
    /// The content file that names the alias.
    #[serde(skip)]
    pub(crate) source: String,
}

/// All aliases of a catalogue.
pub(crate) fn redirects(catalogue: &Catalogue) -> impl Iterator<Item = Redirect> {
    catalogue.all_pages().flat_map(|page| {
        page.aliases.iter().map(|alias| Redirect {
            from: format!("/{}", alias.trim_start_matches('/')),
            to: page.address.clone(),
            title: page.title.clone(),
            source: page.path.clone(),
        })
    })
}
