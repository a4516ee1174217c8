//! A JSON object as fields: texts, and numbers where a number is meant.

use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::fields::Fields;
use super::named::said_of;
use crate::answer::Failure;

/// The fields that may be numbers.
const NUMBERS: [&str; 2] = ["minutes", "weeks"];

/// Reads a body that is one JSON object.
pub(super) fn parse(body: &[u8]) -> Result<Fields, Failure> {
    let text = std::str::from_utf8(body)
        .map_err(|_| Failure::Malformed("The body is not UTF-8 text".to_owned()))?;
    let pairs: Pairs = serde_json::from_str(text).map_err(|error| {
        let message = format!(
            "The body is not a JSON object: line {}, column {}",
            error.line(),
            error.column()
        );
        Failure::Malformed(message)
    })?;
    let mut fields = Vec::new();
    let mut errors = Vec::new();
    for (at, (name, value)) in pairs.0.into_iter().enumerate() {
        match value {
            Value::Null => {}
            Value::String(text) => fields.push((name, text)),
            Value::Number(number) if NUMBERS.contains(&name.as_str()) => {
                fields.push((name, number.to_string()));
            }
            _ => errors.push(said_of(&name, at + 1, "must be text in quotes")),
        }
    }
    if errors.is_empty() {
        Fields::once(fields).map_err(Failure::Fields)
    } else {
        Err(Failure::Fields(errors))
    }
}

/// Reads a body that is one JSON object of this shape, with no members but these.
pub(super) fn parse_as<T: DeserializeOwned>(body: &[u8], members: &[&str]) -> Result<T, Failure> {
    let text = std::str::from_utf8(body)
        .map_err(|_| Failure::Malformed("The body is not UTF-8 text".to_owned()))?;
    let found: Pairs = serde_json::from_str(text).map_err(|error| not_an_object(&error))?;
    let found = found.0.into_iter().map(|(name, _)| (name, String::new()));
    Fields::once(found.collect())?.only(members)?;
    serde_json::from_str(text).map_err(|error| not_an_object(&error))
}

fn not_an_object(error: &serde_json::Error) -> Failure {
    Failure::Malformed(format!(
        "The body is not such a JSON object: line {}, column {}",
        error.line(),
        error.column()
    ))
}

/// An object's members as they were sent, repeated ones too.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = members.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::answer::Failure;

    fn fields_in_error(body: &str) -> Vec<String> {
        match parse(body.as_bytes()) {
            Err(Failure::Fields(errors)) => errors.into_iter().map(|error| error.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn texts_and_the_minutes_are_read() {
        let fields =
            parse(br#"{"service":"deep-tissue","minutes":60,"phone":null}"#).unwrap_or_default();
        assert_eq!(
            (
                fields.get("service"),
                fields.get("minutes"),
                fields.has("phone")
            ),
            ("deep-tissue", "60", false)
        );
    }

    #[test]
    fn a_value_of_another_kind_is_refused_by_name() {
        assert_eq!(
            fields_in_error(r#"{"name":7,"email":["a"],"phone":{},"note":true}"#),
            ["name", "email", "phone", "note"]
        );
    }

    #[test]
    fn a_member_sent_twice_is_refused_by_name() {
        assert_eq!(fields_in_error(r#"{"name":"a","name":"b"}"#), ["name"]);
    }

    #[test]
    fn what_is_not_an_object_is_refused() {
        for body in ["", "[]", "7", "{", "{\"a\":1}x", "\u{feff}{}"] {
            assert!(
                matches!(parse(body.as_bytes()), Err(Failure::Malformed(_))),
                "{body}"
            );
        }
        assert!(matches!(
            parse(b"{\"a\":\"\xff\"}"),
            Err(Failure::Malformed(_))
        ));
    }
}
