//! The key file of a laptop: its owner's alone, made once, and never replaced unasked.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;

use super::{key_file, keys, practice_key, practice_public, with_clients};
use crate::harness::{NOW, Practice, Ran, run};

/// What `knead dev` says when it does not start.
#[track_caller]
fn refused(practice: &Practice) -> String {
    let Ran {
        code,
        stdout,
        stderr,
    } = run(&mut practice.dev(NOW));
    assert_eq!((code, stdout.as_str()), (1, ""), "{stderr}");
    stderr
}

#[track_caller]
fn check(said: &str, what: &str, help: &str) {
    assert!(
        said.starts_with("error: the key file `") && said.contains(what) && said.contains(help),
        "{said}"
    );
}

#[test]
fn the_first_run_makes_a_key_that_is_its_owners_alone_and_the_next_run_keeps_it() {
    let practice = Practice::new();
    practice.serve().kill();
    let mode = fs::metadata(key_file(&practice))
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600, "{mode:o}");
    let made = practice_key(&practice).public();
    assert_eq!(practice_public(&practice), made);
    practice.serve().kill();
    assert_eq!(practice_key(&practice).public(), made);
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    let practice = Practice::new();
    practice.serve().kill();
    let file = key_file(&practice);
    fs::set_permissions(&file, Permissions::from_mode(0o644)).expect("it is ours");
    check(&refused(&practice), "can be read by others", "chmod 600 ");
    fs::set_permissions(&file, Permissions::from_mode(0o600)).expect("it is ours");
    practice.serve();
}

#[test]
fn what_is_no_key_or_a_damaged_one_is_refused_and_left_as_it_is() {
    let practice = Practice::new();
    practice.serve().kill();
    let whole = fs::read_to_string(key_file(&practice)).expect("a key file");
    let cut = &whole[..whole.len() - 9];
    for (text, what) in [
        ("", "does not hold a practice's key"),
        ("a letter", "does not hold a practice's key"),
        (cut, "the key in line 3 was changed or cut"),
    ] {
        fs::write(key_file(&practice), text).expect("it is ours");
        let said = refused(&practice);
        check(&said, what, "put back the copy you keep of it");
        let secret = whole.split_whitespace().last().expect("its digits");
        assert!(!said.contains(&secret[..20]), "{said}");
        assert_eq!(
            fs::read_to_string(key_file(&practice)).expect("there"),
            text
        );
    }
    fs::write(key_file(&practice), [0xff, 0xfe]).expect("it is ours");
    check(&refused(&practice), "does not hold", "put back the copy");
}

#[test]
fn a_key_that_cannot_be_read_is_refused() {
    let practice = Practice::new();
    practice.serve().kill();
    fs::remove_file(key_file(&practice)).expect("it is ours");
    fs::create_dir(key_file(&practice)).expect("it is ours");
    fs::set_permissions(key_file(&practice), Permissions::from_mode(0o700)).expect("it is ours");
    check(
        &refused(&practice),
        "cannot be read",
        "let the user who runs Knead read it",
    );
}

#[tokio::test]
async fn without_the_key_that_records_are_sealed_to_nothing_starts_and_none_is_made() {
    let (practice, served, _) = with_clients(1).await;
    served.kill();
    let wanted = practice_key(&practice).public().id().to_string();
    let copy = practice.path().join("copy.key");
    fs::rename(key_file(&practice), &copy).expect("it is ours");
    check(&refused(&practice), "is missing", &wanted);
    assert!(!key_file(&practice).exists());

    // Another practice's key is no help.
    let other = Practice::new();
    other.serve().kill();
    fs::copy(key_file(&other), key_file(&practice)).expect("a copy");
    let said = refused(&practice);
    check(&said, practice_key(&other).public().id().as_str(), &wanted);
    check(
        &said,
        "records are sealed to",
        "put back the copy of the key file",
    );

    fs::rename(copy, key_file(&practice)).expect("it is ours");
    practice.serve();
}

#[test]
fn the_key_is_shown_without_its_private_half() {
    let practice = Practice::new();
    let ran = keys(&practice, &["show"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("knead keys new"), "{}", ran.stderr);
    let made = keys(&practice, &["new"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let ran = keys(&practice, &["show"]);
    assert_eq!((ran.code, &ran.stdout), (0, &made.stdout), "{}", ran.stderr);
    let public = practice_public(&practice);
    let expected = format!("key {}\npublic {public}\n", public.id());
    assert_eq!(ran.stdout, expected);
}

#[test]
fn a_key_in_use_by_knead_dev_is_not_changed_under_it() {
    let practice = Practice::new();
    let _served = practice.serve();
    let before = practice_key(&practice).public();
    let ran = keys(&practice, &["rotate"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("another `knead dev`"), "{}", ran.stderr);
    assert_eq!(practice_key(&practice).public(), before);
}
