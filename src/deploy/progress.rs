//! Waiting for a stack, with a line for each resource that is done.

use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use super::aws::Aws;
use super::stack;
use crate::failure::Failure;
use crate::terminal;

/// How long a stack may take, CloudFront's twenty minutes and some more, and how often it is asked.
const WAIT_SECONDS_MAX: u64 = 3_600;
const PAUSE_SECONDS: u64 = 2;
/// What AWS says of what is not this stack's.
const THERE_ALREADY: &str = "already exists";
/// What AWS says of what it gave up because something else failed.
const CANCELLED: &str = "cancelled";

/// The events of a stack that have been told.
pub(super) struct Seen(BTreeSet<String>);

impl Seen {
    /// What has happened so far.
    pub(super) fn of(aws: &Aws, stack: &str) -> Result<Self, Failure> {
        let mut seen = Self(BTreeSet::new());
        seen.new_events(aws, stack)?;
        Ok(seen)
    }

    /// Tells what happens from now on, until the stack is done.
    pub(super) fn wait(mut self, aws: &Aws, stack: &str) -> Result<(), Failure> {
        let mut reason = None;
        for _ in 0..WAIT_SECONDS_MAX / PAUSE_SECONDS {
            // Asked first: so that its last events are told, too.
            let described = stack::described(aws, stack)?.unwrap_or_default();
            for event in self.new_events(aws, stack)? {
                reason = reason.or_else(|| failed(&event));
                if let Some(line) = told(&event, stack) {
                    terminal::message(line);
                }
            }
            let status = described["StackStatus"].as_str().unwrap_or_default();
            if ["CREATE_COMPLETE", "UPDATE_COMPLETE"].contains(&status) {
                return Ok(());
            }
            let is_done = !status.ends_with("_IN_PROGRESS") && self.has_begun();
            if is_done {
                return Err(gone_back(stack, status, reason));
            }
            sleep(Duration::from_secs(PAUSE_SECONDS));
        }
        Err(Failure::said(
            format!("the stack {stack} is still being changed after an hour"),
            "see its events in the console; run this again when it is done",
        ))
    }

    /// Before its first event a stack may still look as it did.
    fn has_begun(&self) -> bool {
        !self.0.is_empty()
    }

    /// What is new, the oldest first.
    fn new_events(&mut self, aws: &Aws, stack: &str) -> Result<Vec<Value>, Failure> {
        let answer = aws.ask(&[
            "cloudformation",
            "describe-stack-events",
            "--stack-name",
            stack,
            "--max-items",
            "200",
        ])?;
        let mut events: Vec<Value> = answer["StackEvents"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        events.retain(|event| {
            let id = event["EventId"].as_str().unwrap_or_default();
            self.0.insert(id.to_owned())
        });
        events.reverse();
        Ok(events)
    }
}

/// A line for a resource that is done; none for what is only begun, or is the stack itself.
fn told(event: &Value, stack: &str) -> Option<String> {
    let text = |name: &str| event[name].as_str().unwrap_or_default();
    let (id, status) = (text("LogicalResourceId"), text("ResourceStatus"));
    let word = match status {
        _ if id == stack => return None,
        "CREATE_COMPLETE" => "made",
        "UPDATE_COMPLETE" => "changed",
        "DELETE_COMPLETE" => "removed",
        "DELETE_SKIPPED" => "left where it is",
        status if status.ends_with("_FAILED") => "FAILED",
        _ => return None,
    };
    Some(format!("  {word} {id}"))
}

/// What failed first, and why.
fn failed(event: &Value) -> Option<String> {
    let text = |name: &str| event[name].as_str().unwrap_or_default();
    let why = text("ResourceStatusReason");
    let is_cause = text("ResourceStatus").ends_with("_FAILED") && !why.contains(CANCELLED);
    is_cause.then(|| {
        format!(
            "{} ({}): {why}",
            text("LogicalResourceId"),
            text("ResourceType")
        )
    })
}

fn gone_back(stack: &str, status: &str, reason: Option<String>) -> Failure {
    let reason = reason.unwrap_or_else(|| "see its events".to_owned());
    let help = if reason.contains(THERE_ALREADY) {
        "AWS took back what it had begun. Another stack of this account has made it, such as the \
         practice's former one: delete that stack, then run this again"
    } else {
        "AWS took back what it had begun. Mend what it says, then run this again"
    };
    Failure::said(
        format!("the stack {stack} could not be changed ({status}): {reason}"),
        help,
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(id: &str, status: &str, why: &str) -> Value {
        json!({
            "LogicalResourceId": id, "ResourceStatus": status, "ResourceStatusReason": why,
            "ResourceType": "AWS::Lambda::Function",
        })
    }

    #[test]
    fn only_what_is_done_is_told() {
        let line = |status| told(&event("Table", status, ""), "knead-maya-data");
        assert_eq!(line("CREATE_IN_PROGRESS"), None);
        assert_eq!(line("CREATE_COMPLETE").as_deref(), Some("  made Table"));
        assert_eq!(line("UPDATE_FAILED").as_deref(), Some("  FAILED Table"));
        let stack = event("knead-maya-data", "CREATE_COMPLETE", "");
        assert_eq!(told(&stack, "knead-maya-data"), None);
    }

    #[test]
    fn the_cause_is_what_failed_and_not_what_was_cancelled_for_it() {
        let cause = event("DeskFunction", "CREATE_FAILED", "too many");
        let cancelled = event("Api", "CREATE_FAILED", "Resource creation cancelled");
        assert_eq!(failed(&cancelled), None);
        assert_eq!(
            failed(&cause).as_deref(),
            Some("DeskFunction (AWS::Lambda::Function): too many")
        );
    }

    #[test]
    fn what_another_stack_has_made_is_said_to_be_its() {
        let reason = "MailIdentity (AWS::SES::EmailIdentity): Resource of type \
            'AWS::SES::EmailIdentity' with identifier 'a@example.com' already exists.";
        let failure = gone_back("knead-maya", "ROLLBACK_COMPLETE", Some(reason.to_owned()));
        assert!(failure.to_string().contains("delete that stack"));
    }
}
