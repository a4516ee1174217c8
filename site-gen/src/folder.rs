//! The one read: a practice's folder from disk.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use practice::read::Source;

/// The largest text file that is read: a page of a million characters is a mistake.
const TEXT_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// The most files of one folder.
const FILES_MAX: usize = 50_000;

/// A folder or file that cannot be read.
#[derive(Debug)]
pub enum Unreadable {
    /// The folder is not there, or is a file.
    NotAFolder(PathBuf),
    /// The system's own words about a path.
    Io(PathBuf, io::Error),
    /// A text file with bytes that are not UTF-8; the line of the first one.
    NotUtf8(PathBuf, usize),
    /// A text file that is too large to be one.
    TooLarge(PathBuf),
    /// More files than a practice has.
    TooMany(PathBuf),
}

/// The Markdown and TOML files below a content folder, by path.
///
/// # Errors
/// [`Unreadable`], naming the path.
pub fn sources(content: &Path) -> Result<Vec<Source>, Unreadable> {
    let paths = paths(content)?;
    let texts = paths
        .into_iter()
        .filter(|(name, _)| name.ends_with(".md") || name.ends_with(".toml"));
    texts
        .map(|(name, path)| {
            Ok(Source {
                path: name,
                text: text(&path)?,
            })
        })
        .collect()
}

/// Every file below a folder, by path.
///
/// # Errors
/// [`Unreadable`], naming the path.
pub fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Unreadable> {
    let paths = paths(folder)?;
    paths
        .into_iter()
        .map(|(name, path)| Ok((name, read(&path)?)))
        .collect()
}

/// The paths of every file below a folder, as names with forward slashes; hidden ones left out.
///
/// # Errors
/// [`Unreadable`], naming the path.
pub fn paths(folder: &Path) -> Result<Vec<(String, PathBuf)>, Unreadable> {
    if !folder.is_dir() {
        return Err(Unreadable::NotAFolder(folder.to_owned()));
    }
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        let entries =
            fs::read_dir(&folder).map_err(|error| Unreadable::Io(folder.clone(), error))?;
        for entry in entries {
            let entry = entry.map_err(|error| Unreadable::Io(folder.clone(), error))?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            // Hidden files, and the copies that editors keep beside a file while it is open.
            if name.starts_with(['.', '#']) || name.ends_with('~') {
                continue;
            }
            let path = entry.path();
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                open.push((format!("{name}/"), path));
            } else {
                found.push((name, path));
            }
            if found.len() + open.len() > FILES_MAX {
                return Err(Unreadable::TooMany(folder));
            }
        }
    }
    found.sort();
    Ok(found)
}

fn text(path: &Path) -> Result<String, Unreadable> {
    let size = fs::metadata(path)
        .map_err(|error| Unreadable::Io(path.to_owned(), error))?
        .len();
    if size > TEXT_BYTES_MAX {
        return Err(Unreadable::TooLarge(path.to_owned()));
    }
    String::from_utf8(read(path)?).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Unreadable::NotUtf8(path.to_owned(), line)
    })
}

fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    fs::read(path).map_err(|error| Unreadable::Io(path.to_owned(), error))
}

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFolder(path) => write!(formatter, "there is no folder `{}`", path.display()),
            Self::Io(path, error) => {
                write!(formatter, "`{}` cannot be read: {error}", path.display())
            }
            Self::NotUtf8(path, line) => {
                write!(
                    formatter,
                    "`{}` is not UTF-8 text at line {line}; save it as UTF-8",
                    path.display()
                )
            }
            Self::TooLarge(path) => {
                write!(
                    formatter,
                    "`{}` is larger than {} MiB of text",
                    path.display(),
                    TEXT_BYTES_MAX >> 20
                )
            }
            Self::TooMany(path) => write!(
                formatter,
                "`{}` holds more than {FILES_MAX} files",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Unreadable {}
