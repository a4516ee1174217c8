//! What the stack of all that runs is made of, in the bucket for it: its template and the functions'
//! zips, under names that hold their SHA-256.

use std::fs;

use tempfile::TempDir;

use super::account::Account;
use super::change_set::Template;
use super::refusal::Refusal;
use super::stack::Stack;
use crate::failure::Failure;
use crate::package::{APP_TEMPLATE, Zip, app_template_stored_as};

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

    /// Brings the template, unless it is there: it is longer than what a request may hold.
    pub(super) fn bring_template(&self) -> Result<Template, Failure> {
        let key = app_template_stored_as();
        self.put(&key, APP_TEMPLATE.as_bytes())?;
        let (region, bucket) = (&self.account.region, &self.bucket);
        Ok(Template::At(format!(
            "https://s3.{region}.amazonaws.com/{bucket}/{key}"
        )))
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
