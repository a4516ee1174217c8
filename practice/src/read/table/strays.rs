//! Keys that nobody asked for, and keys that were asked for and are not there.
//!
//! Both are told of when the whole file has been read: a key that is misspelt or stands in the wrong
//! table is one mistake, not two.

use std::cell::RefCell;
use std::ops::Range;

use super::{Missed, Table};
use crate::Severity;
use crate::read::nearest::{listed, nearest};

/// What was found in the tables below a file's own.
#[derive(Default)]
pub(in crate::read) struct Strays {
    keys: RefCell<Vec<Stray>>,
    /// The keys that each of those tables takes.
    tables: RefCell<Vec<(&'static str, Vec<&'static str>)>>,
}

/// A key that its table does not take.
struct Stray {
    name: String,
    bytes: Range<usize>,
    /// The table it stands in; none for the file's own.
    table: Option<&'static str>,
    /// The key that its author meant, where one is near.
    meant: Option<&'static str>,
    /// The keys that its table takes.
    taken: Vec<&'static str>,
}

/// What authors call things that have another name here.
const OTHER_WORDS: [(&str, &str); 33] = [
    ("duration", "minutes"),
    ("length", "minutes"),
    ("time", "minutes"),
    ("cost", "price"),
    ("conditions", "helps_with"),
    ("helps", "helps_with"),
    ("therapist", "therapists"),
    ("staff", "therapists"),
    ("prices", "offers"),
    ("sessions", "offers"),
    ("break", "buffer_after"),
    ("tags", "taxonomies"),
    ("zone", "timezone"),
    ("certificates", "credentials"),
    ("colour", "hue"),
    ("color", "hue"),
    ("site", "url"),
    ("website", "url"),
    ("tuesday", "tue"),
    ("wednesday", "wed"),
    ("thursday", "thu"),
    ("saturday", "sat"),
    ("holidays", "exceptions"),
    ("reminders", "reminder_hours"),
    ("quiet", "quiet_hours"),
    ("type", "kind"),
    ("question", "label"),
    ("hint", "help"),
    ("show_if", "show_when"),
    ("choices", "options"),
    ("min", "least"),
    ("minimum", "least"),
    ("maximum", "most"),
];

impl Table<'_> {
    /// Reports every key that was not asked for, and every key that is missed.
    pub(in crate::read) fn finish(self) {
        let strays = self.strays();
        let missed = self.missed.take();
        for missed in &missed {
            self.tell_missed(missed, &strays);
        }
        let all = &self.file.strays;
        all.keys.borrow_mut().extend(strays);
        match self.name {
            Some(name) => all.tables.borrow_mut().push((name, self.asked.take())),
            None => self.tell_strays(),
        }
    }

    fn strays(&self) -> Vec<Stray> {
        let taken = self.asked.borrow();
        let others = self
            .table
            .keys()
            .filter(|key| !taken.contains(&key.get_ref().as_ref()));
        others
            .map(|key| {
                let name = key.get_ref().to_string();
                let free = |key: &&str| !self.table.contains_key(*key);
                Stray {
                    bytes: self.shift(key.span()),
                    table: self.name,
                    meant: other_word(&name, &taken)
                        .or_else(|| nearest(&name, taken.iter().copied().filter(free))),
                    taken: taken.clone(),
                    name,
                }
            })
            .collect()
    }

    fn tell_missed(&self, missed: &Missed, strays: &[Stray]) {
        let Missed {
            key,
            help,
            severity,
        } = missed;
        let misspelt = strays.iter().any(|stray| stray.meant == Some(key));
        let below = self.file.strays.keys.borrow();
        let misplaced = self.name.is_none() && below.iter().any(|stray| stray.name == *key);
        if !misspelt && !misplaced && !self.file.faults.may_hide_keys() {
            let message = format!("`{key}` is missing");
            self.report(*severity, self.head.clone(), message, help);
        }
    }

    fn tell_strays(&self) {
        let taken = self.asked.borrow();
        let tables = self.file.strays.tables.take();
        for stray in self.file.strays.keys.take() {
            let Stray { name, bytes, .. } = &stray;
            if self
                .problems
                .is_full(&self.file.source.path, Severity::Error)
            {
                return;
            }
            let home = tables
                .iter()
                .find(|(_, keys)| keys.contains(&name.as_str()));
            let (message, help) = match (stray.table, stray.meant, home) {
                (Some(table), _, _) if taken.contains(&name.as_str()) => (
                    format!("`{name}` does not belong to `{table}`"),
                    "put it above the first line in `[...]`: what stands below such a line belongs to it".to_owned(),
                ),
                (_, Some(meant), _) => (format!("unknown key `{name}`"), format!("did you mean `{meant}`?")),
                (_, None, Some((table, _))) => (
                    format!("`{name}` does not stand here"),
                    format!("it belongs to `{table}`"),
                ),
                (_, None, None) => (
                    format!("unknown key `{name}`"),
                    format!("the keys here are {}", listed(&stray.taken)),
                ),
            };
            self.error(bytes.clone(), message, help);
        }
    }
}

fn other_word(name: &str, taken: &[&'static str]) -> Option<&'static str> {
    let word = OTHER_WORDS
        .iter()
        .find(|(other, word)| *other == name && taken.contains(word));
    word.map(|(_, word)| *word)
}
