//! The output folder appears whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use site_gen::write::{MARKER, SwapProblem, swap_in};

fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    pairs
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("an entry can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn the_folder_holds_exactly_the_files_of_the_last_build() {
    let place = tempfile::tempdir().expect("a folder of our own");
    let out = place.path().join("dist");
    swap_in(
        &files(&[("site/index.html", "one"), ("site/old/index.html", "old")]),
        &out,
    )
    .expect("it is new");
    swap_in(&files(&[("site/index.html", "two")]), &out).expect("it is ours");
    assert_eq!(read(&out.join("site/index.html")), "two");
    assert!(!out.join("site/old").exists());
    assert_eq!(names(place.path()), ["dist"], "nothing is left beside it");
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    let place = tempfile::tempdir().expect("a folder of our own");
    let out = place.path().join("photos");
    fs::create_dir(&out).expect("it is made");
    fs::write(out.join("holiday.jpg"), "sun").expect("it is written");
    let problem = swap_in(&files(&[("index.html", "one")]), &out).expect_err("it holds a photo");
    assert!(matches!(problem, SwapProblem::Foreign(_)));
    assert!(
        problem
            .to_string()
            .contains("holds files that Knead did not make"),
        "{problem}"
    );
    assert_eq!(read(&out.join("holiday.jpg")), "sun");
    assert_eq!(names(&out), ["holiday.jpg"]);
}

#[test]
fn an_empty_folder_is_taken() {
    let place = tempfile::tempdir().expect("a folder of our own");
    swap_in(&files(&[("index.html", "one")]), &{
        let out = place.path().join("dist");
        fs::create_dir(&out).expect("it is made");
        out
    })
    .expect("it is empty");
    assert_eq!(names(&place.path().join("dist")), [MARKER, "index.html"]);
}

#[test]
fn a_build_that_fails_leaves_the_old_folder_as_it_was() {
    let place = tempfile::tempdir().expect("a folder of our own");
    let out = place.path().join("dist");
    swap_in(&files(&[("index.html", "one")]), &out).expect("it is new");
    // A file and a folder of one name cannot both be written.
    let broken = files(&[("a", "file"), ("a/b", "inside"), ("index.html", "two")]);
    assert!(matches!(
        swap_in(&broken, &out),
        Err(SwapProblem::Io { .. })
    ));
    assert_eq!(read(&out.join("index.html")), "one");
    assert_eq!(names(place.path()), ["dist"]);
}

#[test]
fn a_file_outside_of_the_folder_is_refused() {
    let place = tempfile::tempdir().expect("a folder of our own");
    let out = place.path().join("dist");
    for path in ["../index.html", "/index.html", "a/../../b"] {
        let problem = swap_in(&files(&[(path, "out")]), &out).expect_err("it lies outside");
        assert!(
            matches!(problem, SwapProblem::Outside(_)),
            "{path}: {problem}"
        );
    }
    assert_eq!(names(place.path()), Vec::<String>::new());
}

#[test]
fn a_run_that_stopped_between_the_renames_is_mended_by_the_next() {
    let place = tempfile::tempdir().expect("a folder of our own");
    let out = place.path().join("dist");
    swap_in(&files(&[("index.html", "one")]), &out).expect("it is new");
    fs::rename(&out, place.path().join(".dist.old")).expect("the first rename of a swap");
    let broken = files(&[("a", "file"), ("a/b", "inside")]);
    swap_in(&broken, &out).expect_err("this build fails as well");
    assert_eq!(read(&out.join("index.html")), "one");
}
