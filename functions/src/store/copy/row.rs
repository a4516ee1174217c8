//! One item as a line of a copy, in the form of DynamoDB's own exports.

use std::fmt;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::keys;
use crate::store::table::EXPIRY_ATTRIBUTE;
use crate::store::transaction::Item;

/// One item, and how it is written: always the same way, so that equal items are equal lines.
#[derive(Clone)]
pub struct Row {
    pub(super) item: Item,
    line: String,
}

/// What is wrong with a line; nothing of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotARow;

/// A line of an export (docs.aws.amazon.com, "DynamoDB table export output format").
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<T> {
    #[serde(rename = "Item")]
    item: T,
}

impl Row {
    /// A line of a copy.
    ///
    /// # Errors
    /// [`NotARow`], when it is not an item of ours.
    pub fn parse(line: &str) -> Result<Self, NotARow> {
        let line: Line<serde_dynamo::Item> = serde_json::from_str(line).map_err(|_| NotARow)?;
        Self::of(line.item.into())
    }

    pub(super) fn of(item: Item) -> Result<Self, NotARow> {
        let text = |name: &str| item.get(name).is_some_and(AttributeValue::is_s);
        if !text("pk") || !text("sk") {
            return Err(NotARow);
        }
        let typed = serde_dynamo::Item::from(item.clone());
        // By way of a value, whose members are in order.
        let value = serde_json::to_value(typed).map_err(|_| NotARow)?;
        let line = serde_json::to_string(&Line { item: value }).map_err(|_| NotARow)?;
        Ok(Self { item, line })
    }

    /// How it is written, without the line's end.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether it has to last, and its time is not past.
    #[must_use]
    pub fn is_to_be_kept(&self, now: Timestamp) -> bool {
        let partition = self.item.get("pk").and_then(|value| value.as_s().ok());
        partition.is_some_and(|partition| keys::is_to_last(partition)) && !self.is_past(now)
    }

    /// An item of the table may be past its time, and still there.
    fn is_past(&self, now: Timestamp) -> bool {
        let expires = self.item.get(EXPIRY_ATTRIBUTE);
        let expires = expires.and_then(|value| value.as_n().ok());
        let expires = expires.and_then(|seconds| seconds.parse::<i64>().ok());
        expires.is_some_and(|seconds| seconds <= now.as_second())
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(private)")
    }
}

impl fmt::Display for NotARow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("it is not an item of a practice's table")
    }
}

impl std::error::Error for NotARow {}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{NotARow, Row};

    const WHOLE: &str = r#"{"Item":{"a":{"B":"AAH/"},"b":{"BOOL":true},"l":{"L":[{"N":"1.5"},{"NULL":true}]},"m":{"M":{"x":{"S":"é"}}},"pk":{"S":"B#1"},"sk":{"S":"B"}}}"#;

    fn row(partition: &str, ttl: i64) -> Row {
        let line = format!(
            r#"{{"Item":{{"pk":{{"S":"{partition}"}},"sk":{{"S":"S"}},"ttl":{{"N":"{ttl}"}}}}}}"#
        );
        Row::parse(&line).expect("a row")
    }

    #[test]
    fn a_row_is_written_as_it_was_read() {
        assert_eq!(Row::parse(WHOLE).expect("a row").line(), WHOLE);
    }

    #[test]
    fn a_row_is_written_one_way_whatever_the_order_it_was_read_in() {
        let one = r#"{"Item":{"sk":{"S":"B"},"pk":{"S":"B#1"}}}"#;
        let other = r#"{"Item": {"pk": {"S": "B#1"}, "sk": {"S": "B"}}}"#;
        let [one, other] = [one, other].map(|line| Row::parse(line).expect("a row"));
        assert_eq!(one.line(), other.line());
    }

    #[test]
    fn what_is_not_an_item_of_ours_is_no_row() {
        for line in [
            "",
            "{}",
            r#"{"Item":{}}"#,
            r#"{"Item":{"pk":{"S":"B#1"}}}"#,
            r#"{"Item":{"pk":{"N":"1"},"sk":{"S":"B"}}}"#,
            &WHOLE[..WHOLE.len() - 1],
            &WHOLE.replace("AAH/", "?"),
            r#"{"Item":{"pk":{"S":"B#1"},"sk":{"S":"B"}},"Keys":{}}"#,
        ] {
            assert_eq!(Row::parse(line).err(), Some(NotARow), "{line}");
        }
    }

    #[test]
    fn sessions_and_what_is_past_its_time_are_not_kept() {
        let now = Timestamp::from_second(1_000).expect("an instant");
        let kept = |partition, ttl| row(partition, ttl).is_to_be_kept(now);
        assert!(kept("B#1", 1_001));
        assert!(!kept("B#1", 1_000));
        for partition in ["S#1", "R#book:1#x", "N#retention", "N#restore"] {
            assert!(!kept(partition, 1_001), "{partition}");
        }
    }
}
