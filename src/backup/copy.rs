//! A copy as it lies in a folder: read, and held against what it says of itself.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use functions::store::copy::{Digest, Part, Row};
use sha2::{Digest as _, Sha256};

use super::manifest::{FILE, FORMAT, Manifest, file};
use super::writing::hexadecimal;
use crate::failure::Failure;

/// Longer than any item is written: an item has 400 KB at most, and bytes take a third more.
const LINE_BYTES_MAX: u64 = 1024 * 1024;
/// Longer than any manifest.
const MANIFEST_BYTES_MAX: u64 = 1024 * 1024;
/// What to do with a copy that is not as it was taken.
const HELP: &str = "fetch the copy again from where it is kept, or take an older one: it was not as it is when it was taken";

/// A copy that is whole and as it was taken.
pub(super) struct Copy {
    folder: PathBuf,
    pub(super) manifest: Manifest,
    /// What tells it from any other copy.
    pub(super) name: String,
}

impl Copy {
    /// Reads all of a copy once, before anything is done with it.
    pub(super) fn open(folder: &Path) -> Result<Self, Failure> {
        let text = read_manifest(folder)?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|error| {
            Failure::said(
                format!("`{FILE}` cannot be read: {error}"),
                format!("{HELP}; or it is of another version of knead"),
            )
        })?;
        if manifest.format != FORMAT {
            return Err(Failure::said(
                format!(
                    "this copy is of form {}, and this knead reads form {FORMAT}",
                    manifest.format
                ),
                "restore it with the version of knead that took it",
            ));
        }
        let copy = Self {
            folder: folder.to_owned(),
            manifest,
            name: hexadecimal(&Sha256::digest(&text)),
        };
        Part::ALL.iter().try_for_each(|part| copy.prove(*part))?;
        Ok(copy)
    }

    /// Calls with each row of a table's copy.
    pub(super) fn lines(&self, part: Part) -> Result<Lines, Failure> {
        let path = self.folder.join(file(part));
        let opened = File::open(&path).map_err(|error| {
            let help = match part {
                Part::Table => HELP,
                Part::Keys => {
                    "put it back: without the clients' keys no record of this copy ever opens. If \
                     its 35 days are over, take a later copy"
                }
            };
            Failure::said(
                format!("`{}` cannot be read: {error}", path.display()),
                help,
            )
        })?;
        Ok(Lines {
            file: BufReader::new(opened),
            name: file(part),
            number: 0,
        })
    }

    fn prove(&self, part: Part) -> Result<(), Failure> {
        let (name, expected) = (file(part), self.manifest.of(part));
        let mut lines = self.lines(part)?;
        let length = lines.file.get_ref().metadata();
        let length = length.map_err(|error| lines.unreadable(&error))?.len();
        if length < expected.bytes {
            return Err(Failure::said(
                format!(
                    "`{name}` is cut off: {length} of {} bytes are there",
                    expected.bytes
                ),
                HELP,
            ));
        }
        let (mut sha256, mut digest) = (Sha256::new(), Digest::default());
        while let Some(line) = lines.next_line()? {
            sha256.update(&line);
            digest.add(&lines.row(&line)?);
        }
        let is_so = hexadecimal(&sha256.finalize()) == expected.sha256;
        if is_so && digest.rows() == expected.rows && digest.to_string() == expected.digest {
            return Ok(());
        }
        Err(Failure::said(
            format!("`{name}` was changed: it is not what `{FILE}` says was copied"),
            HELP,
        ))
    }
}

/// The lines of a file of a copy.
pub(super) struct Lines {
    file: BufReader<File>,
    name: &'static str,
    number: u64,
}

impl Lines {
    /// The next row; none after the last.
    pub(super) fn next_row(&mut self) -> Result<Option<Row>, Failure> {
        let line = self.next_line()?;
        line.map(|line| self.row(&line)).transpose()
    }

    fn next_line(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let mut line = Vec::new();
        let mut limited = self.file.by_ref().take(LINE_BYTES_MAX);
        let read = limited.read_until(b'\n', &mut line);
        read.map_err(|error| self.unreadable(&error))?;
        self.number += 1;
        Ok((!line.is_empty()).then_some(line))
    }

    fn row(&self, line: &[u8]) -> Result<Row, Failure> {
        let text = std::str::from_utf8(line).ok();
        let text = text.and_then(|text| text.strip_suffix('\n'));
        let row = text.and_then(|text| Row::parse(text).ok());
        row.ok_or_else(|| {
            Failure::said(
                format!(
                    "line {} of `{}` was changed or cut off: it is not an item of a table",
                    self.number, self.name
                ),
                HELP,
            )
        })
    }

    fn unreadable(&self, error: &std::io::Error) -> Failure {
        Failure::said(format!("`{}` cannot be read: {error}", self.name), HELP)
    }
}

fn read_manifest(folder: &Path) -> Result<String, Failure> {
    let not_a_copy = |why: String| {
        Failure::said(
            format!("`{}` holds no whole copy: {why}", folder.display()),
            "name the folder that `knead backup` wrote; one that was stopped has no manifest, and is taken anew",
        )
    };
    let path = folder.join(FILE);
    match fs::metadata(&path) {
        Err(error) => Err(not_a_copy(format!("`{FILE}`: {error}"))),
        Ok(file) if file.len() > MANIFEST_BYTES_MAX => {
            Err(not_a_copy(format!("`{FILE}` is too long for one")))
        }
        Ok(_) => fs::read_to_string(&path).map_err(|error| not_a_copy(error.to_string())),
    }
}
