//! A form's file from end to end.

use super::contraindications::Contraindications;
use super::prose::prose;
use super::section::section;
use super::sound;
use super::written::{WrittenField, WrittenSection};
use crate::Id;
use crate::form::{Field, Form, Section};
use crate::read::file::File;
use crate::read::known::Known;
use crate::read::service::reviewed;
use crate::read::table::Table;

/// The longest that a form may say it takes, in minutes.
const MINUTES_MAX: i64 = 120;
/// A line that makes a section.
const SECTION_EXAMPLE: &str = "[[sections]]";

/// Reads a form and sees that it is sound; its id is the caller's to set.
pub(super) fn form(
    file: &File<'_>,
    table: Table<'_>,
    known: &Known,
    list: &Contraindications,
) -> Option<Form> {
    let title = table.required_text("title", "write `title = \"...\"`, the heading of its page");
    let birth = table.text("birth");
    let written = table.tables("sections", SECTION_EXAMPLE);
    if !table.has("sections") || table.is_empty_list("sections") {
        let help = format!("write `{SECTION_EXAMPLE}`, and below it `[[sections.fields]]`");
        table.missing("sections", help);
    }
    let count = written.len();
    let sections = written
        .into_iter()
        .filter_map(|table| section(table, known, list));
    let sections: Vec<_> = sections.collect();
    let all_known = sections.len() == count && sections.iter().all(|section| section.all_known);
    if count > 0 && !file.faults.may_hide_keys() {
        let whole = sound::Whole {
            sections: &sections,
            birth: birth.as_ref(),
            all_known,
        };
        sound::check(&whole, &table);
    }
    let form = Form {
        // The caller knows the file's name.
        id: Id::parse("form").ok()?,
        title: title.map_or(String::new(), |title| prose(&title.value)),
        intro: prose(&table.plain("intro")),
        minutes: table
            .number("minutes", 1..=MINUTES_MAX)
            .and_then(|minutes| u16::try_from(minutes).ok()),
        reviewed: table
            .table("reviewed", "reviewed = { by = \"...\", on = 2026-11-01 }")
            .and_then(reviewed),
        birth: birth.map(|birth| birth.value),
        sections: sections.into_iter().map(finished).collect(),
        version: String::new(),
    };
    table.finish();
    Some(form.versioned())
}

fn finished(section: WrittenSection) -> Section {
    let WrittenSection {
        id,
        title,
        intro,
        ask,
        services,
        fields,
        ..
    } = section;
    let field = |WrittenField { field, flags, .. }| Field {
        flags: flags.into_iter().map(|flag| flag.rule).collect(),
        ..field
    };
    Section {
        id,
        title,
        intro,
        ask,
        services,
        fields: fields.into_iter().map(field).collect(),
    }
}
