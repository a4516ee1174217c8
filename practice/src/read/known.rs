//! The ids that content may refer to.

use std::collections::BTreeSet;

use super::names;
use super::nearest::suggestion;
use super::source::Source;
use super::table::{Placed, Table};
use crate::Id;

/// How many names are looked through for the one that was meant.
const CANDIDATES_MAX: usize = 500;

/// The ids of each kind that stand in the folder.
#[derive(Default)]
pub(super) struct Known {
    pub(super) services: Names,
    pub(super) techniques: Names,
    pub(super) conditions: Names,
    pub(super) therapists: Names,
    /// None where `practice.toml` cannot say.
    pub(super) rooms: Option<Names>,
    /// None where `practice.toml` cannot say.
    pub(super) taxonomies: Option<Names>,
}

/// The ids of one kind.
#[derive(Default)]
pub(super) struct Names {
    published: BTreeSet<String>,
    drafts: BTreeSet<String>,
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
pub(super) const TAXONOMY: Naming = Naming {
    noun: "taxonomy",
    made_in: "`taxonomies` in practice.toml lists them",
};
pub(super) const CONTRAINDICATION: Naming = Naming {
    noun: "contraindication",
    made_in: "forms/contraindications.toml lists them",
};

impl Names {
    pub(super) fn of(names: impl IntoIterator<Item = String>) -> Self {
        Self {
            published: names.into_iter().collect(),
            drafts: BTreeSet::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.published.is_empty()
    }

    /// Why an id names nothing, and what to do; none if it names something.
    pub(super) fn unknown(&self, id: &str, naming: &Naming) -> Option<(String, String)> {
        let Naming { noun, made_in } = naming;
        if self.published.contains(id) {
            None
        } else if self.drafts.contains(id) {
            let help = "take it away here, or take `draft = true` out of its file".to_owned();
            Some((format!("the {noun} `{id}` is a draft"), help))
        } else {
            let known = self.published.iter().map(String::as_str);
            let help = suggestion(id, known.take(CANDIDATES_MAX), made_in);
            Some((format!("no {noun} is called `{id}`"), help))
        }
    }
}

impl Known {
    /// The ids that file names make.
    pub(super) fn of(sources: &[Source], drafts: &BTreeSet<&str>) -> Self {
        let names = |folder: &str| {
            let mut names = Names::default();
            for source in sources {
                let Some(id) = names::id_in(&source.path, folder) else {
                    continue;
                };
                if drafts.contains(source.path.as_str()) {
                    names.drafts.insert(id);
                } else {
                    names.published.insert(id);
                }
            }
            names
        };
        Self {
            services: names(names::SERVICES),
            techniques: names(names::TECHNIQUES),
            conditions: names(names::CONDITIONS),
            therapists: names(names::TEAM),
            ..Self::default()
        }
    }
}

/// The ids under a key, each of which names something and is there once. Where nobody can say what
/// there is, every id does.
pub(super) fn references(
    table: &Table<'_>,
    key: &'static str,
    naming: &Naming,
    known: Option<&Names>,
) -> Vec<Id> {
    let mut read: Vec<Id> = Vec::new();
    for Placed { value: id, bytes } in table.ids(key) {
        if let Some((message, help)) = known.and_then(|known| known.unknown(id.as_str(), naming)) {
            table.error(bytes, message, help);
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
