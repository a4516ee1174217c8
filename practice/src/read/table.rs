//! A TOML table, read key by key; what is wrong with it is collected, not thrown.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::nearest::{listed, nearest};
use super::problems::Problems;
use super::source::{File, Source};
use crate::{Diagnostic, Id};

/// Something read, and where it stands in the file, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) bytes: Range<usize>,
}

/// A table and the keys that have been asked for.
pub(super) struct Table<'a> {
    source: &'a Source,
    offset: usize,
    head: Range<usize>,
    table: &'a DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
    problems: &'a Problems,
}

type Value<'a> = &'a Spanned<DeValue<'a>>;

impl<'a> Table<'a> {
    pub(super) fn of(file: &'a File<'a>, problems: &'a Problems) -> Self {
        Self {
            source: file.source,
            offset: file.offset,
            head: file.head.clone(),
            table: &file.table,
            asked: RefCell::default(),
            problems,
        }
    }

    /// Reports an error at a place of this file.
    pub(super) fn error(
        &self,
        bytes: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(self.at(bytes, message).help(help));
    }

    /// Reports a warning at a place of this file.
    pub(super) fn warning(
        &self,
        bytes: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems
            .push(self.at(bytes, message).help(help).warning());
    }

    /// Reports a key that has to be there.
    pub(super) fn missing(&self, key: &str, help: impl Into<String>) {
        self.error(self.head.clone(), format!("`{key}` is missing"), help);
    }

    /// Where the table begins.
    pub(super) fn head(&self) -> Range<usize> {
        self.head.clone()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Text that is not empty.
    pub(super) fn text(&self, key: &'static str) -> Option<Placed<String>> {
        let value = self.get(key)?;
        self.text_of(value, key)
    }

    pub(super) fn texts(&self, key: &'static str) -> Vec<Placed<String>> {
        let items = self
            .get(key)
            .map(|value| self.items(value, key, "a list of texts, `[\"...\"]`"));
        items
            .into_iter()
            .flatten()
            .filter_map(|item| self.text_of(item, key))
            .collect()
    }

    pub(super) fn ids(&self, key: &'static str) -> Vec<Placed<Id>> {
        let texts = self.texts(key).into_iter();
        texts
            .filter_map(|Placed { value, bytes }| match Id::parse(&value) {
                Ok(value) => Some(Placed { value, bytes }),
                Err(why) => {
                    self.error(
                        bytes,
                        format!("`{value}` cannot be a name"),
                        format!("{why}, such as `deep-tissue`"),
                    );
                    None
                }
            })
            .collect()
    }

    pub(super) fn number(
        &self,
        key: &'static str,
        bounds: RangeInclusive<i64>,
    ) -> Option<Placed<i64>> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer().and_then(|integer| {
            i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok()
        });
        let Some(number) = number else {
            self.wrong_kind(
                value,
                key,
                &format!("a whole number, {key} = {}", bounds.start()),
            );
            return None;
        };
        let bytes = self.bytes(value);
        if !bounds.contains(&number) {
            let help = format!("use {} to {}", bounds.start(), bounds.end());
            self.error(bytes, format!("`{key}` cannot be {number}"), help);
            return None;
        }
        Some(Placed {
            value: number,
            bytes,
        })
    }

