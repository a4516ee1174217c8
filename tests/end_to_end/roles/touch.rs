//! A request to DynamoDB, taken apart into what IAM is asked about it.
//!
//! A transaction is asked about item by item, as if each were a request of its own ("Using IAM with
//! DynamoDB transactions", DynamoDB Developer Guide); a batch is an action of its own, asked about
//! with all of its leading keys ("Actions, resources, and condition keys for Amazon DynamoDB",
//! Service Authorization Reference).

use std::collections::BTreeSet;

use serde_json::Value;

/// The attributes of a key, as the store asks for them.
const KEY_ATTRIBUTES: &str = "pk, sk";
/// The items of a transaction, and the action of each.
const OF_TRANSACTIONS: [(&str, &str); 5] = [
    ("Put", "PutItem"),
    ("Update", "UpdateItem"),
    ("Delete", "DeleteItem"),
    ("ConditionCheck", "ConditionCheckItem"),
    ("Get", "GetItem"),
];

/// What IAM is asked about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Touch {
    /// `GetItem`
    pub(super) action: String,
    /// The table's name.
    pub(super) table: String,
    pub(super) index: Option<String>,
    /// How the partition keys begin that it names: `B#*`, or a whole one that stands alone, `N#staff`.
    pub(super) prefixes: BTreeSet<String>,
    pub(super) part: Part,
    /// `ReturnValues`, where it is asked for.
    pub(super) returns: Option<String>,
}

/// How much of an item is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Whole,
    Key,
}

impl Touch {
    fn of(action: &str, asked: &Value, keys: &[&Value]) -> Self {
        let text = |name: &str| asked[name].as_str().map(str::to_owned);
        let key_alone = asked["ProjectionExpression"] == KEY_ATTRIBUTES;
        Self {
            action: action.to_owned(),
            table: text("TableName").unwrap_or_default(),
            index: text("IndexName"),
            prefixes: keys
                .iter()
                .filter_map(|key| key.as_str().map(prefix))
                .collect(),
            part: if key_alone { Part::Key } else { Part::Whole },
            returns: text("ReturnValues"),
        }
    }
}

/// What IAM is asked about a request.
pub(super) fn touches(operation: &str, body: &Value) -> Vec<Touch> {
    match operation {
        "TransactWriteItems" | "TransactGetItems" => of_transaction(body),
        "BatchGetItem" => of_batch(operation, body, |asked| {
            each(&asked["Keys"]).map(|key| &key["pk"]["S"]).collect()
        }),
        "BatchWriteItem" => of_batch(operation, body, |asked| {
            each(asked)
                .flat_map(|write| {
                    let put = &write["PutRequest"]["Item"]["pk"]["S"];
                    [put, &write["DeleteRequest"]["Key"]["pk"]["S"]]
                })
                .collect()
        }),
        "PutItem" => vec![Touch::of(operation, body, &[&body["Item"]["pk"]["S"]])],
        "Query" => vec![Touch::of(operation, body, &[partition_of_query(body)])],
        _ => vec![Touch::of(operation, body, &[&body["Key"]["pk"]["S"]])],
    }
}

fn of_transaction(body: &Value) -> Vec<Touch> {
    let items = each(&body["TransactItems"]);
    let touches = items.filter_map(|item| {
        let (kind, action) = OF_TRANSACTIONS
            .iter()
            .find(|(kind, _)| item[*kind].is_object())?;
        let asked = &item[*kind];
        let key = match *kind {
            "Put" => &asked["Item"]["pk"]["S"],
            _ => &asked["Key"]["pk"]["S"],
        };
        Some(Touch::of(action, asked, &[key]))
    });
    touches.collect()
}

fn of_batch(action: &str, body: &Value, keys: fn(&Value) -> Vec<&Value>) -> Vec<Touch> {
    let tables = body["RequestItems"].as_object().into_iter().flatten();
    let touches = tables.map(|(table, asked)| Touch {
        table: table.clone(),
        ..Touch::of(action, asked, &keys(asked))
    });
    touches.collect()
}

/// The partition that a query names: `pk = :name`, always first.
fn partition_of_query(body: &Value) -> &Value {
    let condition = body["KeyConditionExpression"].as_str().unwrap_or_default();
    let named = condition.strip_prefix("pk = ");
    let name = named.and_then(|named| named.split(' ').next());
    &body["ExpressionAttributeValues"][name.unwrap_or_default()]["S"]
}

/// How a partition key begins: by its letter, or whole where it stands alone.
fn prefix(key: &str) -> String {
    match key.find(['#', '@']) {
        Some(end) if !key.starts_with("N#") => format!("{}*", &key[..=end]),
        _ => key.to_owned(),
    }
}

fn each(values: &Value) -> impl Iterator<Item = &Value> {
    values.as_array().into_iter().flatten()
}
