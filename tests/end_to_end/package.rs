//! `knead package`: what goes to the cloud, and programs that would not run there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Practice, Ran, knead, run};

const FUNCTIONS: [&str; 4] = ["booking", "intake", "desk", "notify"];

/// A folder with the four programs: small ones that are built like ours and do nothing.
pub(crate) fn programs() -> &'static Path {
    static PROGRAMS: OnceLock<PathBuf> = OnceLock::new();
    PROGRAMS.get_or_init(|| {
        let folder = TempDir::new().expect("a folder").keep();
        let source = folder.join("nothing.rs");
        fs::write(&source, "fn main() {}\n").expect("a source");
        let built = folder.join(FUNCTIONS[0]);
        let mut rustc = Command::new("rustc");
        rustc
            .args(["-C", "strip=symbols", "-o"])
            .args([&built, &source]);
        assert!(rustc.status().expect("rustc starts").success());
        for other in &FUNCTIONS[1..] {
            fs::copy(&built, folder.join(other)).expect("a copy");
        }
        folder
    })
}

/// The same, of which the program of the desk is another.
fn programs_but(desk: &[u8]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for function in FUNCTIONS {
        fs::copy(programs().join(function), folder.path().join(function)).expect("a copy");
    }
    fs::write(folder.path().join("desk"), desk).expect("a program");
    folder
}

fn package(practice: &Practice, bins: &Path, out: &Path) -> Ran {
    let mut command = knead();
    command.arg("package").arg("--bins").arg(bins);
    if cfg!(target_arch = "aarch64") {
        command.args(["--architecture", "arm64"]);
    }
    run(command.arg("--out").arg(out).arg(practice.path()))
}

/// What is said of a program of the desk that would not run; nothing is written.
fn refused(desk: &[u8]) -> String {
    let (practice, bins) = (Practice::new(), programs_but(desk));
    let out = practice.path().join("package");
    let ran = package(&practice, bins.path(), &out);
    assert_eq!((ran.code, out.exists()), (1, false), "{}", ran.stderr);
    ran.stderr
        .replace(&bins.path().display().to_string(), "bins")
}

#[test]
fn a_package_holds_zips_templates_inputs_and_the_site_and_says_what_it_made() {
    let practice = Practice::new();
    let out = practice.path().join("package");
    let ran = package(&practice, programs(), &out);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let held: BTreeSet<String> = fs::read_dir(&out)
        .expect("the package")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let wanted = [
        ".knead",
        "amazon-roots.pem",
        "app.yaml",
        "booking.zip",
        "data.yaml",
        "desk.zip",
        "intake.zip",
        "notify.zip",
        "parameters.json",
        "site",
        "waf.yaml",
    ];
    assert_eq!(held, wanted.map(str::to_owned).into());
    assert!(out.join("site/services/deep-tissue/index.html").is_file());

    let inputs: Value =
        serde_json::from_slice(&fs::read(out.join("parameters.json")).expect("inputs"))
            .expect("JSON");
    for (line, input) in ran
        .stdout
        .lines()
        .zip(inputs.as_array().expect("a list").iter().skip(1))
    {
        let words: Vec<_> = line.split_whitespace().collect();
        let [file, bytes, "bytes", "sha256", sha] = words[..] else {
            panic!("{line}");
        };
        let written = fs::metadata(out.join(file)).expect("the zip").len();
        assert_eq!(bytes, written.to_string());
        let stored_as = format!("{}-{}.zip", file.trim_end_matches(".zip"), &sha[..16]);
        assert_eq!(input["ParameterValue"], stored_as);
    }
    assert_eq!(ran.stdout.lines().count(), 4);
}

#[test]
fn the_same_practice_gives_the_same_bytes_wherever_it_lies() {
    let zips = || {
        let practice = Practice::new();
        let out = practice.path().join("package");
        assert_eq!(package(&practice, programs(), &out).code, 0);
        FUNCTIONS.map(|name| fs::read(out.join(format!("{name}.zip"))).expect("a zip"))
    };
    assert!(zips() == zips());
}

#[test]
fn a_program_that_wants_a_newer_glibc_is_refused_with_what_to_do() {
    let mut desk = fs::read(programs().join("desk")).expect("a program");
    let wanted = b"GLIBC_2.34\0";
    let place = desk.windows(wanted.len()).position(|bytes| bytes == wanted);
    let place = place.expect("a program of today wants glibc 2.34");
    desk[place..place + wanted.len()].copy_from_slice(b"GLIBC_2.39\0");
    let said = refused(&desk);
    assert!(
        said.starts_with(
            "error: `bins/desk` wants glibc 2.39, and Lambda's provided.al2023 has 2.34\n  \
             = help: build it for an older one: `cargo zigbuild --release --package functions \
             --bins --target "
        ),
        "{said}"
    );
}

#[test]
fn a_program_for_another_processor_is_refused() {
    let mut desk = fs::read(programs().join("desk")).expect("a program");
    // e_machine of the ELF header: RISC-V.
    desk[18..20].copy_from_slice(&243_u16.to_le_bytes());
    let said = refused(&desk);
    assert!(
        said.starts_with("error: `bins/desk` is for another processor than ")
            && said.ends_with(
                "= help: build it for that one, or say with --architecture for which it is\n"
            ),
        "{said}"
    );
}

#[test]
fn what_is_no_program_for_linux_is_refused() {
    let said = "error: `bins/desk` is no program for Linux of 64 bits\n  = help: name the folder \
                in which cargo leaves the four functions' programs with --bins\n";
    assert_eq!(refused(b"#!/bin/sh\n"), said);
    assert_eq!(refused(b""), said);
    let whole = fs::read(programs().join("desk")).expect("a program");
    assert_eq!(refused(&whole[..whole.len() / 2]), said);
}

#[test]
fn a_program_that_is_missing_is_named() {
    let (practice, bins) = (Practice::new(), TempDir::new().expect("a folder"));
    let ran = package(&practice, bins.path(), &practice.path().join("package"));
    assert_eq!(
        (ran.code, ran.stderr),
        (
            1,
            format!(
                "error: there is no program `booking` in `{}`, nor `booking/bootstrap`\n  = help: \
                 build all four: cargo build --release --package functions --bins\n",
                bins.path().display()
            )
        )
    );
}

#[test]
fn content_with_errors_is_not_packaged() {
    let practice = Practice::new();
    practice.replace("services/deep-tissue.md", "\"95.00\"", "\"a lot\"");
    let out = practice.path().join("package");
    let ran = package(&practice, programs(), &out);
    assert_eq!((ran.code, out.exists()), (1, false));
    assert!(ran.stderr.trim_end().ends_with("1 error"), "{}", ran.stderr);
}

#[test]
fn away_from_the_source_it_is_said_how_programs_are_named() {
    let practice = Practice::new();
    let mut command = knead();
    command.arg("package").current_dir(practice.path());
    if cfg!(target_arch = "aarch64") {
        command.args(["--architecture", "arm64"]);
    }
    let ran = run(&mut command);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            1,
            "error: the functions are built from Knead's source, and it is not here\n  = help: go \
             to a folder of Knead's source, or name the folder of ready programs with --bins\n"
        )
    );
}
