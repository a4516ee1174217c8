//! The practice's key wrapped by KMS: bound to practice and key, opened by one call.

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
