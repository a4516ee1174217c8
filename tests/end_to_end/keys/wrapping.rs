//! The practice's key wrapped by KMS: bound to practice and key, opened by one call.

use std::fs::{self, File};

use functions::sealing::{Keeper, Kms, KmsError, PracticeKey, PracticePublic, WrappedPracticeKey};
use functions::store::Endpoint;
use reqwest::StatusCode;
use serde_json::json;

use super::kms::{KEY, Kms as Server};
use super::{keys, practice_key};
use crate::harness::{Practice, Ran, knead, run};

const NAME: &str = "Test Practice";

/// What `knead keys wrap` prints.
fn wrap(practice: &Practice, server: &Server) -> Ran {
    let mut command = knead();
    command
        .args(["keys", "wrap", "--kms-key", KEY])
        .arg(practice.path())
        .env_remove("AWS_ENDPOINT_URL_DYNAMODB")
        .env_remove("AWS_ACCESS_KEY_ID")
        .env("AWS_ENDPOINT_URL_KMS", &server.url);
    run(&mut command)
}

/// What `knead keys unwrap` makes of this text, into this folder of the practice.
fn unwrap(practice: &Practice, server: &Server, text: &str, folder: &str) -> Ran {
    let wrapped = practice.path().join("wrapped");
    fs::write(&wrapped, text).expect("written");
    let mut command = knead();
    command
        .args(["keys", "unwrap", "--kms-key", KEY, "--data"])
        .arg(practice.path().join(folder))
        .env_remove("AWS_ACCESS_KEY_ID")
        .env("AWS_ENDPOINT_URL_KMS", &server.url)
        .stdin(File::open(wrapped).expect("it is there"));
    run(&mut command)
}

/// A variable of what was printed.
fn variable<'p>(printed: &'p str, name: &str) -> &'p str {
    let mut lines = printed.lines().filter_map(|line| line.split_once('='));
    let found = lines.find(|(found, _)| *found == name);
    found.expect("it is printed").1
}

fn kms(server: &Server) -> Kms {
    Kms::at(&Endpoint::local(&server.url), KEY)
}

/// A practice key and how KMS wrapped it.
async fn wrapped(server: &Server) -> (PracticeKey, WrappedPracticeKey) {
    let key = PracticeKey::generate().expect("randomness");
    let wrapped = kms(server).wrap(&key, NAME).await.expect("wrapped");
    (key, wrapped)
}

// The server answers while the command runs.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_command_prints_opens_the_key_by_one_call() {
    let practice = Practice::new();
    assert_eq!(keys(&practice, &["new"]).code, 0);
    let server = Server::start().await;
    let ran = wrap(&practice, &server);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(server.calls(), ["TrentService.Encrypt"]);
    let own = practice_key(&practice).public();
    assert_eq!(
        server.last()["EncryptionContext"],
        json!({ "knead:practice": NAME, "knead:practice-key": own.id().as_str() })
    );
    let text = variable(&ran.stdout, "KNEAD_PRACTICE_KEY");
    let keeper = Keeper::Kms {
        kms: kms(&server),
        wrapped: WrappedPracticeKey::parse(text).expect("as printed"),
    };
    let opened = keeper.open().await.expect("it opens");
    assert_eq!(opened.public(), own);
    assert_eq!(server.calls(), ["TrentService.Decrypt"]);
    let public = variable(&ran.stdout, "KNEAD_PRACTICE_PUBLIC");
    assert_eq!(PracticePublic::parse(public), Some(own));
    assert_eq!(variable(&ran.stdout, "KNEAD_KMS_KEY_ID"), KEY);
}

#[tokio::test]
async fn what_was_wrapped_for_another_key_or_practice_does_not_open() {
    let server = Server::start().await;
    let (_, first) = wrapped(&server).await;
    let (_, second) = wrapped(&server).await;
    let (first, second) = (first.to_string(), second.to_string());
    let (first, second): (Vec<_>, Vec<_>) =
        (first.split('.').collect(), second.split('.').collect());
    for at in 1..first.len() {
        let mut mixed = first.clone();
        // The practice is the same in both.
        mixed[at] = if at == 1 { "T3RoZXI" } else { second[at] };
        let mixed = WrappedPracticeKey::parse(&mixed.join(".")).expect("its shape");
        let opened = kms(&server).open(&mixed).await;
        assert_eq!(opened.err(), Some(KmsError::NotWrappedByIt), "part {at}");
    }
}

