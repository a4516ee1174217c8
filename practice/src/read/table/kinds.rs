//! Values of the wrong kind: what was wanted, what is there, and the author's own value mended.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::{Table, Value};

/// What a value is called in a message: the key's own value, or an entry of its list.
#[derive(Clone, Copy)]
pub(super) enum Named<'k> {
    Value(&'k str),
    /// A value that has to be there.
    Required(&'k str),
    Entry(&'k str),
}

impl Named<'_> {
    pub(super) fn words(self) -> String {
        match self {
            Self::Value(key) | Self::Required(key) => format!("`{key}`"),
            Self::Entry(key) => format!("each of `{key}`"),
        }
    }

    /// A line that sets it, or the value alone.
    pub(super) fn line(self, value: &str) -> String {
        match self {
            Self::Value(key) | Self::Required(key) => format!("`{key} = {value}`"),
            Self::Entry(_) => format!("`{value}`"),
        }
    }
}

impl<'a> Table<'a> {
    /// Reports a value of the wrong kind.
    pub(super) fn wrong_kind(
        &self,
        value: Value<'a>,
        named: Named<'_>,
        wanted: &str,
        help: impl Into<String>,
    ) {
        let message = format!(
            "{} must be {wanted}, not {}",
            named.words(),
            kind(value.get_ref())
        );
        self.error(self.bytes(value), message, help);
    }

    /// How to write this value as text.
    pub(super) fn as_text(&self, value: Value<'a>, named: Named<'_>) -> String {
        match value.get_ref() {
            DeValue::Array(_) | DeValue::Table(_) => format!("write {}", named.line("\"...\"")),
            _ => format!(
                "put it in quotes: {}",
                named.line(&format!("\"{}\"", self.written(value)))
            ),
        }
    }

    /// How to write this value as a whole number.
    pub(super) fn as_number(
        &self,
        value: Value<'a>,
        named: Named<'_>,
        bounds: &RangeInclusive<i64>,
    ) -> String {
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim(),
            DeValue::Float(float) => float.as_str(),
            _ => "",
        };
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() {
            format!("write digits alone, {} to {}", bounds.start(), bounds.end())
        } else {
            format!("write digits alone: {}", named.line(&digits))
        }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(datetime) if datetime.date.is_none() => "a time of day",
        DeValue::Datetime(datetime) if datetime.time.is_some() => "a date with a time",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
