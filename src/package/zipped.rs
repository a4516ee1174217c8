//! A function's zip: the same files give the same bytes, on every machine and every day.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use sha2::{Digest as _, Sha256};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::{Function, infra};
use crate::failure::Failure;

/// The program's name in the zip, as the runtime `provided.al2023` wants it.
const PROGRAM: &str = "bootstrap";
/// The folder in the zip that `KNEAD_FUNCTIONS_DIR` names.
const FOLDER: &str = "functions";
/// Digits of the hash that stand in a zip's name.
const NAME_DIGITS: usize = 16;
/// The smallest that deflate makes.
const LEVEL: i64 = 9;

/// A zip, ready to be uploaded.
pub(crate) struct Zip {
    pub(crate) function: Function,
    pub(crate) bytes: Vec<u8>,
    /// SHA-256, in hexadecimal digits.
    pub(crate) sha: String,
}

impl Zip {
    /// Its name in the bucket: another content, another name.
    pub(crate) fn stored_as(&self) -> String {
        stored_as(self.function.as_str(), &self.sha, "zip")
    }
}

/// The template's name in the bucket.
pub(crate) fn app_template_stored_as() -> String {
    stored_as("app", &sha(infra::APP_TEMPLATE.as_bytes()), "yaml")
}

fn stored_as(name: &str, sha: &str, ending: &str) -> String {
    format!("{name}-{}.{ending}", &sha[..NAME_DIGITS])
}

/// Zips a function's program with the files that it reads.
pub(super) fn zip(
    function: Function,
    program: &[u8],
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<Zip, Failure> {
    let bytes = zipped(program, files).map_err(|error| Failure::said(error, ""))?;
    let sha = sha(&bytes);
    Ok(Zip {
        function,
        bytes,
        sha,
    })
}

/// SHA-256, in hexadecimal digits.
pub(crate) fn sha(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn zipped(program: &[u8], files: &BTreeMap<String, Vec<u8>>) -> ZipResult<Vec<u8>> {
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .system(System::Unix);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(PROGRAM, plain.unix_permissions(0o755))?;
    zip.write_all(program)?;
    let plain = plain.unix_permissions(0o644);
    zip.start_file(infra::ROOTS_FILE, plain)?;
    zip.write_all(infra::ROOTS.as_bytes())?;
    for (path, bytes) in files {
        zip.start_file(format!("{FOLDER}/{path}"), plain)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use zip::ZipArchive;

    use super::*;

    fn files() -> BTreeMap<String, Vec<u8>> {
        BTreeMap::from([
            ("theme/a.html".to_owned(), b"<p>".to_vec()),
            ("content/practice.toml".to_owned(), b"name".to_vec()),
        ])
    }

    #[test]
    fn the_same_files_give_the_same_bytes_and_others_another_name() {
        let one = zip(Function::Booking, b"program", &files()).expect("a zip");
        let same = zip(Function::Booking, b"program", &files()).expect("a zip");
        assert_eq!((&one.bytes, &one.sha), (&same.bytes, &same.sha));
        let mut changed = files();
        changed.insert("content/index.md".to_owned(), Vec::new());
        let other = zip(Function::Booking, b"program", &changed).expect("a zip");
        assert_ne!(other.stored_as(), same.stored_as());
    }

    #[test]
    fn a_zip_holds_the_program_that_may_be_run_the_practice_and_the_roots() {
        let zip = zip(Function::Notify, b"program", &files()).expect("a zip");
        let mut archive = ZipArchive::new(Cursor::new(zip.bytes)).expect("an archive");
        let held: Vec<_> = (0..archive.len())
            .map(|index| {
                let file = archive.by_index(index).expect("a file");
                let time = file.last_modified().expect("a time").to_string();
                (
                    file.name().expect("a name").into_owned(),
                    file.unix_mode(),
                    time,
                )
            })
            .collect();
        let written = |name: &str, mode: u32| {
            let time = "1980-01-01 00:00:00".to_owned();
            (name.to_owned(), Some(0o100_000 | mode), time)
        };
        assert_eq!(
            held,
            [
                written("bootstrap", 0o755),
                written("amazon-roots.pem", 0o644),
                written("functions/content/practice.toml", 0o644),
                written("functions/theme/a.html", 0o644),
            ]
        );
        let mut program = String::new();
        let mut file = archive.by_name("bootstrap").expect("the program");
        file.read_to_string(&mut program).expect("text");
        assert_eq!(program, "program");
    }
}
