//! What `knead build` writes for the functions: one file. They start with its first part.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use practice::read::{Reading, Source, is_form};
use serde::{Deserialize, Serialize};
use site_gen::Theme;

/// The file's name, within the folder that `KNEAD_FUNCTIONS_DIR` names.
pub const PACK_FILE: &str = "practice.pack";
/// The first bytes of the file: what it is, and which Knead wrote it.
const MARK: &str = concat!("knead ", env!("CARGO_PKG_VERSION"), "\n");

/// Bytes that say how long the first part is.
const LENGTH_BYTES: usize = 4;
/// The longest first part: a practice that large is a mistake.
const HEAD_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A name, or a path, and a text.
type Named<'a> = (&'a str, &'a str);

/// The first part: what every function starts with.
#[derive(Serialize, Deserialize)]
struct Head<'a> {
    /// Path and text of each file of the content but forms.
    #[serde(borrow)]
    content: Vec<Named<'a>>,
    /// Name in the theme, and address on the site, of each asset.
    assets: Vec<Named<'a>>,
}

/// The second part: read when the first form or page is needed.
#[derive(Serialize, Deserialize)]
struct Tail<'a> {
    /// Path and text.
    #[serde(borrow)]
    forms: Vec<Named<'a>>,
    /// Name and text.
    templates: Vec<Named<'a>>,
}

/// A pack's file, open at its first part.
pub(crate) struct Pack {
    path: PathBuf,
    head: Vec<u8>,
}

/// Why a file is no pack of ours.
#[derive(Debug)]
pub enum NotAPack {
    /// It cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// Another Knead wrote it, or something else did.
    Foreign(PathBuf),
}

impl Pack {
    /// Reads the first part.
    pub(crate) fn open(path: &Path) -> Result<Self, NotAPack> {
        let unreadable = |error| NotAPack::Unreadable(path.to_owned(), error);
        let foreign = || NotAPack::Foreign(path.to_owned());
        let mut file = File::open(path).map_err(unreadable)?;
        let mut begin = [0; MARK.len() + LENGTH_BYTES];
        file.read_exact(&mut begin).map_err(|_| foreign())?;
        let (mark, length) = begin.split_at(MARK.len());
        let length = <[u8; LENGTH_BYTES]>::try_from(length).map(u32::from_le_bytes);
        let length = length.ok().and_then(|length| usize::try_from(length).ok());
        let length = length.filter(|length| mark == MARK.as_bytes() && *length <= HEAD_BYTES_MAX);
        let mut head = vec![0; length.ok_or_else(foreign)?];
        file.read_exact(&mut head).map_err(|_| foreign())?;
        Ok(Self {
            path: path.to_owned(),
            head,
        })
    }

    /// The practice as it is published.
    pub(crate) fn published(&self) -> Result<(Reading, Theme), NotAPack> {
        let foreign = |_| NotAPack::Foreign(self.path.clone());
        let head: Head<'_> = postcard::from_bytes(&self.head).map_err(foreign)?;
        let (at, of) = (self.tail(), self.tail());
        let forms = move || at.with(|tail| sources(&tail.forms));
        let templates = move || of.with(|tail| tail.templates.iter().map(owned).collect());
        let addresses: BTreeMap<_, _> = head.assets.iter().map(owned).collect();
        Ok((
            practice::read::checked_catalogue(&sources(&head.content), forms),
            Theme::of_checked(templates, addresses),
        ))
    }

    fn tail(&self) -> TailAt {
        TailAt {
            path: self.path.clone(),
            begins: MARK.len() + LENGTH_BYTES + self.head.len(),
        }
    }
}

/// Where the second part is.
struct TailAt {
    path: PathBuf,
    begins: usize,
}

impl TailAt {
    /// What is there; nothing, which is logged, where it is gone meanwhile.
    fn with<T: Default>(&self, take: impl FnOnce(&Tail<'_>) -> T) -> T {
        let bytes = std::fs::read(&self.path).unwrap_or_default();
        let tail = bytes.get(self.begins..).unwrap_or_default();
        if let Ok(tail) = postcard::from_bytes(tail) {
            take(&tail)
        } else {
            tracing::error!("Forms and templates cannot be read: `{PACK_FILE}` has changed");
            T::default()
        }
    }
}

/// What the functions need of a practice, as the bytes of [`PACK_FILE`]: its content, the files of
/// its theme, and the theme of its site ([`Theme::with_site`]).
///
/// Both were checked by whoever calls this: the functions read them as checked.
///
/// # Errors
/// [`TooLarge`].
pub fn pack(
    sources: &[Source],
    theme_files: &[(String, Vec<u8>)],
    theme: &Theme,
) -> Result<Vec<u8>, TooLarge> {
    let named = |source: &'_ &Source| is_form(source);
    let (forms, content): (Vec<_>, Vec<_>) = sources.iter().partition(named);
    let texts = |sources: Vec<&'_ Source>| -> Vec<(String, String)> {
        let texts = sources.into_iter();
        texts
            .map(|source| (source.path.clone(), source.text.clone()))
            .collect()
    };
    let (forms, content) = (texts(forms), texts(content));
    let head = Head {
        content: content.iter().map(borrowed).collect(),
        assets: theme
            .asset_addresses()
            .iter()
            .map(|(name, at)| (&**name, &**at))
            .collect(),
    };
    let tail = Tail {
        forms: forms.iter().map(borrowed).collect(),
        templates: Theme::templates(theme_files).collect(),
    };
    let head = postcard::to_stdvec(&head).map_err(|_| TooLarge)?;
    let length = u32::try_from(head.len())
        .ok()
        .filter(|_| head.len() <= HEAD_BYTES_MAX);
    let begin = [
        MARK.as_bytes(),
        &length.ok_or(TooLarge)?.to_le_bytes(),
        &head,
    ]
    .concat();
    postcard::to_extend(&tail, begin).map_err(|_| TooLarge)
}

/// A content folder of more text than any practice has.
#[derive(Debug)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the content holds more than {} MiB of text",
            HEAD_BYTES_MAX >> 20
        )
    }
}

impl std::error::Error for TooLarge {}

fn owned<A: AsRef<str>, B: AsRef<str>>((name, text): &(A, B)) -> (String, String) {
    (name.as_ref().to_owned(), text.as_ref().to_owned())
}

fn borrowed((name, text): &(String, String)) -> Named<'_> {
    (name, text)
}

fn sources(named: &[Named<'_>]) -> Vec<Source> {
    let sources = named.iter().map(owned);
    sources.map(|(path, text)| Source { path, text }).collect()
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
