//! `forms/*.toml`: what clients are asked, and which answers a therapist must see.

mod condition;
mod contraindications;
mod field;
mod flag;
mod kind;
mod prose;
mod section;
mod sound;
mod whole;
mod word;
mod written;

use self::contraindications::Contraindications;
use self::whole::form;
use super::file::File;
use super::known::Known;
use super::names::{form_name, to};
use super::problems::Problems;
use super::source::Source;
use super::table::Table;
use crate::form::Form;
use crate::{Diagnostic, Id};

/// The file that lists red and yellow flags for the forms to refer to. It is no form.
const CONTRAINDICATIONS: &str = "contraindications";

/// Whether it is a form, or what forms refer to.
pub(super) fn is_form(source: &Source) -> bool {
    form_name(&source.path).is_some()
}

/// Reads every form, ids ascending.
pub(super) fn forms(sources: &[Source], known: &Known, problems: &Problems) -> Vec<Form> {
    let named = |source: &'_ Source| form_name(&source.path).map(str::to_owned);
    let listed = sources
        .iter()
        .find(|source| named(source).as_deref() == Some(CONTRAINDICATIONS));
    let file = listed.map(|source| File::toml(source, problems));
    let list = file
        .as_ref()
        .map_or_else(Contraindications::default, |file| {
            contraindications::read(Table::of(file, problems), known)
        });
    let mut forms = Vec::new();
    let mut any = false;
    for source in sources {
        let Some(name) = named(source).filter(|name| name != CONTRAINDICATIONS) else {
            continue;
        };
        any = true;
        let file = File::toml(source, problems);
        let form = form(&file, Table::of(&file, problems), known, &list);
        match Id::parse(&name) {
            Ok(id) => forms.extend(form.map(|form| Form { id, ..form })),
            Err(why) => {
                let help = format!("rename the file{}: {why}", to(&name, ".toml"));
                let message = format!("the file name `{name}` cannot be a form's name");
                problems.push(Diagnostic::of_file(&source.path, message).help(help));
            }
        }
    }
    if let Some(source) = listed.filter(|_| any && !problems.any_errors_below("forms/")) {
        list.warn_of_unused(source, problems);
    }
    forms.sort_by(|one, other| one.id.cmp(&other.id));
    forms
}
