//! What a request costs by the sizes of its items, as DynamoDB's documentation has it.
//!
//! "DynamoDB item sizes and formats", "read and write operations" and "transactions: capacity" in
//! the Amazon DynamoDB Developer Guide. An item's bytes are those of its names and its values.

use serde_json::{Map, Value};

/// Bytes of a read unit.
const READ_UNIT_BYTES: usize = 4096;
/// Bytes of a write unit.
const WRITE_UNIT_BYTES: usize = 1024;
/// Bytes that a list or a map takes besides what is in it.
const NESTING_BYTES: usize = 3;

/// Read units of so many bytes, consistent; reading nothing costs one too.
pub(crate) fn read_units(bytes: usize) -> f64 {
    units(bytes, READ_UNIT_BYTES)
}

/// Write units of so many bytes, outside a transaction.
pub(crate) fn write_units(bytes: usize) -> f64 {
    units(bytes, WRITE_UNIT_BYTES)
}

/// Bytes of an item.
pub(crate) fn item_bytes(item: &Value) -> usize {
    let attributes = item.as_object().into_iter().flatten();
    attributes
        .map(|(name, value)| name.len() + value_bytes(value))
        .sum()
}

fn units(bytes: usize, of: usize) -> f64 {
    let units = bytes.div_ceil(of).max(1);
    f64::from(u32::try_from(units).expect("an item has at most 400 KB"))
}

/// A value is an object of one member, named for its type.
fn value_bytes(value: &Value) -> usize {
    let typed = value.as_object().and_then(|typed| typed.iter().next());
    let (kind, value) = typed.expect("a value has a type");
    match (kind.as_str(), value) {
        ("S", Value::String(text)) => text.len(),
        ("N", Value::String(number)) => number_bytes(number),
        ("BOOL" | "NULL", _) => 1,
        ("B", Value::String(letters)) => base64_bytes(letters),
        ("L", Value::Array(values)) => {
            NESTING_BYTES
                + values
                    .iter()
                    .map(|value| 1 + value_bytes(value))
                    .sum::<usize>()
        }
        ("M", Value::Object(members)) => NESTING_BYTES + members_bytes(members),
        (kind, _) => unreachable!("no item here has a value of type {kind}"),
    }
}

fn members_bytes(members: &Map<String, Value>) -> usize {
    let each = members.iter();
    each.map(|(name, value)| 1 + name.len() + value_bytes(value))
        .sum()
}

/// On the wire, bytes are Base64 letters: four for three.
fn base64_bytes(letters: &str) -> usize {
    letters.trim_end_matches('=').len() * 3 / 4
}

/// One byte, and one for each two significant digits; a sign takes one more.
fn number_bytes(number: &str) -> usize {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let significant = digits.trim_matches('0').len();
    1 + significant.div_ceil(2) + usize::from(number.starts_with('-'))
}
