//! The cloud's template, read as data: what a role may do, as it is written there.

use std::path::Path;

use saphyr::{LoadableYamlNode as _, YamlOwned};
use serde_json::{Map, Value};

use super::function::Function;
use super::policy::Statement;

/// What `infra/app.yaml` says that a function's role may do.
pub(super) fn statements(function: Function) -> Vec<Statement> {
    let role = &template()["Resources"][function.role()]["Properties"];
    let managed = &role["ManagedPolicyArns"];
    assert!(
        managed.is_null(),
        "{function} has policies of others: {managed}"
    );
    let policies = role["Policies"].as_array().into_iter().flatten();
    let statements = policies.flat_map(|policy| {
        let statements = policy["PolicyDocument"]["Statement"].as_array();
        statements.into_iter().flatten()
    });
    statements.map(Statement::read).collect()
}

fn template() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("infra/app.yaml");
    let text = std::fs::read_to_string(path).expect("the template");
    let documents = YamlOwned::load_from_str(&text).expect("the template is YAML");
    value(documents.first().expect("a document"))
}

/// A node with its names resolved as far as they can be here: `!Ref A` becomes `${A}`.
fn value(node: &YamlOwned) -> Value {
    match node {
        YamlOwned::Tagged(tag, inner) => match (tag.suffix.as_str(), value(inner)) {
            ("Sub", text) => text,
            ("Ref" | "GetAtt", Value::String(name)) => format!("${{{name}}}").into(),
            (other, inner) => Map::from_iter([(other.to_owned(), inner)]).into(),
        },
        YamlOwned::Sequence(nodes) => nodes.iter().map(value).collect(),
        YamlOwned::Mapping(pairs) => {
            let text = |key: &YamlOwned| key.as_str().unwrap_or_default().to_owned();
            let members = pairs.iter().map(|(key, node)| (text(key), value(node)));
            Value::Object(members.collect())
        }
        node => scalar(node),
    }
}

fn scalar(node: &YamlOwned) -> Value {
    if let Some(text) = node.as_str() {
        return text.into();
    }
    match (node.as_integer(), node.as_bool()) {
        (Some(number), _) => number.into(),
        (_, Some(yes)) => yes.into(),
        _ => Value::Null,
    }
}