    pub(super) fn degrees(&self, key: &'static str, bounds: RangeInclusive<f64>) -> Option<f64> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
            DeValue::Integer(integer) => integer.as_str().parse::<f64>().ok(),
            _ => None,
        };
        let number = number.filter(|number| bounds.contains(number));
        if number.is_none() {
            self.wrong_kind(
                value,
                key,
                &format!("degrees from {} to {}", bounds.start(), bounds.end()),
            );
        }
        number
    }

    pub(super) fn yes(&self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        let answer = value.get_ref().as_bool();
        if answer.is_none() {
            self.wrong_kind(value, key, "`true` or `false`, without quotes");
        }
        answer
    }

    pub(super) fn date(&self, key: &'static str) -> Option<Placed<Date>> {
        let value = self.get(key)?;
        let written = value
            .get_ref()
            .as_datetime()
            .filter(|datetime| datetime.time.is_none());
        let date = written.and_then(|datetime| datetime.date).and_then(|date| {
            let year = i16::try_from(date.year).ok()?;
            Date::new(
                year,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        });
        match date {
            Some(value_read) => Some(Placed {
                value: value_read,
                bytes: self.bytes(value),
            }),
            None => {
                self.wrong_kind(
                    value,
                    key,
                    &format!("a date without quotes, `{key} = 2026-12-25`"),
                );
                None
            }
        }
    }

    /// A table below this one.
    pub(super) fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let value = self.get(key)?;
        self.table_of(value, key)
    }

    /// A list of tables.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        let items = self
            .get(key)
            .map(|value| self.items(value, key, "a list of tables"));
        items
            .into_iter()
            .flatten()
            .filter_map(|item| self.table_of(item, key))
            .collect()
    }

    /// A table that nothing here reads.
    pub(super) fn free(&self, key: &'static str) -> toml::Table {
        let Some(value) = self.get(key) else {
            return toml::Table::new();
        };
        match toml::Table::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(table) => table,
            Err(_) => {
                self.wrong_kind(value, key, &format!("a table, `[{key}]`"));
                toml::Table::new()
            }
        }
    }

    /// Every key of this table that was not asked for, for tables whose keys the author chooses.
    pub(super) fn rest(&self) -> Vec<(Placed<String>, Vec<Placed<String>>)> {
        let asked = self.asked.borrow().clone();
        let others = self
            .table
            .iter()
            .filter(|(key, _)| !asked.contains(&key.get_ref().as_ref()));
        others
            .map(|(key, value)| {
                let name = key.get_ref().to_string();
                let texts = self.items(value, &name, "a list of texts, `[\"...\"]`");
                let texts = texts.filter_map(|item| self.text_of(item, &name)).collect();
                (
                    Placed {
                        value: name,
                        bytes: self.shift(key.span()),
                    },
                    texts,
                )
            })
            .collect()
    }

    /// Reports every key that was not asked for.
    pub(super) fn finish(self) {
        let known = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys here are {}", listed(&known)),
            };
            self.error(
                self.shift(key.span()),
                format!("unknown key `{name}`"),
                help,
            );
        }
    }

    fn get(&self, key: &'static str) -> Option<Value<'a>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.table.get(key)
    }

    fn text_of(&self, value: Value<'a>, key: &str) -> Option<Placed<String>> {
        let bytes = self.bytes(value);
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => {
                self.error(
                    bytes,
                    format!("`{key}` is empty"),
                    "write it out, or leave the line away",
                );
                None
            }
            Some(text) => Some(Placed {
                value: text.trim().to_owned(),
                bytes,
            }),
            None => {
                self.wrong_kind(value, key, &format!("text in quotes, `{key} = \"...\"`"));
                None
            }
        }
    }

    fn items(
        &self,
        value: Value<'a>,
        key: &str,
        wanted: &str,
    ) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let items = value.get_ref().as_array();
        if items.is_none() {
            self.wrong_kind(value, key, wanted);
        }
        items.into_iter().flat_map(|items| items.iter())
    }

    fn table_of(&self, value: Value<'a>, key: &str) -> Option<Table<'a>> {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_kind(value, key, &format!("a table, `[{key}]` or `{{ ... }}`"));
            return None;
        };
        Some(Table {
            source: self.source,
            offset: self.offset,
            head: self.bytes(value),
            table,
            asked: RefCell::default(),
            problems: self.problems,
        })
    }

    fn wrong_kind(&self, value: Value<'a>, key: &str, wanted: &str) {
        let found = value.get_ref().type_str();
        let article = if found.starts_with(['a', 'i', 'o']) {
            "an"
        } else {
            "a"
        };
        self.error(
            self.bytes(value),
            format!("`{key}` cannot be {article} {found}"),
            format!("write {wanted}"),
        );
    }

    fn at(&self, bytes: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(&self.source.path, &self.source.text, bytes, message)
    }

    fn bytes(&self, value: Value<'a>) -> Range<usize> {
        self.shift(value.span())
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        self.offset + span.start..self.offset + span.end
    }
}
