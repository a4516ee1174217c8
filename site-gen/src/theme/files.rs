//! A theme's files: templates on one side, assets on the other; the default theme is built in.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;

/// The default theme, inside the binary so that `knead new` needs nothing else.
#[derive(RustEmbed)]
#[folder = "../themes/calm"]
struct Calm;

/// The folder within a theme's that holds its templates.
pub(super) const TEMPLATES: &str = "templates/";

/// What a theme's folder holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    /// Name below `templates/` and text.
    pub(super) templates: Vec<(String, String)>,
    /// Name below `assets/` and bytes.
    pub(super) assets: BTreeMap<String, Vec<u8>>,
    /// Templates whose bytes are no text.
    pub(super) unreadable: Vec<String>,
}

/// The files of the built-in theme, as [`sort`] takes them.
pub(super) fn builtin() -> Vec<(String, Vec<u8>)> {
    Calm::iter()
        .filter_map(|path| Calm::get(&path).map(|file| (path.into_owned(), file.data.into_owned())))
        .collect()
}

/// Sorts files, their paths relative to the theme's folder, into templates and assets; others are
/// no part of a site (a README, a licence).
pub(super) fn sort(files: Vec<(String, Vec<u8>)>) -> Files {
    let mut sorted = Files::default();
    for (path, bytes) in files {
        if let Some(name) = path.strip_prefix(TEMPLATES) {
            match String::from_utf8(bytes) {
                Ok(text) => sorted.templates.push((name.to_owned(), text)),
                Err(_) => sorted.unreadable.push(name.to_owned()),
            }
        } else if let Some(name) = path.strip_prefix("assets/") {
            sorted.assets.insert(name.to_owned(), bytes);
        }
    }
    sorted.templates.sort();
    sorted
}
