//! The functions' programs, built by cargo from the source one stands in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::{Architecture, Function};
use crate::failure::Failure;

/// What to do where there is no source.
const SOURCE_HELP: &str =
    "go to a folder of Knead's source, or name the folder of ready programs with --bins";

/// A line of what cargo tells programs; of the other kinds only `reason` is read.
#[derive(Deserialize)]
struct Told {
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Builds the programs, and says where each is.
pub(super) fn build(
    architecture: Architecture,
) -> Result<BTreeMap<&'static str, PathBuf>, Failure> {
    if std::env::consts::OS != "linux" || std::env::consts::ARCH != architecture.rust() {
        return Err(foreign(architecture));
    }
    let manifest = manifest()?;
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--release", "--package", "functions", "--bins"])
        .args(["--message-format", "json-render-diagnostics"])
        .arg("--manifest-path")
        .arg(&manifest)
        .stderr(Stdio::inherit());
    let output = cargo.output().map_err(|error| no_cargo(&error))?;
    if !output.status.success() {
        return Err(Failure::said(
            "the functions could not be built",
            "mend what cargo says above, then run this again",
        ));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let programs = text.lines().filter_map(program);
    Ok(programs.collect())
}

fn program(line: &str) -> Option<(&'static str, PathBuf)> {
    let told: Told = serde_json::from_str(line).ok()?;
    let (target, executable) = (told.target?, told.executable?);
    let mut names = Function::ALL.map(Function::as_str).into_iter();
    let name = names.find(|name| target.name == *name)?;
    Some((name, executable))
}

/// The workspace one stands in, if it is Knead's.
fn manifest() -> Result<PathBuf, Failure> {
    let mut cargo = Command::new("cargo");
    cargo.args(["locate-project", "--workspace", "--message-format", "plain"]);
    let output = cargo.output().map_err(|error| no_cargo(&error))?;
    let manifest = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let functions = manifest
        .parent()
        .map(|root| root.join("functions/Cargo.toml"));
    if output.status.success() && functions.as_deref().is_some_and(Path::is_file) {
        return Ok(manifest);
    }
    Err(Failure::said(
        "the functions are built from Knead's source, and it is not here",
        SOURCE_HELP,
    ))
}

fn no_cargo(error: &std::io::Error) -> Failure {
    Failure::said(
        format!("the functions are built by cargo, and it cannot be run: {error}"),
        "install Rust as https://rustup.rs says, or name the folder of ready programs with --bins",
    )
}

fn foreign(architecture: Architecture) -> Failure {
    let (name, rust) = (architecture.as_str(), architecture.rust());
    let flag = match architecture {
        Architecture::X86_64 => "--x86-64",
        Architecture::Arm64 => "--arm64",
    };
    Failure::said(
        format!(
            "plain cargo builds for this machine ({} {}), not for Lambda's {name}",
            std::env::consts::OS,
            std::env::consts::ARCH
        ),
        format!(
            "build with `cargo lambda build --release {flag} --package functions` \
             (cargo-lambda.info; it needs the Rust target {rust}-unknown-linux-gnu), \
             then add --bins target/lambda"
        ),
    )
}
