//! What is refused before anything is changed: whole messages.

use std::process::Command;

use tempfile::TempDir;

use super::account::tool;
use super::practice;
use crate::harness::{Practice, Ran, knead, run};
use crate::package;

/// `knead deploy` by somebody who has nothing but this.
fn deploy(practice: &Practice, prepare: impl Fn(&mut Command)) -> Ran {
    let home = TempDir::new().expect("a folder");
    let mut command = knead();
    command
        .args(["deploy", "--name", "trial", "--yes", "--bins"])
        .arg(package::programs())
        .arg(practice.path())
        .env_clear()
        .env("HOME", home.path())
        .env("PATH", tool("aws").parent().expect("a folder"))
        // There is no machine of AWS to be asked who we are.
        .env("AWS_EC2_METADATA_DISABLED", "true");
    prepare(&mut command);
    run(&mut command)
}

fn check(ran: &Ran, stderr: &str) {
    assert_eq!(
        (ran.code, ran.stderr.as_str(), ran.stdout.as_str()),
        (1, stderr, "")
    );
}

#[test]
fn without_the_aws_command_line_it_is_said_where_to_find_it() {
    let ran = deploy(&practice(), |command| {
        command.env("PATH", "").env("AWS_REGION", "us-east-1");
    });
    check(
        &ran,
        "error: the AWS command line cannot be run: No such file or directory (os error 2)\n  \
         = help: install it as https://docs.aws.amazon.com/cli/latest/userguide/\
         getting-started-install.html says, then run `aws configure`\n",
    );
}

#[test]
fn without_a_region_it_is_said_how_to_name_one() {
    check(
        &deploy(&practice(), |_| {}),
        "error: no AWS region is named\n  \
         = help: add --region, such as --region eu-central-1, or run `aws configure`\n",
    );
}

#[test]
fn without_credentials_it_is_said_how_to_sign_in() {
    let ran = deploy(&practice(), |command| {
        command.env("AWS_REGION", "us-east-1");
    });
    check(
        &ran,
        "error: there are no AWS credentials\n  = help: run `aws configure` or `aws sso login`, \
         or name a profile that has some with AWS_PROFILE\n",
    );
}

#[test]
fn a_profile_that_is_not_there_is_named() {
    let ran = deploy(&practice(), |command| {
        command
            .env("AWS_REGION", "us-east-1")
            .env("AWS_PROFILE", "nobody");
    });
    check(
        &ran,
        "error: The config profile (nobody) could not be found\n  \
         = help: name one of `aws configure list-profiles` with AWS_PROFILE\n",
    );
}

#[test]
fn where_aws_cannot_be_reached_it_is_said() {
    let ran = deploy(&practice(), |command| {
        command
            .envs([
                ("AWS_ACCESS_KEY_ID", "test"),
                ("AWS_SECRET_ACCESS_KEY", "test"),
            ])
            // Nobody listens there.
            .envs([
                ("AWS_REGION", "us-east-1"),
                ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
            ])
            .env("AWS_MAX_ATTEMPTS", "1");
    });
    check(
        &ran,
        "error: AWS cannot be reached: Could not connect to the endpoint URL: \
         \"http://127.0.0.1:9/\"\n  = help: see to the network and the region, then run this \
         again: it goes on where it ended\n",
    );
}

#[test]
fn content_with_errors_is_not_deployed_and_aws_is_not_even_asked() {
    let practice = practice();
    practice.replace("services/deep-tissue.md", "\"95.00\"", "\"a lot\"");
    let ran = deploy(&practice, |command| {
        command.env("PATH", "");
    });
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.contains("services/deep-tissue.md:7"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.trim_end().ends_with("1 error"), "{}", ran.stderr);
}

#[test]
fn a_name_a_certificate_and_an_input_that_cannot_be_are_refused() {
    let usage = |arguments: &[&str]| run(knead().arg("deploy").args(arguments));
    let ran = usage(&["--name", "My Practice"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("take up to 20 small letters"),
        "{}",
        ran.stderr
    );
    let ran = usage(&["--name", "trial", "--set", "Secret=1"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr
            .contains("`Secret` is decided by `knead deploy` itself"),
        "{}",
        ran.stderr
    );
    let ran = usage(&["--name", "trial", "--set", "LogRetentionDay=30"]);
    assert_eq!(ran.code, 2);
    let said = "infra/app.yaml has no input `LogRetentionDay`: did you mean `LogRetentionDays`?";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    let ran = usage(&["--name", "trial", "--domain", "www.example.com"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("--certificate <ARN>"), "{}", ran.stderr);
    let elsewhere = "arn:aws:acm:eu-central-1:123456789012:certificate/0a";
    let ran = usage(&[
        "--name",
        "trial",
        "--domain",
        "a.example",
        "--certificate",
        elsewhere,
    ]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with(&format!(
            "error: `{elsewhere}` is no certificate that CloudFront can use\n"
        )),
        "{}",
        ran.stderr
    );
}
