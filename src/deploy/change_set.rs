//! A change set: made, looked at, then carried out or dropped.

use std::thread::sleep;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::account::Account;
use super::aws::Aws;
use super::changes::Change;
use super::progress;
use super::stack;
use crate::failure::Failure;

/// What a change set holds that would change nothing, in AWS's words.
const NOTHING: [&str; 2] = ["didn't contain changes", "No updates are to be performed"];
/// How long AWS may think about a change set, and how often it is asked.
const THOUGHT_SECONDS_MAX: u64 = 300;
const PAUSE: Duration = Duration::from_secs(1);

/// What a stack is to become.
pub(super) struct Wanted<'a> {
    pub(super) stack: &'a str,
    /// Whether it is to be made.
    pub(super) is_new: bool,
    pub(super) template: Template,
    pub(super) inputs: Vec<Value>,
}

/// Where CloudFormation reads a template.
pub(super) enum Template {
    /// In the request: up to 51,200 bytes.
    Along(&'static str),
    /// In a bucket of the same account, at this URL: up to a million bytes.
    At(String),
}

/// A change set that is ready to be carried out.
pub(super) struct ChangeSet<'a> {
    aws: &'a Aws,
    stack: String,
    name: String,
    is_new: bool,
    pub(super) changes: Vec<Change>,
}

impl Template {
    /// Has a request of CloudFormation's name it.
    pub(super) fn name_in(&self, request: &mut Value) {
        match self {
            Self::Along(text) => request["TemplateBody"] = json!(text),
            Self::At(url) => request["TemplateURL"] = json!(url),
        }
    }
}

impl<'a> ChangeSet<'a> {
    /// Asks AWS what would change. None where nothing would.
    pub(super) fn make(account: &'a Account, wanted: &Wanted<'_>) -> Result<Option<Self>, Failure> {
        let name = format!("knead-{}", Timestamp::now().as_millisecond());
        let mut request = json!({
            "StackName": wanted.stack,
            "ChangeSetName": name,
            "ChangeSetType": if wanted.is_new { "CREATE" } else { "UPDATE" },
            "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
            "Parameters": wanted.inputs,
        });
        wanted.template.name_in(&mut request);
        account
            .aws
            .ask_with("cloudformation", "create-change-set", &request)?;
        let mut set = Self {
            aws: &account.aws,
            stack: wanted.stack.to_owned(),
            name,
            is_new: wanted.is_new,
            changes: Vec::new(),
        };
        let described = set.thought_through()?;
        if described["Status"] == "CREATE_COMPLETE" {
            set.changes = Change::all(&described);
            return Ok(Some(set));
        }
        let why = described["StatusReason"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let stack = set.stack.clone();
        set.forget()?;
        if NOTHING.iter().any(|nothing| why.contains(nothing)) {
            return Ok(None);
        }
        Err(Failure::said(
            format!("AWS finds no way to change the stack {stack}: {why}"),
            "nothing was changed; mend what it says, then run this again",
        ))
    }

    /// Takes it back. A stack that was only begun for it goes, too.
    pub(super) fn forget(self) -> Result<(), Failure> {
        let (name, stack) = (self.name.as_str(), self.stack.as_str());
        self.aws.ask(&[
            "cloudformation",
            "delete-change-set",
            "--change-set-name",
            name,
            "--stack-name",
            stack,
        ])?;
        let begun = self.is_new
            && stack::described(self.aws, stack)?
                .is_some_and(|stack| stack["StackStatus"] == "REVIEW_IN_PROGRESS");
        if begun {
            self.aws
                .ask(&["cloudformation", "delete-stack", "--stack-name", stack])?;
        }
        Ok(())
    }

    /// Carries it out, and waits until it is done.
    pub(super) fn carry_out(self) -> Result<(), Failure> {
        let (name, stack) = (self.name.as_str(), self.stack.as_str());
        let before = progress::Seen::of(self.aws, stack)?;
        self.aws.ask(&[
            "cloudformation",
            "execute-change-set",
            "--change-set-name",
            name,
            "--stack-name",
            stack,
        ])?;
        before.wait(self.aws, stack)
    }

    fn thought_through(&self) -> Result<Value, Failure> {
        for _ in 0..THOUGHT_SECONDS_MAX {
            let described = self.aws.ask(&[
                "cloudformation",
                "describe-change-set",
                "--change-set-name",
                &self.name,
                "--stack-name",
                &self.stack,
            ])?;
            let status = described["Status"].as_str().unwrap_or_default();
            if ["CREATE_COMPLETE", "FAILED"].contains(&status) {
                return Ok(described);
            }
            sleep(PAUSE);
        }
        Err(Failure::said(
            format!(
                "AWS still thinks about the change of the stack {}",
                self.stack
            ),
            "nothing was changed; run this again in some minutes",
        ))
    }
}
