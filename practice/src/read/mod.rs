//! From `(path, text)` pairs to a catalogue, or to every problem at once.

mod addresses;
mod claims;
mod contact;
mod currency;
mod fence;
mod file;
mod folder;
mod form;
mod hours;
mod known;
mod mail;
mod names;
mod nearest;
mod offers;
mod page;
mod people;
mod policy;
mod practice;
mod problems;
mod retention;
mod service;
mod source;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod whole;
mod zone;

pub(crate) use nearest::nearest;
pub use nearest::suggestion;
pub use source::Source;

use crate::{Catalogue, Diagnostic};

/// The file that makes a folder a practice.
pub const PRACTICE_PATH: &str = "practice.toml";

/// What came of reading a content folder.
#[derive(Debug)]
pub struct Reading {
    /// The catalogue, if no problem is an error.
    pub catalogue: Option<Catalogue>,
    /// Every problem, by file and place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether somebody has to be told what is wrong with a folder.
enum Look {
    /// All of it is read, and all that is wrong is told.
    Whole,
    /// It was checked before: forms are read when they are asked for, and nothing is warned of.
    Again(Forms),
}

/// Gives the files of forms.
type Forms = Box<dyn FnOnce() -> Vec<Source> + Send>;

/// Reads a content folder. Files that are neither Markdown nor `practice.toml` nor a form are passed over.
#[must_use]
pub fn catalogue(sources: &[Source]) -> Reading {
    look(sources, Look::Whole)
}

/// Whether a file is a form, or what forms refer to.
#[must_use]
pub fn is_form(source: &Source) -> bool {
    form::is_form(source)
}

/// Reads a content folder that [`catalogue`] has found good before, by the same code. Its forms
/// ([`is_form`]) are asked for and read when they are first needed: what is wrong with one is not
/// told, and one that cannot be read is not there.
#[must_use]
pub fn checked_catalogue(
    sources: &[Source],
    forms: impl FnOnce() -> Vec<Source> + Send + 'static,
) -> Reading {
    look(sources, Look::Again(Box::new(forms)))
}

fn look(sources: &[Source], look: Look) -> Reading {
    let problems = problems::Problems::default();
    let catalogue = folder::read(sources, look, &problems).filter(|_| !problems.any_errors());
    Reading {
        catalogue,
        diagnostics: problems.in_order(),
    }
}
