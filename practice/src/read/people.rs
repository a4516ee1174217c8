//! `team/*.md`, `techniques/*.md` and `conditions/*.md`.

use super::file::File;
use super::known::{self, Known, references};
use super::page::{Fallback, page};
use super::table::Table;
use super::{contact, hours};
use crate::Id;
use crate::availability::Hours;
use crate::booking::Email;
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
    known: &Known,
    practice: &Practice,
) -> Member {
    let name = table.required_text("name", "write `name = \"...\"`, as clients address them");
    let name = name.map_or_else(|| id.to_string(), |name| name.value);
    let fallback = Fallback {
        title: Some(&name),
        description: "",
    };
    let page = page(file, &table, known, &fallback);
    let credentials = table.texts("credentials").into_iter();
    let services = table
        .has("services")
        .then(|| references(&table, "services", &known::SERVICE, Some(&known.services)));
    let member = Member {
        therapist: Therapist {
            id,
            pronouns: table.plain("pronouns"),
            role: table.plain("role"),
            credentials: credentials.map(|credential| credential.value).collect(),
            email: contact::own_email(&table),
            hours: own_hours(&table, &name, &practice.hours),
            page: Some(page),
            name,
        },
        services,
    };
    table.finish();
    member
}

fn own_hours(table: &Table<'_>, name: &str, practice: &Hours) -> Hours {
    let exceptions = hours::exceptions(table);
    if let (Some(own), Some(bytes)) = (&exceptions, table.place("exceptions")) {
        let others = practice
            .exceptions
            .keys()
            .filter(|date| !own.contains_key(date));
        let dates: Vec<String> = others.map(|date| format!("`{date}`")).collect();
        if !dates.is_empty() {
            table.warning(
                bytes,
                format!(
                    "the practice's exceptions of {} do not hold for {name}",
                    dates.join(", ")
                ),
                "these stand in place of the practice's: repeat here the dates that hold for both",
            );
        }
    }
    Hours {
        weekly: hours::weekly(table).unwrap_or_else(|| practice.weekly.clone()),
        exceptions: exceptions.unwrap_or_else(|| practice.exceptions.clone()),
    }
}

/// Without `team/`, the one therapist is the practice itself.
pub(super) fn practice_itself(practice: &Practice) -> Option<Therapist> {
    Some(Therapist {
        id: Id::parse("practice").ok()?,
        name: practice.name.clone(),
        pronouns: String::new(),
        role: String::new(),
        credentials: Vec::new(),
        email: Email::parse(&practice.email).ok(),
        hours: practice.hours.clone(),
        page: None,
    })
}

/// Reads a technique or a condition.
pub(super) fn subject(id: Id, file: &File<'_>, table: Table<'_>, known: &Known) -> Subject {
    let summary = table.plain("summary");
    let fallback = Fallback {
        title: None,
        description: &summary,
    };
    let page = page(file, &table, known, &fallback);
    table.finish();
    Subject { id, summary, page }
}
