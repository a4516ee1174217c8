//! A stack as it stands: what it gives out, or why it cannot be changed now.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::aws::Aws;
use crate::failure::Failure;

/// A stack that is there and may be changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Stack {
    pub(super) outputs: BTreeMap<String, String>,
    /// The names of its inputs.
    pub(super) inputs: BTreeSet<String>,
}

/// What can be done with a stack.
#[derive(Debug, PartialEq, Eq)]
enum State {
    Absent,
    Ready,
    Busy,
    /// Its making failed, and it can only be deleted.
    Stillborn,
    /// Its change failed, and so did going back.
    Stuck,
    /// It is half deleted.
    HalfDeleted,
}

impl Stack {
    /// The stack of this name, if it is there.
    pub(super) fn find(aws: &Aws, name: &str) -> Result<Option<Self>, Failure> {
        let Some(described) = described(aws, name)? else {
            return Ok(None);
        };
        let status = described["StackStatus"].as_str().unwrap_or_default();
        match state(status) {
            State::Absent => Ok(None),
            State::Ready => Ok(Some(Self::of(&described))),
            state => Err(unready(&state, name, status)),
        }
    }

    /// What it gives out under this name.
    pub(super) fn output(&self, name: &str) -> Result<&str, Failure> {
        let value = self.outputs.get(name).map(String::as_str);
        value.ok_or_else(|| {
            Failure::said(
                format!("the stack gives out no `{name}`"),
                "was it made from another template? Name another practice with --name",
            )
        })
    }

    /// Its inputs as a change set takes them that leaves them alone.
    pub(super) fn inputs_as_they_are(&self) -> Vec<Value> {
        let inputs = self.inputs.iter();
        inputs
            .map(|key| json!({"ParameterKey": key, "UsePreviousValue": true}))
            .collect()
    }

    fn of(described: &Value) -> Self {
        let pairs = |list: &str, key: &str, value: &str| -> BTreeMap<String, String> {
            let entries = described[list].as_array().into_iter().flatten();
            entries
                .filter_map(|entry| {
                    let text = |name: &str| entry[name].as_str().map(str::to_owned);
                    Some((text(key)?, text(value).unwrap_or_default()))
                })
                .collect()
        };
        Self {
            outputs: pairs("Outputs", "OutputKey", "OutputValue"),
            inputs: pairs("Parameters", "ParameterKey", "ParameterValue")
                .into_keys()
                .collect(),
        }
    }
}

/// What AWS says of it; none where there is no such stack.
pub(super) fn described(aws: &Aws, name: &str) -> Result<Option<Value>, Failure> {
    let answer = aws.ask(&["cloudformation", "describe-stacks", "--stack-name", name]);
    match answer {
        Ok(answer) => Ok(Some(answer["Stacks"][0].clone())),
        Err(refusal) if refusal.words.contains("does not exist") => Ok(None),
        Err(refusal) => Err(refusal.into()),
    }
}

fn state(status: &str) -> State {
    match status {
        // A change set that nobody executed leaves an empty stack.
        "" | "REVIEW_IN_PROGRESS" | "DELETE_COMPLETE" => State::Absent,
        "CREATE_COMPLETE"
        | "UPDATE_COMPLETE"
        | "UPDATE_ROLLBACK_COMPLETE"
        | "IMPORT_COMPLETE"
        | "IMPORT_ROLLBACK_COMPLETE" => State::Ready,
        "CREATE_FAILED" | "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" => State::Stillborn,
        "DELETE_FAILED" => State::HalfDeleted,
        status if status.ends_with("_IN_PROGRESS") => State::Busy,
        _ => State::Stuck,
    }
}

fn unready(state: &State, name: &str, status: &str) -> Failure {
    let delete = format!("aws cloudformation delete-stack --stack-name {name}");
    let (what, help) = match state {
        State::Busy => (
            format!("the stack {name} is being changed right now ({status})"),
            format!(
                "wait until it is done, then run this again: \
                 aws cloudformation describe-stack-events --stack-name {name} --max-items 10"
            ),
        ),
        State::Stillborn => (
            format!("the stack {name} could not be made at its first try ({status})"),
            format!("read why in its events, then delete it and run this again: {delete}"),
        ),
        State::HalfDeleted => (
            format!("the stack {name} could not be deleted ({status})"),
            format!("read why in its events, then delete it again: {delete}"),
        ),
        _ => (
            format!("the stack {name} could neither be changed nor go back ({status})"),
            format!(
                "read why in its events, mend that, then: \
                 aws cloudformation continue-update-rollback --stack-name {name}"
            ),
        ),
    };
    Failure::said(what, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: &str, wanted: &State) {
        assert_eq!(&state(status), wanted, "{status}");
    }

    #[test]
    fn a_stack_that_went_back_to_what_it_was_may_be_changed() {
        check("CREATE_COMPLETE", &State::Ready);
        check("UPDATE_COMPLETE", &State::Ready);
        check("UPDATE_ROLLBACK_COMPLETE", &State::Ready);
    }

    #[test]
    fn a_stack_in_the_middle_of_a_change_is_left_alone() {
        for status in [
            "CREATE_IN_PROGRESS",
            "UPDATE_IN_PROGRESS",
            "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "UPDATE_ROLLBACK_IN_PROGRESS",
            "DELETE_IN_PROGRESS",
        ] {
            check(status, &State::Busy);
        }
        assert_eq!(
            unready(&State::Busy, "knead-maya-app", "UPDATE_IN_PROGRESS").to_string(),
            "error: the stack knead-maya-app is being changed right now (UPDATE_IN_PROGRESS)\n  \
             = help: wait until it is done, then run this again: aws cloudformation \
             describe-stack-events --stack-name knead-maya-app --max-items 10\n"
        );
    }

    #[test]
    fn a_stack_that_failed_says_how_to_go_on() {
        check("ROLLBACK_COMPLETE", &State::Stillborn);
        check("ROLLBACK_FAILED", &State::Stillborn);
        check("DELETE_FAILED", &State::HalfDeleted);
        check("UPDATE_ROLLBACK_FAILED", &State::Stuck);
        assert_eq!(
            unready(&State::Stillborn, "knead-maya-app", "ROLLBACK_COMPLETE").to_string(),
            "error: the stack knead-maya-app could not be made at its first try \
             (ROLLBACK_COMPLETE)\n  = help: read why in its events, then delete it and run this \
             again: aws cloudformation delete-stack --stack-name knead-maya-app\n"
        );
    }

    #[test]
    fn a_change_set_that_nobody_executed_made_no_stack() {
        check("REVIEW_IN_PROGRESS", &State::Absent);
    }
}
