//! `[[sections]]`: questions that are answered and saved together.

use super::contraindications::Contraindications;
use super::field::field;
use super::prose::prose;
use super::word;
use super::written::{WrittenField, WrittenSection};
use crate::form::{Ask, still_true};
use crate::read::known::{self, Known, references};
use crate::read::nearest::suggestion;
use crate::read::table::{Placed, Table};

/// The words of when a section is asked.
const ASKS: [(&str, Ask); 3] = [
    ("always", Ask::Always),
    ("first", Ask::First),
    ("returning", Ask::Returning),
];
/// A line that makes a field.
const FIELD_EXAMPLE: &str = "[[sections.fields]]";

/// Reads a section; none where it has no id by which it could be told of.
pub(super) fn section(
    table: Table<'_>,
    known: &Known,
    list: &Contraindications,
) -> Option<WrittenSection> {
    let id = word::id(&table);
    let title = table.required_text("title", "write `title = \"...\"`, the heading of its page");
    let title = title.map_or(String::new(), |title| prose(&title.value));
    let ask = ask(&table);
    let question = still_true_words(&table, &title, ask);
    let written = table.tables("fields", FIELD_EXAMPLE);
    let count = written.len();
    if !table.has("fields") || table.is_empty_list("fields") {
        table.missing(
            "fields",
            format!("ask something: write `{FIELD_EXAMPLE}` below it"),
        );
    }
    let fields = written
        .into_iter()
        .filter_map(|table| field(table, known, list));
    let mut fields: Vec<WrittenField> = fields.collect();
    let all_known = fields.len() == count;
    if let (Some(id), Some(question)) = (&id, question) {
        fields.insert(0, asked_anew(id, question));
    }
    let intro = prose(&table.plain("intro"));
    let services = references(&table, "services", &known::SERVICE, Some(&known.services));
    table.finish();
    let Placed {
        value: id,
        bytes: at,
    } = id?;
    Some(WrittenSection {
        id,
        at,
        title,
        intro,
        ask,
        services,
        fields,
        all_known,
    })
}

fn ask(table: &Table<'_>) -> Ask {
    let Some(Placed { value, bytes }) = table.text("ask") else {
        return Ask::default();
    };
    let ask = ASKS.iter().find(|(word, _)| *word == value);
    if ask.is_none() {
        let words = ASKS.iter().map(|(word, _)| *word);
        let help = suggestion(&value, words, "a section is asked at one of three times");
        table.error(bytes, format!("`ask` cannot be `{value}`"), help);
    }
    ask.map_or_else(Ask::default, |(_, ask)| *ask)
}

/// What a returning client is asked in place of the section, where it is asked at first visits.
fn still_true_words(table: &Table<'_>, title: &str, ask: Ask) -> Option<String> {
    let words = prose(&table.plain("still_true"));
    if ask == Ask::First {
        let own = Some(words).filter(|words| !words.is_empty());
        return Some(
            own.unwrap_or_else(|| format!("Is what you told us under “{title}” still true?")),
        );
    }
    if let Some(place) = table.place("still_true") {
        let help = "take it away, or write `ask = \"first\"`";
        table.error(
            place,
            "only a section of first visits has `still_true`",
            help,
        );
    }
    None
}

fn asked_anew(section: &Placed<String>, words: String) -> WrittenField {
    WrittenField {
        field: still_true(&section.value, words),
        kind_known: true,
        at: section.bytes.clone(),
        services_at: None,
        condition: None,
        flags: Vec::new(),
    }
}
