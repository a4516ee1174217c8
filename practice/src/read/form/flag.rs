//! `[[sections.fields.flags]]`: an answer that a therapist must see.

use super::condition::when;
use super::contraindications::{Contraindication, Contraindications, advice};
use super::prose::prose;
use super::written::WrittenFlag;
use crate::form::{FlagRule, Level};
use crate::read::known::{self, Known, references};
use crate::read::nearest::suggestion;
use crate::read::table::{Placed, Table};

/// A line that makes a flag.
const EXAMPLE: &str = "flags = [{ when = { is = \"yes\" }, list = \"thrombosis\" }]";
/// The words of the levels.
const LEVELS: [(&str, Level); 2] = [("red", Level::Red), ("yellow", Level::Yellow)];
/// What an entry of the list says, so that the flag does not.
const LISTED: [&str; 3] = ["level", "words", "advice"];

/// Reads the flags of a field.
pub(super) fn flags(
    table: &Table<'_>,
    known: &Known,
    list: &Contraindications,
) -> Vec<WrittenFlag> {
    let flags = table.tables("flags", EXAMPLE).into_iter();
    flags.filter_map(|flag| read(flag, known, list)).collect()
}

fn read(table: Table<'_>, known: &Known, list: &Contraindications) -> Option<WrittenFlag> {
    let at = table.head();
    if !table.has("when") {
        table.missing(
            "when",
            "write `when = { is = \"yes\" }`: what the answer has to be",
        );
    }
    let compared = table.table("when", "when = { is = \"yes\" }");
    let compared = compared.and_then(|compared| {
        let read = when(&compared);
        compared.finish();
        read
    });
    let services = references(&table, "services", &known::SERVICE, Some(&known.services));
    let told = if table.has("list") {
        listed(&table, list)
    } else {
        own(&table)
    };
    table.finish();
    let (when, parts) = compared?;
    // Where it does not say what it means, it can still be seen whether it fires.
    let told = told.unwrap_or_default();
    let rule = FlagRule {
        level: told.level,
        when,
        name: told.name,
        words: told.words,
        advice: told.advice,
        services: if services.is_empty() {
            told.services
        } else {
            services
        },
    };
    Some(WrittenFlag { rule, at, parts })
}

/// What an entry of the list says.
fn listed(table: &Table<'_>, list: &Contraindications) -> Option<Contraindication> {
    for key in LISTED {
        if let Some(place) = table.place(key).filter(|_| table.has(key)) {
            let message = format!("`list` says the `{key}` already");
            table.error(place, message, format!("take `{key}` away, or `list`"));
        }
    }
    let Placed { value: id, bytes } = table.text("list")?;
    if let Some((message, help)) = list.names.unknown(&id, &known::CONTRAINDICATION) {
        table.error(bytes, message, help);
        return None;
    }
    list.entry(&id)
}

/// What the flag says itself.
fn own(table: &Table<'_>) -> Option<Contraindication> {
    let level = level(table);
    let help = "write `words = \"...\"`: what the therapist reads; or `list = \"...\"`";
    let words = table.required_text("words", help);
    let advice = advice(table, level.unwrap_or(Level::Yellow));
    Some(Contraindication {
        level: level?,
        name: String::new(),
        words: prose(&words?.value),
        advice: advice?,
        services: Vec::new(),
    })
}

fn level(table: &Table<'_>) -> Option<Level> {
    let help = "write `level = \"red\"` or `level = \"yellow\"`";
    let Placed { value, bytes } = table.required_text("level", help)?;
    let level = LEVELS.iter().find(|(word, _)| *word == value);
    if level.is_none() {
        let words = LEVELS.iter().map(|(word, _)| *word);
        let help = suggestion(&value, words, "write one that there is");
        table.error(bytes, format!("no level is called `{value}`"), help);
    }
    level.map(|(_, level)| *level)
}
