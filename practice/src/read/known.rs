//! The ids that content may refer to.

use super::nearest::suggestion;
use super::table::{Placed, Table};
use crate::Id;

/// The ids of each kind that stand in the folder, drafts left out.
#[derive(Default)]
pub(super) struct Known<'a> {
    pub(super) services: Vec<&'a str>,
    pub(super) techniques: Vec<&'a str>,
    pub(super) conditions: Vec<&'a str>,
    pub(super) therapists: Vec<&'a str>,
    pub(super) rooms: Vec<&'a str>,
    pub(super) taxonomies: Vec<&'a str>,
}

/// A kind of thing that ids name: its word, and where the author makes another.
pub(super) struct Naming {
    pub(super) noun: &'static str,
    pub(super) made_in: &'static str,
}

pub(super) const SERVICE: Naming = Naming {
    noun: "service",
    made_in: "a file in `services/` makes one",
};
pub(super) const TECHNIQUE: Naming = Naming {
    noun: "technique",
    made_in: "a file in `techniques/` makes one",
};
pub(super) const CONDITION: Naming = Naming {
    noun: "condition",
    made_in: "a file in `conditions/` makes one",
};
pub(super) const THERAPIST: Naming = Naming {
    noun: "therapist",
    made_in: "a file in `team/` makes one",
};
pub(super) const ROOM: Naming = Naming {
    noun: "room",
    made_in: "`rooms` in practice.toml lists them",
};

/// The ids under a key, each of which names something and is there once.
pub(super) fn references(
    table: &Table<'_>,
    key: &'static str,
    naming: &Naming,
    known: &[&str],
) -> Vec<Id> {
    let mut read: Vec<Id> = Vec::new();
    for Placed { value: id, bytes } in table.ids(key) {
        if !known.contains(&id.as_str()) {
            let help = suggestion(id.as_str(), known, naming.made_in);
            table.error(bytes, format!("no {} is called `{id}`", naming.noun), help);
        } else if read.contains(&id) {
            table.error(
                bytes,
                format!("`{id}` is here twice"),
                "take one of them away",
            );
        } else {
            read.push(id);
        }
    }
    read
}
