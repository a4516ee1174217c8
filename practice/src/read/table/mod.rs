//! A TOML table, read key by key; what is wrong with it is collected, not thrown.

mod kinds;
mod lists;
mod numbers;
mod strays;
mod values;

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::file::File;
use super::problems::Problems;
use crate::{Diagnostic, Severity};

pub(super) use strays::Strays;

/// Something read, and where it stands in the file, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) bytes: Range<usize>,
}

/// A table and the keys that have been asked for.
pub(super) struct Table<'a> {
    file: &'a File<'a>,
    /// The key it stands under; none for the file's own table.
    name: Option<&'static str>,
    /// Where to point for what it lacks; none: at the file as a whole.
    head: Option<Range<usize>>,
    table: &'a DeTable<'a>,
    asked: RefCell<Vec<&'static str>>,
    missed: RefCell<Vec<Missed>>,
    problems: &'a Problems,
}

/// A key that should be there.
struct Missed {
    key: &'static str,
    help: String,
    severity: Severity,
}

type Value<'a> = &'a Spanned<DeValue<'a>>;

impl<'a> Table<'a> {
    /// The file's own table.
    pub(super) fn of(file: &'a File<'a>, problems: &'a Problems) -> Self {
        Self {
            file,
            name: None,
            head: file.head.clone(),
            table: &file.table,
            asked: RefCell::default(),
            missed: RefCell::default(),
            problems,
        }
    }

    fn below(&self, name: &'static str, value: Value<'a>, table: &'a DeTable<'a>) -> Self {
        Self {
            file: self.file,
            name: Some(name),
            head: Some(self.bytes(value)),
            table,
            asked: RefCell::default(),
            missed: RefCell::default(),
            problems: self.problems,
        }
    }

    /// Reports an error at a place of this file.
    pub(super) fn error(
        &self,
        bytes: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Severity::Error, Some(bytes), message, help);
    }

    /// Reports a warning at a place of this file.
    pub(super) fn warning(
        &self,
        bytes: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(Severity::Warning, Some(bytes), message, help);
    }

    /// Reports a key that has to be there, unless it turns out to be there under another name.
    pub(super) fn missing(&self, key: &'static str, help: impl Into<String>) {
        self.miss(key, help, Severity::Error);
    }

    /// The same, as a warning.
    pub(super) fn missed(&self, key: &'static str, help: impl Into<String>) {
        self.miss(key, help, Severity::Warning);
    }

    fn miss(&self, key: &'static str, help: impl Into<String>, severity: Severity) {
        let help = help.into();
        self.missed.borrow_mut().push(Missed {
            key,
            help,
            severity,
        });
    }

    /// Whether the author wrote the key, or may have where nothing could be read.
    pub(super) fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some() || self.file.faults.may_hide_keys()
    }

    /// Where to point for the table as a whole.
    pub(super) fn head(&self) -> Range<usize> {
        self.head
            .clone()
            .unwrap_or(self.file.offset..self.file.offset)
    }

    /// Whether it has a key other than these.
    pub(super) fn has_others(&self, keys: &[&str]) -> bool {
        self.table
            .keys()
            .any(|key| !keys.contains(&key.get_ref().as_ref()))
    }

    /// Where a key stands, if it does.
    pub(super) fn place(&self, key: &str) -> Option<Range<usize>> {
        let (key, _) = self.table.get_key_value(key)?;
        Some(self.shift(key.span()))
    }

    fn get(&self, key: &'static str) -> Option<Value<'a>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&key) {
            asked.push(key);
        }
        self.table.get(key)
    }

    fn report(
        &self,
        severity: Severity,
        bytes: Option<Range<usize>>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let source = self.file.source;
        let in_fault = bytes
            .as_ref()
            .is_some_and(|bytes| self.file.faults.hold(bytes.start));
        if in_fault || self.problems.is_full(&source.path, severity) {
            return;
        }
        let mut diagnostic = match bytes {
            Some(bytes) => Diagnostic::at(&source.path, &source.text, bytes, message),
            None => Diagnostic::of_file(&source.path, message),
        };
        diagnostic.severity = severity;
        self.problems.push(diagnostic.help(help));
    }

    /// What the author wrote for a value.
    fn written(&self, value: Value<'a>) -> &'a str {
        self.file.source.text.get(self.bytes(value)).unwrap_or("")
    }

    fn bytes(&self, value: Value<'a>) -> Range<usize> {
        self.shift(value.span())
    }

    fn shift(&self, span: Range<usize>) -> Range<usize> {
        self.file.offset + span.start..self.file.offset + span.end
    }
}
