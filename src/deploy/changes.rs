//! What a change set would do, as a table, and what of it is refused.

use serde_json::Value;

use crate::failure::Failure;

/// The types of what holds data: these are never removed or replaced.
const HOLDS_DATA: [&str; 3] = ["AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket"];

/// What happens to one resource.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Change {
    action: String,
    id: String,
    kind: String,
    replacement: Replacement,
}

/// Whether a resource is made anew in place of being changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replacement {
    No,
    Perhaps,
    Yes,
}

impl Change {
    /// Reads the changes of a change set as AWS describes it.
    pub(super) fn all(described: &Value) -> Vec<Self> {
        let changes = described["Changes"].as_array().into_iter().flatten();
        changes
            .map(|change| Self::of(&change["ResourceChange"]))
            .collect()
    }

    fn of(change: &Value) -> Self {
        let text = |name: &str| change[name].as_str().unwrap_or_default().to_owned();
        Self {
            action: text("Action"),
            id: text("LogicalResourceId"),
            kind: text("ResourceType"),
            replacement: match change["Replacement"].as_str() {
                Some("True") => Replacement::Yes,
                Some("Conditional") => Replacement::Perhaps,
                _ => Replacement::No,
            },
        }
    }

    /// What happens to it; in capitals if data would go.
    fn word(&self) -> &'static str {
        let word = match (self.action.as_str(), self.replacement) {
            ("Add", _) => ["make", "MAKE"],
            ("Import", _) => ["take in", "TAKE IN"],
            ("Remove", _) => ["remove", "REMOVE"],
            (_, Replacement::Yes) => ["replace", "REPLACE"],
            (_, Replacement::Perhaps) => ["change, perhaps replace", "CHANGE, PERHAPS REPLACE"],
            _ => ["change", "CHANGE"],
        };
        word[usize::from(self.loses_data())]
    }

    fn is_harmless(&self) -> bool {
        ["make", "take in", "change"].contains(&self.word())
    }

    fn loses_data(&self) -> bool {
        let goes = self.action == "Remove" || self.replacement != Replacement::No;
        goes && self.action != "Add" && HOLDS_DATA.contains(&self.kind.as_str())
    }
}

/// A line for each: what loses data first, then what goes or is replaced.
pub(super) fn table(changes: &[Change]) -> String {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_unstable_by_key(|change| {
        let order = (!change.loses_data(), change.is_harmless());
        (order, change.word(), &change.id)
    });
    let wide = |text: fn(&Change) -> &str| sorted.iter().map(|change| text(change).len()).max();
    let first = wide(Change::word).unwrap_or(0);
    let second = wide(|change| &change.id).unwrap_or(0);
    let line = |change: &Change| {
        let (word, id, kind) = (change.word(), &change.id, &change.kind);
        format!("  {word:<first$}  {id:<second$}  {kind}")
    };
    sorted.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Refuses what would take away data, or set an empty thing in its place.
pub(super) fn refuse_loss(changes: &[Change]) -> Result<(), Failure> {
    let lost: Vec<_> = changes
        .iter()
        .filter(|change| change.loses_data())
        .map(|change| format!("{} ({})", change.id, change.kind))
        .collect();
    if lost.is_empty() {
        return Ok(());
    }
    Err(Failure::said(
        format!(
            "this would remove or replace what holds data: {}",
            lost.join(", ")
        ),
        "nothing was changed. If it is what you want, do it by hand, after a backup: \
         infra/README.md, under Removal",
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(action: &str, id: &str, kind: &str, replacement: &str) -> Value {
        json!({"Type": "Resource", "ResourceChange": {
            "Action": action, "LogicalResourceId": id, "ResourceType": kind,
            "Replacement": replacement,
        }})
    }

    fn changes(list: &[Value]) -> Vec<Change> {
        Change::all(&json!({ "Changes": list }))
    }

    #[test]
    fn what_loses_data_stands_first_and_in_capitals_then_what_goes() {
        let shown = table(&changes(&[
            change("Add", "DeskFunction", "AWS::Lambda::Function", ""),
            change(
                "Modify",
                "BookingFunction",
                "AWS::Lambda::Function",
                "False",
            ),
            change("Remove", "Api", "AWS::ApiGatewayV2::Api", ""),
            change("Modify", "Route", "AWS::ApiGatewayV2::Route", "Conditional"),
            change("Modify", "Table", "AWS::DynamoDB::Table", "True"),
        ]));
        assert_eq!(
            shown,
            "  REPLACE                  Table            AWS::DynamoDB::Table\n  \
             change, perhaps replace  Route            AWS::ApiGatewayV2::Route\n  \
             remove                   Api              AWS::ApiGatewayV2::Api\n  \
             change                   BookingFunction  AWS::Lambda::Function\n  \
             make                     DeskFunction     AWS::Lambda::Function"
        );
    }

    #[test]
    fn what_holds_data_is_neither_removed_nor_replaced() {
        for (action, replacement) in [
            ("Remove", ""),
            ("Modify", "True"),
            ("Modify", "Conditional"),
        ] {
            let table = change(action, "Table", "AWS::DynamoDB::Table", replacement);
            let refused = refuse_loss(&changes(&[table])).expect_err(action);
            assert!(
                refused.to_string().starts_with(
                    "error: this would remove or replace what holds data: \
                     Table (AWS::DynamoDB::Table)\n"
                ),
                "{refused}"
            );
        }
    }

    #[test]
    fn what_holds_data_may_be_made_and_changed_and_all_else_replaced() {
        let all = changes(&[
            change("Add", "Table", "AWS::DynamoDB::Table", ""),
            change("Modify", "DataKey", "AWS::KMS::Key", "False"),
            change("Remove", "Topic", "AWS::SNS::Topic", ""),
        ]);
        assert!(refuse_loss(&all).is_ok());
    }
}
