//! The practice's key in a file that only its owner can read: where there is no KMS.

use std::fmt;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::key_text::TEXT_BYTES_MAX;
use super::{NotAKey, PracticeKey};

/// What others may do with a file: nothing of this is left to them.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// A file that holds the practice's key.
#[derive(Clone, Debug)]
pub struct KeyFile(PathBuf);

/// Why a file gives no key.
#[derive(Debug)]
pub struct KeyFileError {
    path: PathBuf,
    why: Why,
}

#[derive(Debug)]
enum Why {
    Missing,
    Unreadable(std::io::Error),
    OpenToOthers,
    NotAKey(NotAKey),
}

impl KeyFile {
    /// The file of this path, whether it is there or not.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Reads the key.
    ///
    /// # Errors
    /// [`KeyFileError`]: it is not there, cannot be read, can be read by others, or holds no key.
    pub fn read(&self) -> Result<PracticeKey, KeyFileError> {
        self.read_text()
            .and_then(|text| PracticeKey::parse(&text).map_err(Why::NotAKey))
            .map_err(|why| KeyFileError {
                path: self.0.clone(),
                why,
            })
    }

    fn read_text(&self) -> Result<Zeroizing<String>, Why> {
        let file = File::open(&self.0).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Why::Missing,
            _ => Why::Unreadable(error),
        })?;
        if is_open_to_others(&file).map_err(Why::Unreadable)? {
            return Err(Why::OpenToOthers);
        }
        let mut text = Zeroizing::new(String::with_capacity(TEXT_BYTES_MAX + 1));
        let mut first = file.take(TEXT_BYTES_MAX as u64 + 1);
        match first.read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                Err(Why::NotAKey(NotAKey::Shape))
            }
            Err(error) => Err(Why::Unreadable(error)),
        }
    }
}

#[cfg(unix)]
fn is_open_to_others(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(file.metadata()?.permissions().mode() & OTHERS != 0)
}

/// Elsewhere whoever owns the folder says who may read it.
#[cfg(not(unix))]
fn is_open_to_others(_: &File) -> std::io::Result<bool> {
    Ok(false)
}

impl KeyFileError {
    /// Whether there is no file at all.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.why, Why::Missing)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self.why {
            Why::Missing => "put back the copy you keep of it".to_owned(),
            Why::Unreadable(_) => {
                "let the user who runs Knead read it, or put back the copy you keep of it"
                    .to_owned()
            }
            Why::OpenToOthers => format!(
                "take it from them: chmod 600 {path}; if they may have read it, change it \
                 afterwards: knead keys rotate",
                path = self.path.display()
            ),
            Why::NotAKey(_) => {
                "put back the copy you keep of it; records open with no other".to_owned()
            }
        }
    }
}

impl fmt::Display for KeyFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the key file `{}` ", self.path.display())?;
        match &self.why {
            Why::Missing => formatter.write_str("is missing"),
            Why::Unreadable(error) => write!(formatter, "cannot be read: {error}"),
            Why::OpenToOthers => formatter.write_str("can be read by others"),
            Why::NotAKey(why) => write!(formatter, "cannot be used: {why}"),
        }
    }
}

impl std::error::Error for KeyFileError {}
