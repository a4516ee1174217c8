//! What is said of an environment.

use super::{Config, DeskConfig, Environment, IntakeConfig, NotifyConfig};
use crate::sealing::{Keeper, PracticeKey};

const GOOD: [(&str, &str); 9] = [
    ("KNEAD_TABLE", "practice"),
    ("KNEAD_FUNCTIONS_DIR", "functions"),
    ("LAMBDA_TASK_ROOT", "/var/task"),
    ("KNEAD_SITE_ORIGIN", "https://www.example.com"),
    ("KNEAD_MAIL_FROM", "hello@example.com"),
    ("KNEAD_MAIL", "ses"),
    ("AWS_REGION", "eu-central-1"),
    ("AWS_ACCESS_KEY_ID", "key"),
    ("AWS_SECRET_ACCESS_KEY", "s3cret"),
];

/// A whole environment but for these variables; an empty one is not set.
fn environment(other: &[(&'static str, &str)]) -> Environment {
    let mut variables: std::collections::BTreeMap<&str, String> =
        GOOD.map(|(name, value)| (name, value.to_owned())).into();
    for name in ["KNEAD_SECRET", "KNEAD_COUNTING_KEY", "KNEAD_FRONT_SECRET"] {
        variables.insert(name, "5e".repeat(32));
    }
    let key = PracticeKey::generate().expect("randomness");
    variables.insert("KNEAD_PRACTICE_PUBLIC", key.public().to_string());
    let wrapped = format!("kms1.cHJhY3RpY2U.{}.d3JhcHBlZA", key.public().id().as_str());
    variables.insert("KNEAD_PRACTICE_KEY", wrapped);
    variables.insert("KNEAD_KMS_KEY_ID", "alias/practice".to_owned());
    for (name, value) in other {
        variables.insert(name, (*value).to_owned());
    }
    Environment::of(move |name| variables.get(name).cloned())
}

fn said<T>(
    read: fn(&mut Environment) -> Option<T>,
    other: &[(&'static str, &str)],
) -> Result<T, String> {
    let mut environment = environment(other);
    let config = read(&mut environment);
    environment
        .finish(config)
        .map_err(|error| error.to_string())
}

#[test]
fn a_whole_environment_is_all_each_function_asks_for() {
    assert!(said(Config::read, &[]).is_ok());
    assert!(said(IntakeConfig::read, &[]).is_ok());
    assert!(said(NotifyConfig::read, &[]).is_ok());
    let desk = said(DeskConfig::read, &[]);
    let keeper = desk.map(|desk| desk.keeper);
    assert!(matches!(keeper, Ok(Keeper::Kms { .. })), "{keeper:?}");
}

#[test]
fn a_relative_folder_lies_where_lambda_has_unpacked_the_function() {
    let folder = |other| said(Config::read, other).map(|config| config.deployment.folder);
    assert_eq!(folder(&[]), Ok("/var/task/functions".into()));
    assert_eq!(
        folder(&[("KNEAD_FUNCTIONS_DIR", "/srv/f")]),
        Ok("/srv/f".into())
    );
    assert_eq!(folder(&[("LAMBDA_TASK_ROOT", "")]), Ok("functions".into()));
}

#[test]
fn all_that_the_desk_lacks_is_said_at_once() {
    let nothing: Vec<_> = GOOD
        .iter()
        .map(|(name, _)| (*name, ""))
        .chain(["KNEAD_SECRET", "KNEAD_PRACTICE_KEY", "KNEAD_KMS_KEY_ID"].map(|name| (name, "")))
        .collect();
    let refused = said(DeskConfig::read, &nothing).err();
    let expected = "the environment is not complete: \
        KNEAD_TABLE is not set: set it to the name of the table: 3 to 255 letters, digits, `-`, `_` and `.`; \
        AWS_REGION is not set: set it to the region, such as eu-central-1; \
        AWS_ACCESS_KEY_ID is not set: set it to what any AWS program has there; \
        AWS_SECRET_ACCESS_KEY is not set: set it to what any AWS program has there; \
        KNEAD_FUNCTIONS_DIR is not set: set it to the folder `functions` that `knead build` writes; \
        KNEAD_SECRET is not set: set it to 64 hexadecimal digits; \
        KNEAD_PRACTICE_KEY is not set: set it to what `knead keys wrap` prints; \
        KNEAD_KMS_KEY_ID is not set: set it to the id or ARN of the key of KMS that wrapped KNEAD_PRACTICE_KEY";
    assert_eq!(refused.as_deref(), Some(expected));
}

#[test]
fn what_cannot_be_what_it_says_is_named_and_never_shown() {
    for (name, value) in [
        ("KNEAD_TABLE", "my table"),
        ("KNEAD_TABLE", "x!"),
        ("KNEAD_SECRET", "5e5e"),
        ("KNEAD_FRONT_SECRET", "guess me"),
        ("KNEAD_SITE_ORIGIN", "www.site.example"),
        ("KNEAD_SITE_ORIGIN", "https://www.site.example/path"),
        ("KNEAD_MAIL_FROM", "whoever"),
        ("KNEAD_MAIL", "smtp://u:s3cret@mail.example/name"),
        ("KNEAD_COUNTING_KEY", "five"),
        ("KNEAD_PRACTICE_PUBLIC", "public?"),
        ("KNEAD_PRACTICE_KEY", "kms1.wrapped?"),
    ] {
        let other = [(name, value)];
        let refusals = [
            said(IntakeConfig::read, &other).err(),
            said(DeskConfig::read, &other).err(),
            said(NotifyConfig::read, &other).err(),
        ];
        let refusals: Vec<_> = refusals.into_iter().flatten().collect();
        assert!(!refusals.is_empty(), "{name} {value}");
        for refusal in refusals {
            assert!(refusal.contains(&format!("{name} cannot be")), "{refusal}");
            assert!(!refusal.contains(value), "{refusal}");
        }
    }
}

#[test]
fn a_server_in_place_of_aws_asks_for_no_credentials() {
    let other = [
        ("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000"),
        ("AWS_REGION", ""),
        ("AWS_ACCESS_KEY_ID", ""),
        ("AWS_SECRET_ACCESS_KEY", ""),
    ];
    assert!(said(Config::read, &other).is_ok());
}
