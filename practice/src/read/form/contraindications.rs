//! `forms/contraindications.toml`: the red and yellow flags that forms refer to.

use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::prose::prose;
use super::word;
use super::written::Place;
use crate::form::Level;
use crate::read::known::{self, Known, Names, references};
use crate::read::problems::Problems;
use crate::read::service::reviewed;
use crate::read::source::Source;
use crate::read::table::{Placed, Table};
use crate::{Diagnostic, Id};

/// The entries of the list, by id.
#[derive(Default)]
pub(super) struct Contraindications {
    /// None where an entry has mistakes.
    entries: BTreeMap<String, (Place, Option<Contraindication>)>,
    pub(super) names: Names,
    used: RefCell<BTreeSet<String>>,
}

/// An entry of the list, or what a flag says itself.
#[derive(Clone)]
pub(super) struct Contraindication {
    pub(super) level: Level,
    pub(super) name: String,
    pub(super) words: String,
    pub(super) advice: String,
    pub(super) services: Vec<Id>,
}

impl Default for Contraindication {
    fn default() -> Self {
        Self {
            level: Level::Yellow,
            name: String::new(),
            words: String::new(),
            advice: String::new(),
            services: Vec::new(),
        }
    }
}

/// Reads the list.
pub(super) fn read(table: Table<'_>, known: &Known) -> Contraindications {
    if let Some(reviewed_by) =
        table.table("reviewed", "reviewed = { by = \"...\", on = 2026-11-01 }")
    {
        let _ = reviewed(reviewed_by);
    } else if !table.has("reviewed") {
        let help = "write `reviewed = { by = \"...\", on = 2026-11-01 }`: who checked the list";
        table.missed("reviewed", help);
    }
    let mut entries = BTreeMap::new();
    for (key, level) in [("red", Level::Red), ("yellow", Level::Yellow)] {
        for entry in table.tables(key, &format!("[[{key}]]")) {
            let Some((id, contraindication)) = contraindication(entry, level, known) else {
                continue;
            };
            let Placed { value: id, bytes } = id;
            match entries.entry(id) {
                Entry::Vacant(free) => _ = free.insert((bytes, contraindication)),
                Entry::Occupied(taken) => {
                    let message = format!("`{}` is here twice", taken.key());
                    table.error(bytes, message, "give one of them another id");
                }
            }
        }
    }
    table.finish();
    Contraindications {
        names: Names::of(entries.keys().cloned()),
        entries,
        used: RefCell::default(),
    }
}

fn contraindication(
    table: Table<'_>,
    level: Level,
    known: &Known,
) -> Option<(Placed<String>, Option<Contraindication>)> {
    let id = word::id(&table);
    let name = table.required_text("name", "write `name = \"...\"`: a few words for a list");
    let words = table.required_text(
        "words",
        "write `words = \"...\"`: what the therapist does or leaves",
    );
    let advice = advice(&table, level);
    let services = references(&table, "services", &known::SERVICE, Some(&known.services));
    table.finish();
    let read = || {
        Some(Contraindication {
            level,
            name: prose(&name?.value),
            words: prose(&words?.value),
            advice: advice?,
            services,
        })
    };
    Some((id?, read()))
}

/// Reads `advice`, which a red flag has to have.
pub(super) fn advice(table: &Table<'_>, level: Level) -> Option<String> {
    if level == Level::Red {
        let help = "write `advice = \"...\"`: what the client is told to do";
        return table
            .required_text("advice", help)
            .map(|text| prose(&text.value));
    }
    Some(prose(&table.plain("advice")))
}

impl Contraindications {
    /// An entry, which from now on counts as used; none where it has mistakes.
    pub(super) fn entry(&self, id: &str) -> Option<Contraindication> {
        self.used.borrow_mut().insert(id.to_owned());
        let (_, entry) = self.entries.get(id)?;
        entry.clone()
    }

    /// Warns of entries that no form refers to.
    pub(super) fn warn_of_unused(&self, source: &Source, problems: &Problems) {
        let used = self.used.borrow();
        for (id, (bytes, _)) in self.entries.iter().filter(|(id, _)| !used.contains(*id)) {
            let message = format!("no flag of a form refers to `{id}`");
            let help = format!("give an answer the flag `list = \"{id}\"`, or take the entry away");
            let problem = Diagnostic::at(&source.path, &source.text, bytes.clone(), message);
            problems.push(problem.help(help).warning());
        }
    }
}
