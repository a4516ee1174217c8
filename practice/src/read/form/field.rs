//! `[[sections.fields]]`: one question.

use super::condition::show_when;
use super::contraindications::Contraindications;
use super::flag::flags;
use super::kind::{kind, unknown_kind};
use super::prose::prose;
use super::word;
use super::written::WrittenField;
use crate::form::{Ask, Field, Sensitivity};
use crate::read::known::{self, Known, references};
use crate::read::nearest::suggestion;
use crate::read::table::{Placed, Table};

/// The words of how sensitive an answer is.
const SENSITIVITIES: [(&str, Sensitivity); 3] = [
    ("plain", Sensitivity::Plain),
    ("contact", Sensitivity::Contact),
    ("health", Sensitivity::Health),
];

/// Reads a field; none where it has no id by which it could be told of.
pub(super) fn field(
    table: Table<'_>,
    known: &Known,
    list: &Contraindications,
) -> Option<WrittenField> {
    let id = word::id(&table);
    let kind = kind(&table);
    let help = "write `label = \"...\"`: the question as the client reads it";
    let label = table.required_text("label", help);
    let (show_when, condition) = show_when(&table).unzip();
    let plain = |key| prose(&table.plain(key));
    let written = |id: Placed<String>| WrittenField {
        kind_known: kind.is_some(),
        at: id.bytes,
        services_at: table.place("services"),
        condition,
        flags: flags(&table, known, list),
        field: Field {
            id: id.value,
            kind: kind.unwrap_or_else(unknown_kind),
            label: label.map_or(String::new(), |label| prose(&label.value)),
            called: Some(plain("called")).filter(|called| !called.is_empty()),
            help: plain("help"),
            why: plain("why"),
            required: table.yes("required").unwrap_or(true),
            sensitivity: sensitivity(&table),
            ask: Ask::Always,
            services: references(&table, "services", &known::SERVICE, Some(&known.services)),
            show_when,
            flags: Vec::new(),
        },
    };
    // Without an id it is read all the same, for what else is wrong with it.
    let nameless = || Placed {
        value: String::new(),
        bytes: table.head(),
    };
    let has_id = id.is_some();
    let field = written(id.unwrap_or_else(nameless));
    table.finish();
    has_id.then_some(field)
}

fn sensitivity(table: &Table<'_>) -> Sensitivity {
    let Some(Placed { value, bytes }) = table.text("sensitivity") else {
        return Sensitivity::default();
    };
    let known = SENSITIVITIES.iter().find(|(word, _)| *word == value);
    if known.is_none() {
        let words = SENSITIVITIES.iter().map(|(word, _)| *word);
        let help = suggestion(&value, words, "an answer is one of three");
        table.error(bytes, format!("no sensitivity is called `{value}`"), help);
    }
    known.map_or_else(Sensitivity::default, |(_, known)| *known)
}
