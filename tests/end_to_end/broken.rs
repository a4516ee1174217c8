//! Broken content folders: each has the whole output of `knead check` beside it, in `expected.txt`.
//!
//! With `UPDATE_EXPECTED=1` in the environment those files are written anew; read them before you keep
//! them, as the therapist who wrote the content.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Ran, knead, run};

/// A folder without problems; the others are built over its site.
const SOUND: &str = "ok-minimal";

#[test]
fn every_problem_is_told_in_one_run_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    each(|folder| {
        let file = folder.join("expected.txt");
        let ran = check(folder, &[]);
        if update {
            fs::write(&file, &ran.stdout).expect("a file");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        let code = i32::from(has_errors(&expected));
        (ran.stdout != expected || ran.code != code).then(|| {
            format!(
                "exit {}, expected {code}\n{}{}",
                ran.code, ran.stdout, ran.stderr
            )
        })
    });
}

#[test]
fn json_has_the_same_problems() {
    each(|folder| {
        let (text, json) = (check(folder, &[]), check(folder, &["--json"]));
        let Ok(Value::Array(problems)) = serde_json::from_str(&json.stdout) else {
            return Some(format!("not a list: {}", json.stdout));
        };
        let mut rest = text.stdout.as_str();
        for problem in &problems {
            let part = |key: &str| problem[key].as_str().unwrap_or("?").trim_end();
            let told = format!("{}: ", part("severity"));
            let at = rest
                .find(&told)
                .and_then(|at| Some(at + rest[at..].find(part("message"))?));
            let below = at.map_or("", |at| &rest[at..]);
            if !below.contains(part("path")) || !below.contains(part("help")) {
                return Some(format!("not in the text, or not in this order: {problem}"));
            }
            rest = below;
        }
        let count = |severity| {
            problems
                .iter()
                .filter(|problem| problem["severity"] == severity)
                .count()
        };
        let counts = [("error", count("error")), ("warning", count("warning"))];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let counts = counts
            .map(|(noun, count)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }));
        let counts = counts.collect::<Vec<_>>().join(", ");
        let told = text.stdout.trim_end().ends_with(&counts) && text.code == json.code;
        (!told).then(|| format!("{counts} in the JSON, exit {}", json.code))
    });
}

#[test]
fn a_folder_with_errors_leaves_the_site_of_the_last_build_as_it_was() {
    let out = TempDir::new().expect("a temporary folder");
    let out = out.path().join("dist");
    let built = build(&broken().join(SOUND), &out);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let before = files(&out);
    assert!(before.contains_key(Path::new("site/index.html")));
    each(|folder| {
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap_or_default();
        if !has_errors(&expected) {
            return None;
        }
        let built = build(folder, &out);
        let untouched = files(&out) == before && built.code == 1;
        (!untouched).then(|| format!("exit {}\n{}", built.code, built.stderr))
    });
}

fn broken() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

/// Looks at every folder; fails with what is wrong about any of them.
fn each(look: impl Fn(&Path) -> Option<String>) {
    let entries = fs::read_dir(broken()).expect("the folder of folders");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("a folder").path())
        .collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    assert!(folders.len() > 10, "{folders:?}");
    let wrong = folders.iter().filter_map(|folder| {
        let name = folder.file_name().unwrap_or_default().display();
        look(folder).map(|wrong| format!("== {name}: {wrong}"))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(folder: &Path, options: &[&str]) -> Ran {
    run(knead()
        .arg("check")
        .args(options)
        .arg(".")
        .current_dir(folder))
}

fn build(folder: &Path, out: &Path) -> Ran {
    run(knead()
        .args(["build", ".", "--out"])
        .arg(out)
        .current_dir(folder))
}

fn has_errors(told: &str) -> bool {
    told.lines().any(|line| line.starts_with("error: "))
}

/// Every file below a folder, and what is in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below the folder");
                found.insert(name.to_owned(), fs::read(&path).expect("a file"));
            }
        }
    }
    found
}
