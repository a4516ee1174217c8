//! `team/*.md`, `techniques/*.md` and `conditions/*.md`.

use super::hours;
use super::known::{self, Known, references};
use super::page::{Fallback, page};
use super::source::File;
use super::table::Table;
use crate::Id;
use crate::availability::Hours;
use crate::catalogue::{Practice, Subject, Therapist};

/// A therapist, and the services they limit themselves to, where they do.
pub(super) struct Member {
    pub(super) therapist: Therapist,
    pub(super) services: Option<Vec<Id>>,
}

/// Reads a therapist. Hours and exceptions left out are the practice's.
pub(super) fn member(
    id: Id,
    file: &File<'_>,
    table: Table<'_>,
    known: &Known<'_>,
    practice: &Practice,
) -> Member {
    let name = table.text("name").map(|name| name.value);
    if name.is_none() && !table.has("name") {
        table.missing("name", "write `name = \"...\"`, as clients address them");
    }
    let name = name.unwrap_or_default();
    let role = table.text("role").map_or(String::new(), |role| role.value);
    let page = page(
        file,
        &table,
        known,
        &Fallback {
            title: Some(&name),
            description: "",
        },
    );
    let exceptions = hours::exceptions(&table);
    if let Some(own) = &exceptions {
        for date in practice
            .hours
            .exceptions
            .keys()
            .filter(|date| !own.contains_key(date))
        {
            table.warning(
                table.head(),
                format!("the practice's exception on {date} does not hold for {name}"),
                "a therapist's own exceptions stand in place of the practice's: repeat the date here if it holds for them too",
            );
        }
    }
    let member = Member {
        services: table
            .has("services")
            .then(|| references(&table, "services", &known::SERVICE, &known.services)),
        therapist: Therapist {
            id,
            pronouns: table
                .text("pronouns")
                .map_or(String::new(), |pronouns| pronouns.value),
            credentials: table
                .texts("credentials")
                .into_iter()
                .map(|credential| credential.value)
                .collect(),
            hours: Hours {
                weekly: hours::weekly(&table).unwrap_or_else(|| practice.hours.weekly.clone()),
                exceptions: exceptions.unwrap_or_else(|| practice.hours.exceptions.clone()),
            },
            page: Some(page),
            name,
            role,
        },
    };
    table.finish();
    member
}

/// Without `team/`, the one therapist is the practice itself.
pub(super) fn practice_itself(practice: &Practice) -> Option<Therapist> {
    Some(Therapist {
        id: Id::parse("practice").ok()?,
        name: practice.name.clone(),
        pronouns: String::new(),
        role: String::new(),
        credentials: Vec::new(),
        hours: practice.hours.clone(),
        page: None,
    })
}

/// Reads a technique or a condition.
pub(super) fn subject(id: Id, file: &File<'_>, table: Table<'_>, known: &Known<'_>) -> Subject {
    let summary = table
        .text("summary")
        .map_or(String::new(), |summary| summary.value);
    let page = page(
        file,
        &table,
        known,
        &Fallback {
            title: None,
            description: &summary,
        },
    );
    table.finish();
    Subject { id, summary, page }
}
