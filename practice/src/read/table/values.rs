//! The values of a table, each in the kind that is wanted: text, truth, dates, tables.

use jiff::civil::Date;
use serde::Deserialize;
use toml::de::{DeValue, ValueDeserializer};

use super::kinds::Named;
use super::{Placed, Table, Value};

impl<'a> Table<'a> {
    /// Text that is not empty.
    pub(in crate::read) fn text(&self, key: &'static str) -> Option<Placed<String>> {
        self.full_text(self.get(key)?, Named::Value(key))
    }

    /// Text that is not empty and has to be there.
    pub(in crate::read) fn required_text(
        &self,
        key: &'static str,
        help: &str,
    ) -> Option<Placed<String>> {
        if !self.has(key) {
            self.missing(key, help);
        }
        self.full_text(self.get(key)?, Named::Required(key))
    }

    /// Text, or nothing where it is left out.
    pub(in crate::read) fn plain(&self, key: &'static str) -> String {
        self.text(key).map_or(String::new(), |text| text.value)
    }

    /// Text that may be empty.
    pub(in crate::read) fn any_text(&self, key: &'static str) -> Option<String> {
        self.placed_text(key).map(|text| text.value)
    }

    /// The same, and where it stands.
    pub(in crate::read) fn placed_text(&self, key: &'static str) -> Option<Placed<String>> {
        self.any_text_of(self.get(key)?, Named::Value(key))
    }

    /// `true` or `false`.
    pub(in crate::read) fn yes(&self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let answer = value.get_ref().as_bool();
        if answer.is_none() {
            let help = match self.written(value).trim_matches(['"', '\'']) {
                "true" | "yes" | "1" => format!("write `{key} = true`"),
                "false" | "no" | "0" => format!("write `{key} = false`"),
                _ => format!("write `{key} = true` or `{key} = false`"),
            };
            self.wrong_kind(value, Named::Value(key), "`true` or `false`", help);
        }
        answer
    }

    /// A date.
    pub(in crate::read) fn date(&self, key: &'static str) -> Option<Placed<Date>> {
        let value = self.get(key)?;
        match date_of(value.get_ref()) {
            Some(date) => Some(Placed {
                value: date,
                bytes: self.bytes(value),
            }),
            None => {
                let written = self.written(value).trim_matches(['"', '\'']).trim();
                let start = written.get(..10).unwrap_or(written);
                let help = match start.parse::<Date>() {
                    Ok(date) => format!("write it without quotes or time: `{key} = {date}`"),
                    Err(_) => {
                        format!("write year, month and day without quotes: `{key} = 2026-12-25`")
                    }
                };
                self.wrong_kind(value, Named::Value(key), "a date", help);
                None
            }
        }
    }

    /// A table below this one. `example` is a line that makes one.
    pub(in crate::read) fn table(&self, key: &'static str, example: &str) -> Option<Table<'a>> {
        self.table_of(self.get(key)?, key, Named::Value(key), example)
    }

    /// A table that nothing here reads.
    pub(in crate::read) fn free(&self, key: &'static str) -> toml::Table {
        let Some(value) = self.get(key) else {
            return toml::Table::new();
        };
        if value.get_ref().as_table().is_none() {
            let help = format!("write `[{key}]`, and below it what you like");
            self.wrong_kind(value, Named::Value(key), "a table", help);
            return toml::Table::new();
        }
        let table = toml::Table::deserialize(ValueDeserializer::from(value.clone()));
        table.unwrap_or_else(|_| {
            let message = format!("`{key}` holds a number that is too large");
            self.error(self.bytes(value), message, "put the number in quotes");
            toml::Table::new()
        })
    }

    pub(super) fn full_text(&self, value: Value<'a>, named: Named<'_>) -> Option<Placed<String>> {
        let text = self.any_text_of(value, named)?;
        if text.value.is_empty() {
            let (message, help) = match named {
                Named::Value(_) => ("is empty", "write it out, or take the line away"),
                Named::Required(_) => ("is empty", "write it out"),
                Named::Entry(_) => ("must say something", "write it out, or take it away"),
            };
            self.error(text.bytes, format!("{} {message}", named.words()), help);
            return None;
        }
        Some(text)
    }

    fn any_text_of(&self, value: Value<'a>, named: Named<'_>) -> Option<Placed<String>> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_kind(value, named, "text", self.as_text(value, named));
            return None;
        };
        Some(Placed {
            value: text.trim().to_owned(),
            bytes: self.bytes(value),
        })
    }

    pub(super) fn table_of(
        &self,
        value: Value<'a>,
        key: &'static str,
        named: Named<'_>,
        example: &str,
    ) -> Option<Table<'a>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_kind(value, named, "a table", format!("write `{example}`"));
            return None;
        };
        Some(self.below(key, value, table))
    }
}

fn date_of(value: &DeValue<'_>) -> Option<Date> {
    let datetime = value
        .as_datetime()
        .filter(|datetime| datetime.time.is_none())?;
    let date = datetime.date?;
    let year = i16::try_from(date.year).ok()?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(year, month, day).ok()
}
