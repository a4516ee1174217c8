//! What the AWS command line says when it does not do what was asked: a sentence and the next step.

use std::io;

use crate::failure::Failure;

/// How what a service refused begins, in both versions of the command line.
const SERVICE: &str = "An error occurred (";
/// What stands between a refusal's operation and its words.
const OPERATION: &str = " operation: ";

const INSTALL: &str = "install it as https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html \
    says, then run `aws configure`";
const SIGN_IN: &str =
    "run `aws configure` or `aws sso login`, or name a profile that has some with AWS_PROFILE";

/// Why a command of AWS was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// What was asked, such as `cloudformation describe-stacks`.
    operation: String,
    /// The service's word for it; empty where no service was reached.
    pub(super) code: String,
    pub(super) words: String,
    is_there: bool,
}

impl Refusal {
    /// There is no such program.
    pub(super) fn not_there(error: &io::Error) -> Self {
        Self {
            operation: String::new(),
            code: String::new(),
            words: error.to_string(),
            is_there: false,
        }
    }

    /// What it was to read could not be laid ready.
    pub(super) fn unwritten(error: &io::Error) -> Self {
        Self {
            operation: "lay a file ready in TMPDIR".to_owned(),
            code: String::new(),
            words: error.to_string(),
            is_there: true,
        }
    }

    pub(super) fn unreadable(operation: &str) -> Self {
        Self {
            operation: operation.to_owned(),
            code: String::new(),
            words: "its answer is not JSON".to_owned(),
            is_there: true,
        }
    }

    /// Reads what it wrote to stderr.
    pub(super) fn read(operation: &str, said: &str) -> Self {
        let said = said.trim();
        let service = said.split_once(SERVICE).and_then(|(_, rest)| {
            let (code, rest) = rest.split_once(')')?;
            let (_, words) = rest.split_once(OPERATION)?;
            Some((code.to_owned(), words.trim().to_owned()))
        });
        let (code, words) = service.unwrap_or_else(|| (String::new(), said.to_owned()));
        Self {
            operation: operation.to_owned(),
            code,
            words,
            is_there: true,
        }
    }

    fn says(&self, parts: &[&str]) -> bool {
        parts
            .iter()
            .any(|part| self.code.contains(part) || self.words.contains(part))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let operation = &refusal.operation;
        if !refusal.is_there {
            return Self::said(
                format!("the AWS command line cannot be run: {}", refusal.words),
                INSTALL,
            );
        }
        if refusal.says(&["Unable to locate credentials", "NoCredentials"]) {
            return Self::said("there are no AWS credentials", SIGN_IN);
        }
        if refusal.says(&[
            "ExpiredToken",
            "has expired",
            "RequestExpired",
            "Error loading SSO",
        ]) {
            return Self::said("the AWS credentials have expired", SIGN_IN);
        }
        if refusal.says(&[
            "InvalidClientTokenId",
            "UnrecognizedClient",
            "SignatureDoesNotMatch",
            "InvalidAccessKeyId",
        ]) {
            return Self::said("AWS does not know these credentials", SIGN_IN);
        }
        if refusal.says(&["config profile"]) {
            return Self::said(
                &refusal.words,
                "name one of `aws configure list-profiles` with AWS_PROFILE",
            );
        }
        if refusal.says(&["must specify a region"]) {
            return Self::no_region();
        }
        if refusal.says(&["Could not connect", "Connect timeout", "Read timeout"]) {
            return Self::said(
                format!("AWS cannot be reached: {}", refusal.words),
                "see to the network and the region, then run this again: it goes on where it ended",
            );
        }
        if refusal.says(&["AccessDenied", "Unauthorized"]) {
            return Self::said(
                format!("these credentials may not `{operation}`: {}", refusal.words),
                "sign in as somebody who may, then run this again: it goes on where it ended",
            );
        }
        Self::said(
            format!("could not `{operation}`: {}", refusal.words),
            "mend what it says, then run this again: it goes on where it ended",
        )
    }
}

impl Failure {
    /// Nothing says in which region.
    pub(super) fn no_region() -> Self {
        Self::said(
            "no AWS region is named",
            "add --region, such as --region eu-central-1, or run `aws configure`",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, whole: &str) {
        let refusal = Refusal::read("sts get-caller-identity", said);
        assert_eq!(Failure::from(refusal).to_string(), whole);
    }

    #[test]
    fn no_credentials_are_said_with_the_next_step() {
        let whole = "error: there are no AWS credentials\n  = help: run `aws configure` or `aws sso login`, or name a profile that has some with AWS_PROFILE\n";
        check(
            "Unable to locate credentials. You can configure credentials by running \"aws configure\".",
            whole,
        );
        check(
            "\naws: [ERROR]: An error occurred (NoCredentials): Unable to locate credentials.",
            whole,
        );
    }

    #[test]
    fn credentials_of_the_past_and_unknown_ones_are_told_apart() {
        check(
            "An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired",
            "error: the AWS credentials have expired\n  = help: run `aws configure` or `aws sso login`, or name a profile that has some with AWS_PROFILE\n",
        );
        check(
            "aws: [ERROR]: An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.",
            "error: AWS does not know these credentials\n  = help: run `aws configure` or `aws sso login`, or name a profile that has some with AWS_PROFILE\n",
        );
    }

    #[test]
    fn what_a_service_refuses_is_said_in_its_words() {
        check(
            "\nAn error occurred (ValidationError) when calling the CreateChangeSet operation: Parameters: [Hue] do not exist in the template\n",
            "error: could not `sts get-caller-identity`: Parameters: [Hue] do not exist in the template\n  = help: mend what it says, then run this again: it goes on where it ended\n",
        );
        check(
            "An error occurred (AccessDenied) when calling the CreateChangeSet operation: User: x is not authorized",
            "error: these credentials may not `sts get-caller-identity`: User: x is not authorized\n  = help: sign in as somebody who may, then run this again: it goes on where it ended\n",
        );
    }
}
