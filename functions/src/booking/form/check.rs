//! "Check your booking": everything a client told us, before it counts.

use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use practice::availability::weekly;
use practice::booking::Contact;
use practice::catalogue::Practice;
use serde::Serialize;

use super::carried::{self, Hidden, Summary};
use super::draft::ANSWER_FIELDS;
use crate::answer::PageFacts;
use crate::booking::address;
use crate::booking::choice::Choice;
use crate::booking::link::own_change::rule;
use crate::booking::making::read_weeks;
use crate::booking::when;
use crate::request::Fields;
use crate::secret::fingerprint;
use crate::{App, Published};

#[derive(Serialize)]
struct CheckPage {
    page: PageFacts,
    back: String,
    notice: Option<String>,
    hidden: Vec<Hidden>,
    rows: Vec<Row>,
    /// Until when it can be changed, in words.
    policy: String,
    /// Until when the time is kept, in words; empty if it is not.
    kept: String,
}

#[derive(Serialize)]
struct Row {
    label: &'static str,
    value: String,
    change: Option<Change>,
}

/// A link that leads back to an answer, all others kept.
#[derive(Serialize)]
struct Change {
    label: &'static str,
    address: String,
}

impl Published {
    /// Draws the page; with a notice, if something is not as the client saw it.
    pub(in crate::booking) fn check_page(
        &self,
        app: &App,
        fields: &Fields,
        choice: &Choice<'_>,
        start: Timestamp,
        contact: &Contact,
        notice: Option<String>,
    ) -> Response {
        let mut hidden = carried::of_choice(choice);
        hidden.push(carried::hidden("start", fields.get("start")));
        hidden.push(carried::hidden("quoted", choice.offer.price.to_string()));
        hidden.push(carried::hidden("terms", self.terms(choice, start)));
        let typed = ANSWER_FIELDS
            .into_iter()
            .filter(|name| !fields.get(name).is_empty());
        hidden.extend(typed.map(|name| carried::hidden(name, fields.get(name))));
        let page = CheckPage {
            page: PageFacts {
                title: "Check your booking".to_owned(),
                description: "Everything you told us, before it counts.",
                address: "/booking/details",
            },
            back: address::change(choice, fields.get("start"), fields),
            hidden,
            rows: rows(
                &carried::summary(&self.catalogue, choice, start),
                contact,
                choice,
                fields,
                &later_dates(fields, start, &self.catalogue.practice),
            ),
            policy: rule(&self.catalogue.practice),
            kept: app.kept(fields, start, &self.catalogue.practice),
            notice,
        };
        let status = if page.notice.is_some() {
            StatusCode::CONFLICT
        } else {
            StatusCode::OK
        };
        self.page(status, "booking/check.html", &page)
    }
}

impl Published {
    /// A code of what the practice itself says on the page, apart from the price.
    pub(super) fn terms(&self, choice: &Choice<'_>, start: Timestamp) -> String {
        let said = carried::summary(&self.catalogue, choice, start);
        let rule = rule(&self.catalogue.practice);
        fingerprint(&[&said.service, &said.who, &said.when, &said.zone, &rule])
    }
}

/// The dates of a weekly series after the first, a line each; empty if there is none.
fn later_dates(fields: &Fields, start: Timestamp, practice: &Practice) -> String {
    let weeks = read_weeks(fields).unwrap_or(1);
    let starts = weekly(&practice.timezone, start, weeks).into_iter().skip(1);
    let dates: Vec<_> = starts
        .map(|start| when::weekday(when::local_date(start, practice)))
        .collect();
    dates.join("\n")
}

fn rows(
    summary: &Summary,
    contact: &Contact,
    choice: &Choice<'_>,
    fields: &Fields,
    later: &str,
) -> Vec<Row> {
    let time = address::times(choice, fields.get("start"), fields);
    let details = |field| {
        format!(
            "{}#{field}",
            address::change(choice, fields.get("start"), fields)
        )
    };
    let row = |label, value: String, change: Option<(&'static str, String)>| Row {
        label,
        value,
        change: change.map(|(label, address)| Change { label, address }),
    };
    let or_none = |text: Option<&str>| text.unwrap_or("None").to_owned();
    let who = if summary.who.is_empty() {
        "with whoever is free"
    } else {
        &summary.who
    };
    let massage = format!("{}, {} minutes, {who}", summary.service, summary.minutes);
    let mut rows = vec![
        row("Massage", massage, None),
        row(
            "When",
            format!("{} ({})", summary.when, summary.zone),
            Some(("Change time", time)),
        ),
    ];
    if !later.is_empty() {
        let change = Some(("Change how many weeks", details("weeks")));
        rows.push(row("Then every week", later.to_owned(), change));
    }
    let each = if later.is_empty() { "" } else { ", each time" };
    rows.extend([
        row("Price", format!("{}{each}", summary.price), None),
        row(
            "Full name",
            contact.name.as_str().to_owned(),
            Some(("Change name", details("name"))),
        ),
        row(
            "Email address",
            contact.email.as_str().to_owned(),
            Some(("Change email address", details("email"))),
        ),
        row(
            "Phone number",
            or_none(contact.phone.as_ref().map(|phone| phone.as_str())),
            Some(("Change phone number", details("phone"))),
        ),
        row(
            "Note",
            or_none(contact.note.as_ref().map(|note| note.as_str())),
            Some(("Change note", details("note"))),
        ),
    ]);
    rows
}
