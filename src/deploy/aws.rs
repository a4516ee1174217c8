//! The AWS command line that the user has, version 1 or 2: what is asked of it, and what it says.
//!
//! Whatever is secret reaches it on its standard input or in a file that only its owner can read
//! and that goes by itself: arguments are seen by every program of the machine.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::NamedTempFile;

use super::refusal::Refusal;

/// The AWS command line, in one region.
pub(super) struct Aws {
    region: Option<String>,
}

impl Aws {
    /// In no region yet, for finding out in which.
    pub(super) fn anywhere() -> Self {
        Self { region: None }
    }

    pub(super) fn of(region: &str) -> Self {
        Self {
            region: Some(region.to_owned()),
        }
    }

    /// What it answers to a command, as text.
    pub(super) fn text(&self, arguments: &[&str], input: &[u8]) -> Result<String, Refusal> {
        let mut aws = Command::new("aws");
        aws.args(arguments)
            .args(["--output", "json"])
            // Version 2 shows long answers page by page, and asks for what is missing.
            .env("AWS_PAGER", "")
            .env("AWS_CLI_AUTO_PROMPT", "off")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(region) = &self.region {
            aws.args(["--region", region]);
        }
        let mut child = aws.spawn().map_err(|error| Refusal::not_there(&error))?;
        if let Some(mut stdin) = child.stdin.take() {
            // It may have refused the command without reading on; then it says why.
            let _ = stdin.write_all(input);
        }
        let output = child
            .wait_with_output()
            .map_err(|error| Refusal::not_there(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let operation = arguments.iter().take(2).copied().collect::<Vec<_>>();
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Refusal::read(&operation.join(" "), &said))
    }

    /// What it answers to an operation. Nothing is an answer, too.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Value, Refusal> {
        read(arguments, &self.text(arguments, &[])?)
    }

    /// The same for an operation whose parameters are long or secret. They are handed over in a
    /// file, since version 1 reads them more than once, which a pipe does not allow.
    pub(super) fn ask_with(
        &self,
        service: &str,
        operation: &str,
        input: &Value,
    ) -> Result<Value, Refusal> {
        let file = for_owner_only(input).map_err(|error| Refusal::unwritten(&error))?;
        let address = format!("file://{}", file.path().display());
        self.ask(&[service, operation, "--cli-input-json", &address])
    }

    /// Puts one file into a bucket.
    pub(super) fn put(&self, bucket: &str, key: &str, file: &Path) -> Result<(), Refusal> {
        let body = file.to_string_lossy();
        let arguments = ["s3api", "put-object", "--bucket", bucket, "--key", key];
        self.ask(&[&arguments[..], &["--body", &body]].concat())
            .map(drop)
    }
}

/// A file of mode 0600 that is removed when it is dropped.
fn for_owner_only(input: &Value) -> std::io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new()?;
    file.write_all(input.to_string().as_bytes())?;
    Ok(file)
}

fn read(arguments: &[&str], text: &str) -> Result<Value, Refusal> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(text).map_err(|_| Refusal::unreadable(&arguments[..2].join(" ")))
}
