//! What `knead build` writes for the functions: one file, which they start with.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use practice::read::Source;
use serde::{Deserialize, Serialize};
use site_gen::Theme;

/// The file's name, within the folder that `KNEAD_FUNCTIONS_DIR` names.
pub const PACK_FILE: &str = "practice.pack";
/// The first bytes of the file: what it is, and which Knead wrote it.
const MARK: &str = concat!("knead ", env!("CARGO_PKG_VERSION"), "\n");

/// The content as it was written, the templates, and where the site's assets are. It was checked when
/// it was written; the functions read again what they need of it.
#[derive(Serialize, Deserialize)]
pub(crate) struct Pack<'a> {
    /// Path and text of each file of the content.
    #[serde(borrow)]
    content: Vec<(&'a str, &'a str)>,
    /// Name and text.
    templates: Vec<(&'a str, &'a str)>,
    /// Name in the theme, and address on the site.
    assets: Vec<(&'a str, &'a str)>,
}

/// Why a file is no pack of ours.
#[derive(Debug)]
pub enum NotAPack {
    /// It cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// Another Knead wrote it, or something else did.
    Foreign(PathBuf),
}

impl Pack<'_> {
    /// The bytes of a pack's file.
    pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, NotAPack> {
        std::fs::read(path).map_err(|error| NotAPack::Unreadable(path.to_owned(), error))
    }

    pub(crate) fn sources(&self) -> Vec<Source> {
        let content = self.content.iter().map(|(path, text)| Source {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        });
        content.collect()
    }

    pub(crate) fn theme(&self) -> Theme {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let addresses: BTreeMap<_, _> = self.assets.iter().map(owned).collect();
        Theme::of_checked(self.templates.iter().map(owned).collect(), addresses)
    }
}

impl<'a> Pack<'a> {
    /// The pack in a file's bytes.
    pub(crate) fn parse(path: &Path, bytes: &'a [u8]) -> Result<Self, NotAPack> {
        let foreign = || NotAPack::Foreign(path.to_owned());
        let pack = bytes.strip_prefix(MARK.as_bytes()).ok_or_else(foreign)?;
        postcard::from_bytes(pack).map_err(|_| foreign())
    }
}

/// What the functions need of a practice, as the bytes of [`PACK_FILE`]: its content, the files of
/// its theme, and the theme of its site ([`Theme::with_site`]).
///
/// Both were checked by whoever calls this: the functions read them as checked.
#[must_use]
pub fn pack(sources: &[Source], theme_files: &[(String, Vec<u8>)], theme: &Theme) -> Vec<u8> {
    let content = sources.iter().map(|source| (&*source.path, &*source.text));
    let assets = theme.asset_addresses().iter();
    let pack = Pack {
        content: content.collect(),
        templates: Theme::templates(theme_files).collect(),
        assets: assets
            .map(|(name, address)| (&**name, &**address))
            .collect(),
    };
    // Lists of texts, and room that grows: nothing that could fail.
    postcard::to_extend(&pack, MARK.as_bytes().to_vec()).unwrap_or_default()
}

impl fmt::Display for NotAPack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(
                formatter,
                "`{}` cannot be read: {error}; write it with `knead build` and see that \
                 KNEAD_FUNCTIONS_DIR names its folder `functions`",
                path.display()
            ),
            Self::Foreign(path) => write!(
                formatter,
                "`{}` is not what `knead build` {} writes: build it again with the Knead that this \
                 function comes with",
                path.display(),
                env!("CARGO_PKG_VERSION")
            ),
        }
    }
}

impl std::error::Error for NotAPack {}
