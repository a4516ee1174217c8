//! What can only be seen of a whole form: that every field can be asked and every flag can fire.

mod birth;
mod comparisons;
mod conditions;
mod flags;
mod ids;
mod services;
mod signature;

use super::written::{WrittenField, WrittenSection};
use crate::read::table::{Placed, Table};

/// How many sections a form may have.
const SECTIONS_MAX: usize = 30;
/// How many fields a form may have.
const FIELDS_MAX: usize = 250;

/// A form as it was written.
pub(super) struct Whole<'a> {
    pub(super) sections: &'a [WrittenSection],
    pub(super) birth: Option<&'a Placed<String>>,
    /// Whether every section and field has an id that could be read.
    pub(super) all_known: bool,
}

/// A field, its place in the form's order, and its section.
#[derive(Clone, Copy)]
struct Asked<'a> {
    at: usize,
    section: &'a WrittenSection,
    written: &'a WrittenField,
}

/// Reports everything that makes a form unsound.
pub(super) fn check(whole: &Whole<'_>, table: &Table<'_>) {
    ids::check(whole, table);
    birth::check(whole, table);
    conditions::check(whole, table);
    services::check(whole, table);
    flags::check(whole, table);
    signature::check(whole, table);
    too_many(whole, table);
}

fn too_many(whole: &Whole<'_>, table: &Table<'_>) {
    let counts = [
        ("sections", whole.sections.len(), SECTIONS_MAX),
        ("fields", whole.fields().count(), FIELDS_MAX),
    ];
    for (nouns, count, most) in counts {
        if let Some(place) = table.place("sections").filter(|_| count > most) {
            let help = format!("keep at most {most}, or make two forms of it");
            table.error(place, format!("a form cannot have {count} {nouns}"), help);
        }
    }
}

impl<'a> Whole<'a> {
    /// Every field, in the order in which they are asked.
    fn fields(&self) -> impl Iterator<Item = Asked<'a>> {
        let sections = self.sections.iter();
        let fields =
            sections.flat_map(|section| section.fields.iter().map(move |field| (section, field)));
        fields.enumerate().map(|(at, (section, written))| Asked {
            at,
            section,
            written,
        })
    }

    /// The first field of this id.
    fn field(&self, id: &str) -> Option<Asked<'a>> {
        self.fields().find(|asked| asked.written.field.id == id)
    }
}

impl<'a> Asked<'a> {
    fn id(&self) -> &'a str {
        &self.written.field.id
    }
}
