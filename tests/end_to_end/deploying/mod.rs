//! `knead deploy` with the real AWS command line, into an account on this machine.

mod account;
mod refused;

use serde_json::Value;

use crate::harness::Practice;
use account::Account;

/// A practice with an address, from which mail can come.
fn practice() -> Practice {
    let practice = Practice::new();
    practice.replace(
        "practice.toml",
        "phone =",
        "email = \"hello@practice.example\"\nphone =",
    );
    practice
}

/// What a stack gives out.
fn output(account: &Account, stack: &str, name: &str) -> String {
    let query = format!("Stacks[0].Outputs[?OutputKey=='{name}'].OutputValue | [0]");
    let name = format!("knead-trial-{stack}");
    let answer = account.aws(&[
        "cloudformation",
        "describe-stacks",
        "--stack-name",
        &name,
        "--query",
        &query,
    ]);
    answer.as_str().expect("an output").to_owned()
}

fn kept(account: &Account, what: &str) -> Value {
    let name = format!("/knead/trial/{what}");
    account.aws(&["ssm", "get-parameter", "--with-decryption", "--name", &name])["Parameter"].take()
}

/// What a function runs with.
fn environment(account: &Account, function: &str) -> Value {
    let functions = account.aws(&["lambda", "list-functions"]);
    let all = functions["Functions"]
        .as_array()
        .expect("functions")
        .clone();
    let mut found = all
        .into_iter()
        .filter(|one| one["Environment"]["Variables"][function].is_string());
    found.next().expect("such a function")["Environment"]["Variables"].take()
}

fn head(account: &Account, bucket: &str, key: &str) -> [String; 2] {
    let head = account.aws(&["s3api", "head-object", "--bucket", bucket, "--key", key]);
    ["ContentType", "CacheControl"].map(|name| head[name].as_str().expect("a header").to_owned())
}

fn there(account: &Account, bucket: &str) -> Vec<String> {
    let keys = account.aws(&[
        "s3api",
        "list-objects-v2",
        "--bucket",
        bucket,
        "--query",
        "Contents[].Key",
    ]);
    serde_json::from_value(keys).expect("keys")
}

/// The change of a stack or the site that is told of, by its first words.
fn nothing_has_changed(stderr: &str) -> usize {
    stderr.matches(": nothing has changed").count()
}

#[test]
fn a_practice_goes_online_changes_and_is_left_alone_when_nothing_has_changed() {
    let (practice, account) = (practice(), Account::open());
    practice.write(
        "journal/first.md",
        "+++\ntitle = \"First\"\ndate = 2026-11-01\n+++\nHello.\n",
    );

    let first = account.deploy(&practice, &["--yes"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let address = output(&account, "app", "SiteUrl");
    assert_eq!(first.stdout, format!("{address}\n"));
    for line in [
        "  make  Table ",
        "  made Table\n",
        "  made BookingFunction\n",
        "site: done",
    ] {
        assert!(first.stderr.contains(line), "{line}: {}", first.stderr);
    }
    let site = output(&account, "data", "SiteBucketName");
    let asset = there(&account, &site)
        .into_iter()
        .find(|key| key.starts_with("assets/calm."))
        .expect("a style sheet");
    assert_eq!(
        head(&account, &site, &asset),
        [
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable"
        ]
    );
    assert_eq!(
        head(&account, &site, "services/deep-tissue/index.html"),
        ["text/html; charset=utf-8", "no-cache"]
    );

    let again = account.deploy(&practice, &["--yes"]);
    assert_eq!((again.code, again.stdout), (0, format!("{address}\n")));
    assert_eq!(nothing_has_changed(&again.stderr), 3, "{}", again.stderr);

    // A file that somebody else has put there, and a page that is gone.
    account.aws(&[
        "s3api",
        "put-object",
        "--bucket",
        &site,
        "--key",
        "proof-of-domain.html",
    ]);
    std::fs::remove_dir_all(practice.path().join("content/journal")).expect("it is there");
    let shown = account.deploy(&practice, &["--dry-run"]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    assert!(
        shown
            .stderr
            .contains("change                   BookingFunction"),
        "{}",
        shown.stderr
    );
    assert!(
        there(&account, &site)
            .iter()
            .any(|key| key == "journal/first/index.html")
    );

    let changed = account.deploy(&practice, &["--yes"]);
    assert_eq!(changed.code, 0, "{}", changed.stderr);
    assert!(
        changed
            .stderr
            .contains("knead-trial-data: nothing has changed"),
        "{}",
        changed.stderr
    );
    let left = there(&account, &site);
    assert!(
        !left.iter().any(|key| key.starts_with("journal/")),
        "{left:?}"
    );
    assert!(
        left.iter().any(|key| key == "proof-of-domain.html"),
        "{left:?}"
    );

    secrets_are_kept_and_seen_by_nobody(&account, &[first.stderr, changed.stderr]);
    a_lost_secret_is_not_made_anew(&account, &practice);
}

fn secrets_are_kept_and_seen_by_nobody(account: &Account, said: &[String]) {
    let desk = environment(account, "KNEAD_PRACTICE_KEY");
    let intake = environment(account, "KNEAD_COUNTING_KEY");
    let told = format!("{}{}", account.called(), said.concat());
    for (what, used) in [
        ("secret", &desk["KNEAD_SECRET"]),
        ("front-secret", &desk["KNEAD_FRONT_SECRET"]),
        ("counting-key", &intake["KNEAD_COUNTING_KEY"]),
    ] {
        let kept = kept(account, what);
        assert_eq!(kept["Type"], "SecureString", "{what}");
        let value = kept["Value"].as_str().expect("a secret");
        assert_eq!((used, value.len()), (&kept["Value"], 64), "{what}");
        assert!(!told.contains(value), "{what} is told");
    }
    let key = kept(account, "practice-key");
    assert_eq!(key["Value"], desk["KNEAD_PRACTICE_KEY"]);
    assert!(!told.contains(key["Value"].as_str().expect("a key")));
    let public = kept(account, "practice-public");
    assert_eq!(public["Value"], intake["KNEAD_PRACTICE_PUBLIC"]);
}

fn a_lost_secret_is_not_made_anew(account: &Account, practice: &Practice) {
    account.aws(&["ssm", "delete-parameter", "--name", "/knead/trial/secret"]);
    let refused = account.deploy(practice, &["--yes"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains(
            "error: the functions run with a secret that Parameter Store no longer has: \
             /knead/trial/secret\n  = help: nothing was changed: with a new one, links that \
             clients have would lead nowhere."
        ),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_look_changes_nothing_and_neither_does_a_deploy_that_nobody_agrees_to() {
    let (practice, account) = (practice(), Account::open());
    let shown = account.deploy(&practice, &["--dry-run"]);
    assert_eq!(
        (shown.code, shown.stdout.as_str()),
        (0, ""),
        "{}",
        shown.stderr
    );
    assert!(shown.stderr.contains("  make  Table "), "{}", shown.stderr);
    let refused = account.deploy(&practice, &[]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.ends_with(
            "error: nobody is here to be asked: Make and change these? They hold the data, and \
             cost from now on.\n  = help: look at it with --dry-run, then add --yes\n"
        ),
        "{}",
        refused.stderr
    );
    let stacks = account.aws(&["cloudformation", "describe-stacks"]);
    assert_eq!(stacks["Stacks"], serde_json::json!([]));
    let kept = account.aws(&["ssm", "describe-parameters"]);
    assert_eq!(kept["Parameters"], serde_json::json!([]));
    assert_eq!(
        account.aws(&["s3api", "list-buckets"])["Buckets"],
        serde_json::json!([])
    );
}
