//! The lists of a table: texts, ids, tables.

use toml::de::DeValue;

use super::kinds::Named;
use super::{Placed, Table, Value};
use crate::Id;

impl<'a> Table<'a> {
    /// A list of texts.
    pub(in crate::read) fn texts(&self, key: &'static str) -> Vec<Placed<String>> {
        self.get(key)
            .map_or_else(Vec::new, |value| self.texts_of(value, key))
    }

    /// A list of texts, or one text alone.
    pub(in crate::read) fn text_or_texts(&self, key: &'static str) -> Vec<Placed<String>> {
        match self.get(key) {
            Some(value) if value.get_ref().as_str().is_some() => {
                self.text(key).into_iter().collect()
            }
            Some(value) => self.texts_of(value, key),
            None => Vec::new(),
        }
    }

    /// A list of ids.
    pub(in crate::read) fn ids(&self, key: &'static str) -> Vec<Placed<Id>> {
        let texts = self.texts(key).into_iter();
        texts.filter_map(|text| self.id_of(text)).collect()
    }

    /// A text that is an id.
    pub(in crate::read) fn id_of(&self, text: Placed<String>) -> Option<Placed<Id>> {
        let Placed { value, bytes } = text;
        match Id::parse(&value) {
            Ok(value) => Some(Placed { value, bytes }),
            Err(why) => {
                let help = match Id::parse(&crate::read::names::id_like(&value)) {
                    Ok(id) => format!("write `{id}`: {why}"),
                    Err(_) => format!("{why}, such as `deep-tissue`"),
                };
                self.error(bytes, format!("`{value}` cannot be a name"), help);
                None
            }
        }
    }

    /// Whether a key holds a list with nothing in it.
    pub(in crate::read) fn is_empty_list(&self, key: &'static str) -> bool {
        let list = self.get(key).and_then(|value| value.get_ref().as_array());
        list.is_some_and(|items| items.is_empty())
    }

    /// A list of tables. `example` is a line that makes one.
    pub(in crate::read) fn tables(&self, key: &'static str, example: &str) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(items) = value.get_ref().as_array() else {
            let brackets = if example.starts_with("[[") {
                ", with two brackets"
            } else {
                ""
            };
            let help = format!("write `{example}`{brackets}");
            self.wrong_kind(value, Named::Value(key), "a list of tables", help);
            return Vec::new();
        };
        let items = items.iter();
        items
            .filter_map(|item| self.table_of(item, key, Named::Entry(key), example))
            .collect()
    }

    /// The lists of texts of a table whose keys the author chooses.
    pub(in crate::read) fn lists(&self) -> Vec<(Placed<String>, Vec<Placed<String>>)> {
        let lists = self.table.iter().map(|(key, value)| {
            let name = key.get_ref().to_string();
            let texts = self.texts_of(value, &name);
            let bytes = self.shift(key.span());
            (Placed { value: name, bytes }, texts)
        });
        lists.collect()
    }

    fn texts_of(&self, value: Value<'a>, key: &str) -> Vec<Placed<String>> {
        let Some(items) = value.get_ref().as_array() else {
            let named = Named::Value(key);
            let help = match value.get_ref() {
                DeValue::String(_) => format!(
                    "write {}",
                    named.line(&format!("[{}]", self.written(value)))
                ),
                _ => format!("write {}", named.line("[\"...\"]")),
            };
            self.wrong_kind(value, named, "a list of texts", help);
            return Vec::new();
        };
        let items = items.iter();
        items
            .filter_map(|item| self.full_text(item, Named::Entry(key)))
            .collect()
    }
}
