//! Each id once.

use std::collections::BTreeSet;

use super::Whole;
use crate::read::table::Table;

/// Sections among themselves, and fields of the whole form.
pub(super) fn check(whole: &Whole<'_>, table: &Table<'_>) {
    let mut sections = BTreeSet::new();
    let mut doubled = Vec::new();
    for section in whole.sections {
        if !sections.insert(&section.id) {
            doubled.push(section.at.clone());
            let help = "give one of the sections another id";
            table.error(
                section.at.clone(),
                format!("`{}` is here twice", section.id),
                help,
            );
        }
    }
    let mut fields = BTreeSet::new();
    for asked in whole.fields() {
        // The question that is asked in a section's place is double where the section is.
        if !fields.insert(asked.id()) && !doubled.contains(&asked.written.at) {
            let help = "give this field another id: each is there once in a form";
            table.error(
                asked.written.at.clone(),
                format!("`{}` is here twice", asked.id()),
                help,
            );
        }
    }
}
