//! What commands say, and how they end.

use std::fs;
use std::net::TcpListener;

use crate::harness::{NOW, Practice, knead, run};

#[test]
fn help_opens_with_an_example() {
    for arguments in [
        &["--help"][..],
        &["dev", "--help"],
        &["build", "--help"],
        &["check", "--help"],
        &["slots", "--help"],
        &["keys", "--help"],
        &["package", "--help"],
        &["deploy", "--help"],
        &["keys", "rotate", "--help"],
    ] {
        let ran = run(knead().args(arguments));
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.starts_with("Example"), "{}", ran.stdout);
    }
    let ran = run(knead().arg("biuld"));
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("'build'"), "{}", ran.stderr);
}

#[test]
fn a_folder_that_is_missing_or_holds_no_practice_is_said() {
    let empty = tempfile::TempDir::new().expect("a folder");
    for command in ["dev", "build", "check"] {
        let ran = run(knead()
            .arg(command)
            .arg("nowhere")
            .current_dir(empty.path()));
        assert_eq!(
            (ran.code, ran.stderr.as_str()),
            (
                1,
                "error: there is no folder `nowhere`\n  = help: name the practice's folder\n"
            )
        );
        let ran = run(knead().arg(command).current_dir(empty.path()));
        assert_eq!(ran.code, 1);
        assert!(
            ran.stderr.starts_with("error: there is no practice in `.`"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_port_in_use_is_said_with_another() {
    let practice = Practice::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let ran = run(knead()
        .args(["dev", "--port", &port.to_string()])
        .arg(practice.path()));
    assert_eq!(ran.code, 1);
    let expected = format!(
        "error: port {port} is in use, perhaps by another `knead dev`\n  = help: stop that, or take another port: knead dev --port {}\n",
        port + 1
    );
    assert_eq!(ran.stderr, expected);
}

#[test]
fn data_that_is_not_ours_is_left_alone() {
    let practice = Practice::new();
    let dev = || run(knead().args(["dev", "--port", "0"]).arg(practice.path()));
    fs::create_dir(practice.data()).expect("a folder");
    fs::write(practice.data().join("thesis.txt"), "years of work").expect("a file");
    let ran = dev();
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("is not ours") && ran.stderr.contains("--data"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        fs::read_dir(practice.data()).expect("a folder").count(),
        1,
        "nothing was added to it"
    );

    fs::write(practice.data().join("secret"), "0".repeat(64)).expect("a file");
    fs::write(
        practice.data().join("store.sqlite"),
        "this is a letter, not a store",
    )
    .expect("a file");
    let ran = dev();
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("store.sqlite") && ran.stderr.contains("move it away"),
        "{}",
        ran.stderr
    );
    let kept = fs::read_to_string(practice.data().join("store.sqlite")).expect("a file");
    assert_eq!(kept, "this is a letter, not a store");

    fs::write(practice.data().join("secret"), "short").expect("a file");
    let ran = dev();
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("64 hexadecimal digits"),
        "{}",
        ran.stderr
    );
}

#[test]
fn data_in_use_is_said() {
    let practice = Practice::new();
    let _served = practice.serve();
    let ran = run(knead().args(["dev", "--port", "0"]).arg(practice.path()));
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .starts_with("error: another `knead dev` is using the data in `"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_secret_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let practice = Practice::new();
    let _served = practice.serve();
    let mode = fs::metadata(practice.data().join("secret"))
        .expect("a file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn a_build_holds_the_site_and_what_the_functions_need() {
    let practice = Practice::new();
    let out = practice.path().join("out");
    let ran = run(knead()
        .args(["build", "--out"])
        .arg(&out)
        .args(["--base-url", "https://www.example.com"])
        .arg(practice.path()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let page =
        fs::read_to_string(out.join("site/services/deep-tissue/index.html")).expect("a page");
    assert!(
        page.contains("/booking/times?service=deep-tissue&amp;minutes=60"),
        "{page}"
    );
    assert!(page.contains("https://www.example.com/services/deep-tissue/"));
    for needed in [
        "site/404.html",
        "site/sitemap.xml",
        "site/robots.txt",
        "functions/practice.pack",
    ] {
        assert!(out.join(needed).is_file(), "{needed}");
    }
}

#[test]
fn output_that_is_not_ours_is_not_replaced() {
    let practice = Practice::new();
    let out = practice.path().join("thesis");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("thesis.txt"), "years of work").expect("a file");
    let ran = run(knead()
        .args(["build", "--out"])
        .arg(&out)
        .arg(practice.path()));
    assert_eq!(ran.code, 1);
    assert!(
        out.join("thesis.txt").is_file() && fs::read_dir(&out).expect("a folder").count() == 1,
        "{}",
        ran.stderr
    );
}

#[test]
fn the_shipped_practice_has_no_problems() {
    let ran = run(knead().arg("check").current_dir(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "", "No problems.\n")
    );
    let ran = run(knead()
        .args([
            "slots",
            "deep-tissue",
            "--now",
            NOW,
            "--bookings",
            "/dev/null",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(ran.code, 1, "an empty file is no list of bookings");
}
