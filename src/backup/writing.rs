//! One file of a copy as it is written: a row a line, counted and fingerprinted.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use functions::store::copy::{Digest, Row};
use sha2::{Digest as _, Sha256};

use super::manifest::Copied;
use crate::private_file;

/// One file of a copy as it is written.
pub(super) struct Writing {
    file: BufWriter<File>,
    sha256: Sha256,
    bytes: u64,
    digest: Digest,
}

impl Writing {
    /// Begins a file that only its owner can read.
    pub(super) fn begin(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::new(private_file::create(path)?),
            sha256: Sha256::new(),
            bytes: 0,
            digest: Digest::default(),
        })
    }

    pub(super) fn write(&mut self, row: &Row) -> io::Result<()> {
        for bytes in [row.line().as_bytes(), b"\n"] {
            self.file.write_all(bytes)?;
            self.sha256.update(bytes);
            self.bytes += bytes.len() as u64;
        }
        self.digest.add(row);
        Ok(())
    }

    /// Ends the file, which is on the disk then: what was written.
    pub(super) fn end(mut self) -> io::Result<Copied> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok(Copied {
            rows: self.digest.rows(),
            bytes: self.bytes,
            sha256: hexadecimal(&self.sha256.finalize()),
            digest: self.digest.to_string(),
        })
    }
}

/// Bytes as they are printed.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