#[tokio::test]
async fn what_kms_refuses_is_said_with_what_to_do() {
    let server = Server::start().await;
    let (key, wrapped) = wrapped(&server).await;
    for (code, expected, help) in [
        (
            "AccessDeniedException",
            KmsError::Denied,
            "allow kms:Decrypt",
        ),
        ("DisabledException", KmsError::KeyUnavailable, "enable it"),
        (
            "IncorrectKeyException",
            KmsError::NotWrappedByIt,
            "knead keys wrap",
        ),
        (
            "OddException",
            KmsError::Refused("OddException".to_owned()),
            "OddException",
        ),
    ] {
        server.refuse(StatusCode::BAD_REQUEST, code);
        let error = kms(&server).open(&wrapped).await.err().expect("refused");
        assert_eq!(error, expected);
        assert!(error.to_string().contains(help), "{error}");
    }
    let elsewhere = Kms::at(&Endpoint::local(&server.url), "alias/other");
    let refused = elsewhere.wrap(&key, NAME).await;
    assert_eq!(refused.err(), Some(KmsError::KeyUnavailable));
}

#[tokio::test]
async fn a_kms_that_fails_once_is_asked_again() {
    let server = Server::start().await;
    let (key, wrapped) = wrapped(&server).await;
    server.refuse(StatusCode::INTERNAL_SERVER_ERROR, "KMSInternalException");
    let opened = kms(&server).open(&wrapped).await.expect("it opens");
    assert_eq!(opened.public(), key.public());
}

// The server answers while the commands run.
#[tokio::test(flavor = "multi_thread")]
async fn a_wrapped_key_comes_back_as_the_file_that_it_was() {
    let practice = Practice::new();
    assert_eq!(keys(&practice, &["new"]).code, 0);
    let server = Server::start().await;
    let text = wrap(&practice, &server).stdout;
    let text = variable(&text, "KNEAD_PRACTICE_KEY");
    let ran = unwrap(&practice, &server, text, "copy");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let public = practice_key(&practice).public();
    assert_eq!(
        ran.stdout,
        format!("key {}\npublic {public}\n", public.id())
    );
    let key = |folder: &str| fs::read(practice.path().join(folder).join("practice.key"));
    let ours = fs::read(super::key_file(&practice)).expect("a key file");
    assert_eq!(key("copy").expect("a key file"), ours);

    // A folder that holds a key and nothing else is one to work with.
    fs::create_dir(practice.path().join("safe")).expect("made");
    let from_the_safe = practice.path().join("safe/practice.key");
    fs::copy(super::key_file(&practice), from_the_safe).expect("copied");
    let safe = practice.path().join("safe");
    let ran = keys(
        &practice,
        &["show", "--data", safe.to_str().expect("a path")],
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains(public.id().as_str()), "{}", ran.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_a_key_is_not_written_over_and_what_is_no_wrapped_key_is_said() {
    let practice = Practice::new();
    let server = Server::start().await;
    let (_, wrapped) = wrapped(&server).await;
    let text = wrapped.to_string();
    assert_eq!(unwrap(&practice, &server, &text, "copy").code, 0);
    let path = practice.path().join("copy/practice.key");
    let before = fs::read(&path).expect("a key file");
    let ran = unwrap(&practice, &server, &text, "copy");
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("there is a key already"),
        "{}",
        ran.stderr
    );
    assert_eq!(fs::read(&path).expect("a key file"), before);
    let ran = unwrap(&practice, &server, "None\n", "other");
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .contains("standard input holds no wrapped key: one line that begins with `kms1.`"),
        "{}",
        ran.stderr
    );
    server.refuse(StatusCode::BAD_REQUEST, "AccessDeniedException");
    let ran = unwrap(&practice, &server, &text, "other");
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("allow kms:Decrypt"), "{}", ran.stderr);
    assert!(!practice.path().join("other").exists());
}

#[tokio::test]
async fn a_wrapped_key_that_no_function_could_hold_is_refused() {
    let server = Server::start().await;
    let mut key = PracticeKey::generate().expect("randomness");
    // As often as a key may be changed before the first is forgotten.
    for _ in 0..30 {
        key = key.succeeded().expect("randomness");
        kms(&server).wrap(&key, NAME).await.expect("wrapped");
    }
    for _ in 0..10 {
        key = key.succeeded().expect("randomness");
    }
    let refused = kms(&server).wrap(&key, NAME).await;
    assert_eq!(refused.err(), Some(KmsError::TooLong));
}
