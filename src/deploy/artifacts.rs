//! What the functions are made of, in the bucket for it: under names that hold their SHA-256.

use std::fs;

use tempfile::TempDir;

use super::account::Account;
use super::refusal::Refusal;
use super::stack::Stack;
use crate::failure::Failure;
use crate::package::Zip;

/// The bucket for it.
pub(super) struct Artifacts<'a> {
    account: &'a Account,
    bucket: String,
}

impl<'a> Artifacts<'a> {
    pub(super) fn of(account: &'a Account, data: &Stack) -> Result<Self, Failure> {
        let bucket = data.output("ArtifactsBucketName")?.to_owned();
        Ok(Self { account, bucket })
    }

    /// Brings the zips that are not there yet.
    pub(super) fn bring(&self, zips: &[Zip]) -> Result<(), Failure> {
        for zip in zips {
            self.put(&zip.stored_as(), &zip.bytes)?;
        }
        Ok(())
    }

    fn put(&self, key: &str, bytes: &[u8]) -> Result<(), Failure> {
        let aws = &self.account.aws;
        match aws.ask(&[
            "s3api",
            "head-object",
            "--bucket",
            &self.bucket,
            "--key",
            key,
        ]) {
            Ok(_) => return Ok(()),
            Err(refusal) if refusal.code == "404" => {}
            Err(refusal) => return Err(refusal.into()),
        }
        let folder = TempDir::new().map_err(|error| Refusal::unwritten(&error))?;
        let file = folder.path().join(key);
        fs::write(&file, bytes).map_err(|error| Refusal::unwritten(&error))?;
        aws.put(&self.bucket, key, &file)?;
        Ok(())
    }
}
