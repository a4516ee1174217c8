//! A form while it is read: what was written, and where, for what can only be seen of the whole.

use std::ops::Range;

use crate::Id;
use crate::form::{Ask, Field, FlagRule};

/// Where something stands in the file, in bytes.
pub(super) type Place = Range<usize>;

/// A section, and where it stands.
pub(super) struct WrittenSection {
    pub(super) id: String,
    pub(super) at: Place,
    pub(super) title: String,
    pub(super) intro: String,
    pub(super) ask: Ask,
    pub(super) services: Vec<Id>,
    pub(super) fields: Vec<WrittenField>,
    /// Whether every field of it has an id that could be read.
    pub(super) all_known: bool,
}

/// A field, and where its parts stand.
pub(super) struct WrittenField {
    pub(super) field: Field,
    /// Whether `kind` could be read; otherwise nothing can be said of its answers.
    pub(super) kind_known: bool,
    /// Where its id stands.
    pub(super) at: Place,
    pub(super) services_at: Option<Place>,
    /// Where the parts of `show_when` stand, where it could be read.
    pub(super) condition: Option<WrittenCondition>,
    pub(super) flags: Vec<WrittenFlag>,
}

/// Where the parts of a condition stand.
pub(super) struct WrittenCondition {
    /// Its `field`, or its `minor`.
    pub(super) about: Place,
    /// Each thing its answer has to be.
    pub(super) parts: Vec<Place>,
}

/// A flag, and where its parts stand.
pub(super) struct WrittenFlag {
    pub(super) rule: FlagRule,
    /// All of it.
    pub(super) at: Place,
    /// Each thing the answer has to be.
    pub(super) parts: Vec<Place>,
}
