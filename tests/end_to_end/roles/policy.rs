//! What IAM answers, as far as our policies ask it ("Policy evaluation logic" and "Set operators for
//! multivalued context keys", IAM User Guide).

use std::collections::BTreeSet;

use serde_json::Value;

use super::touch::{Part, Touch};

/// A statement of a policy, which allows.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) sid: String,
    pub(super) actions: Vec<String>,
    pub(super) resources: Vec<String>,
    pub(super) conditions: Vec<Condition>,
}

/// One line of a statement's conditions.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// `ForAllValues:StringLike`
    operator: String,
    /// `dynamodb:LeadingKeys`
    pub(super) key: String,
    pub(super) values: Vec<String>,
}

impl Statement {
    pub(super) fn read(statement: &Value) -> Self {
        assert_eq!(statement["Effect"], "Allow", "{statement}");
        let conditions = statement["Condition"].as_object().into_iter().flatten();
        let conditions = conditions.flat_map(|(operator, lines)| {
            let lines = lines.as_object().into_iter().flatten();
            lines.map(|(key, values)| Condition {
                operator: operator.clone(),
                key: key.clone(),
                values: texts(values),
            })
        });
        Self {
            sid: texts(&statement["Sid"]).concat(),
            actions: texts(&statement["Action"]),
            resources: texts(&statement["Resource"]),
            conditions: conditions.collect(),
        }
    }

    /// Whether it is about DynamoDB.
    pub(super) fn is_of_the_store(&self) -> bool {
        let mut actions = self.actions.iter();
        actions.any(|action| action.starts_with("dynamodb:"))
    }

    /// How the partition keys begin that it names.
    pub(super) fn leading_keys(&self) -> impl Iterator<Item = &String> {
        let lines = self.conditions.iter();
        let lines =
            lines.filter(|line| line.key == "dynamodb:LeadingKeys" && line.operator != "Null");
        lines.flat_map(|line| &line.values)
    }

    /// Whether it allows what a function asks.
    pub(super) fn allows(&self, touch: &Touch) -> bool {
        let action = format!("dynamodb:{}", touch.action);
        self.actions.contains(&action)
            && self.resources.contains(&resource(touch))
            && self.conditions.iter().all(|line| line.holds(touch))
    }
}

impl Condition {
    fn holds(&self, touch: &Touch) -> bool {
        let asked = context(touch, &self.key);
        let any = |value: &String, like: fn(&str, &str) -> bool| {
            self.values.iter().any(|pattern| like(pattern, value))
        };
        let all = |asked: &BTreeSet<String>, like: fn(&str, &str) -> bool| {
            asked.iter().all(|value| any(value, like))
        };
        let same: fn(&str, &str) -> bool = |pattern, value| pattern == value;
        match (self.operator.as_str(), asked) {
            ("Null", asked) => self.values == [asked.is_none().to_string()],
            ("ForAllValues:StringLike", asked) => asked.is_none_or(|asked| all(&asked, is_like)),
            ("ForAllValues:StringEquals" | "StringEqualsIfExists", asked) => {
                asked.is_none_or(|asked| all(&asked, same))
            }
            ("StringEquals", asked) => asked.is_some_and(|asked| all(&asked, same)),
            (operator, _) => unreachable!("this reading does not know {operator}"),
        }
    }
}

/// What a request says under a condition's key; none: nothing.
fn context(touch: &Touch, key: &str) -> Option<BTreeSet<String>> {
    let one = |text: &str| Some(BTreeSet::from([text.to_owned()]));
    match (key, touch.part) {
        ("dynamodb:LeadingKeys", _) => Some(touch.prefixes.clone()).filter(|keys| !keys.is_empty()),
        ("dynamodb:Attributes", Part::Key) => {
            Some(["pk", "sk"].map(str::to_owned).into_iter().collect())
        }
        ("dynamodb:Attributes", Part::Whole) => one("every attribute"),
        ("dynamodb:Select", Part::Key) => one("SPECIFIC_ATTRIBUTES"),
        ("dynamodb:Select", Part::Whole) => one("ALL_ATTRIBUTES"),
        ("dynamodb:ReturnValues", _) => touch.returns.as_deref().and_then(one),
        (key, _) => unreachable!("this reading does not know {key}"),
    }
}

/// The resource of a request, as the template names it.
fn resource(touch: &Touch) -> String {
    let table = if touch.table.ends_with("-keys") {
        "${KeysTableArn}"
    } else {
        "${TableArn}"
    };
    match &touch.index {
        None => table.to_owned(),
        Some(index) => format!("{table}/index/{index}"),
    }
}

/// `StringLike`, of patterns with one `*` at their end.
pub(super) fn is_like(pattern: &str, value: &str) -> bool {
    match pattern.strip_suffix('*') {
        None => pattern == value,
        Some(beginning) => value.starts_with(beginning),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}
