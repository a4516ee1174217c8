//! The site in its bucket: what is there, what is to be brought, and bringing it.

mod plan;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plan::{Brought, Group, Plan};
use serde_json::{Value, json};
use tempfile::TempDir;

pub(super) use plan::Files;

use super::account::Account;
use super::refusal::Refusal;
use super::stack::Stack;
use crate::failure::Failure;

/// What we know to have brought: in the other bucket, since all that is in this one is public.
const BROUGHT: &str = "site.json";
/// How many files S3 removes in one call.
const REMOVED_MOST: usize = 1_000;

/// A site, and the buckets it is brought to.
pub(super) struct Site<'a> {
    account: &'a Account,
    bucket: String,
    notes: String,
    files: &'a Files,
}

/// The way from the site that is there to this one.
pub(super) struct Change<'a> {
    site: &'a Site<'a>,
    brought: Brought,
    plan: Plan,
}

impl<'a> Site<'a> {
    pub(super) fn of(
        account: &'a Account,
        data: &Stack,
        files: &'a Files,
    ) -> Result<Self, Failure> {
        Ok(Self {
            account,
            bucket: data.output("SiteBucketName")?.to_owned(),
            notes: data.output("ArtifactsBucketName")?.to_owned(),
            files,
        })
    }

    /// What is to be done, if anything.
    pub(super) fn change(&'a self) -> Result<Option<Change<'a>>, Failure> {
        let brought = self.brought()?;
        let plan = Plan::of(self.files, &brought, &self.there()?);
        Ok((!plan.is_nothing()).then_some(Change {
            site: self,
            brought,
            plan,
        }))
    }

    /// Brings the theme's files that are not there yet: the functions' pages ask for them as soon
    /// as the functions are changed.
    pub(super) fn bring_assets(&self) -> Result<(), Failure> {
        let Some(mut change) = self.change()? else {
            return Ok(());
        };
        change.plan.assets_only();
        change.bring()
    }

    fn brought(&self) -> Result<Brought, Failure> {
        let address = format!("s3://{}/{BROUGHT}", self.notes);
        match self.account.aws.text(&["s3", "cp", &address, "-"], &[]) {
            Ok(text) => serde_json::from_str(&text).map_err(|_| {
                Failure::said(
                    format!("{address} is not what `knead deploy` writes there"),
                    "remove it, and all of the site is brought again",
                )
            }),
            Err(refusal) if is_missing(&refusal) => Ok(Brought::default()),
            Err(refusal) => Err(refusal.into()),
        }
    }

    fn note(&self, brought: &Brought) -> Result<(), Failure> {
        let text = serde_json::to_vec(brought).map_err(|error| Failure::said(error, ""))?;
        let address = format!("s3://{}/{BROUGHT}", self.notes);
        self.account.aws.text(&["s3", "cp", "-", &address], &text)?;
        Ok(())
    }

    fn there(&self) -> Result<BTreeSet<String>, Failure> {
        let keys = self.account.aws.ask(&[
            "s3api",
            "list-objects-v2",
            "--bucket",
            &self.bucket,
            "--query",
            "Contents[].Key",
        ])?;
        let keys = keys.as_array().into_iter().flatten();
        Ok(keys
            .filter_map(|key| key.as_str().map(str::to_owned))
            .collect())
    }
}

impl Change<'_> {
    /// Such as `12 files to bring, 1 to remove`.
    pub(super) fn words(&self) -> String {
        let (brings, removes) = (self.plan.brings(), self.plan.remove.len());
        let files = if brings == 1 { "file" } else { "files" };
        format!("{brings} {files} to bring, {removes} to remove")
    }

    pub(super) fn carry_out(&self) -> Result<(), Failure> {
        let site = self.site;
        // Whoever is stopped in between leaves a note that nothing is certain.
        site.note(&self.brought.under_way(&self.plan.after))?;
        self.bring()?;
        for paths in self.plan.remove.chunks(REMOVED_MOST) {
            site.remove(paths)?;
        }
        site.note(&self.plan.after)
    }

    fn bring(&self) -> Result<(), Failure> {
        for (group, paths) in &self.plan.bring {
            self.site.bring(group, paths)?;
        }
        Ok(())
    }
}

impl Site<'_> {
    fn bring(&self, group: &Group, paths: &[String]) -> Result<(), Failure> {
        let folder = TempDir::new().map_err(|error| Refusal::unwritten(&error))?;
        for path in paths {
            if let Some(bytes) = self.files.get(path) {
                write(&folder.path().join(path), bytes)
                    .map_err(|error| Refusal::unwritten(&error))?;
            }
        }
        let (from, to) = (
            folder.path().to_string_lossy(),
            format!("s3://{}/", self.bucket),
        );
        self.account.aws.text(
            &[
                "s3",
                "cp",
                &from,
                &to,
                "--recursive",
                "--only-show-errors",
                "--content-type",
                &group.content_type,
                "--cache-control",
                group.cache_control,
            ],
            &[],
        )?;
        Ok(())
    }

    fn remove(&self, paths: &[String]) -> Result<(), Failure> {
        let keys: Vec<Value> = paths.iter().map(|path| json!({"Key": path})).collect();
        let request = json!({
            "Bucket": self.bucket,
            "Delete": {"Objects": keys, "Quiet": true},
        });
        let answer = self
            .account
            .aws
            .ask_with("s3api", "delete-objects", &request)?;
        let left = answer["Errors"].as_array().map_or(0, Vec::len);
        if left == 0 {
            return Ok(());
        }
        Err(Failure::said(
            format!("{left} files that are gone from the site could not be removed"),
            "run this again",
        ))
    }
}

/// There is no such file.
fn is_missing(refusal: &Refusal) -> bool {
    ["404", "NoSuchKey"].contains(&refusal.code.as_str())
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
