//! "Your details", then "Check your booking".

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use practice::availability::{Busy, days_touched, explain};
use practice::booking::{Contact, FieldError};
use serde::Serialize;

use super::ask::{Ask, read_start};
use super::carried::{self, Hidden, PAGE_FIELDS, Problem, Summary};
use super::making::{read_contact, words};
use super::manage::policy;
use super::times::{Lost, Method, query};
use crate::answer::{Failure, PageFacts};
use crate::request::{Encoding, Fields, parse_query, read_fields};
use crate::secret::random_key;
use crate::{App, Published};

#[derive(Serialize)]
struct DetailsPage<'a> {
    page: PageFacts,
    problem: Option<Problem>,
    back: Option<String>,
    hidden: Vec<Hidden>,
    summary: Summary,
    fields: FieldViews<'a>,
}

#[derive(Serialize)]
struct FieldViews<'a> {
    name: FieldView<'a>,
    email: FieldView<'a>,
    phone: FieldView<'a>,
    note: FieldView<'a>,
}

#[derive(Serialize)]
struct FieldView<'a> {
    value: &'a str,
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct CheckPage {
    page: PageFacts,
    problem: Option<Problem>,
    notice: Option<String>,
    hidden: Vec<Hidden>,
    rows: Vec<Row>,
    policy: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    label: &'static str,
    value: String,
    change: Option<Change>,
}

#[derive(Serialize)]
struct Change {
    label: &'static str,
    action: &'static str,
}

/// `GET /booking/details`: a time was chosen.
pub(super) async fn open(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let published = app.published();
    let mut fields = parse_query(query.unwrap_or_default().as_bytes())?;
    let ask = Ask::read(&published.catalogue, &fields)?;
    let start = match app.free_start(&published, &ask, &fields).await? {
        Ok(start) => start,
        Err(lost) => {
            return app
                .times_page(&published, &fields, &ask, Method::Get, lost)
                .await;
        }
    };
    fields.set("key", random_key().map_err(|_| Failure::Broken)?);
    Ok(app.details_page(&published, &fields, &ask, start, &[]))
}

/// `POST /booking/details`: the answers, to be mended or to be checked by the client.
pub(super) async fn check(
    State(app): State<App>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let mut fields = read_fields(request, Encoding::Form).await?;
    fields.only(&PAGE_FIELDS)?;
    let ask = Ask::read(&published.catalogue, &fields)?;
    let start = match app.free_start(&published, &ask, &fields).await? {
        Ok(start) => start,
        Err(lost) => {
            return app
                .times_page(&published, &fields, &ask, Method::Post, lost)
                .await;
        }
    };
    if fields.get("key").is_empty() {
        fields.set("key", random_key().map_err(|_| Failure::Broken)?);
    }
    if fields.has("change") {
        return Ok(app.details_page(&published, &fields, &ask, start, &[]));
    }
    Ok(match read_contact(&fields) {
        Ok(contact) => app.check_page(&published, &fields, &ask, start, &contact, None),
        Err(errors) => app.details_page(&published, &fields, &ask, start, &errors),
    })
}

impl App {
    /// The chosen start, if it is offered now; else what to say and show instead.
    async fn free_start(
        &self,
        published: &Published,
        ask: &Ask<'_>,
        fields: &Fields,
    ) -> Result<Result<Timestamp, Lost>, Failure> {
        let start = match read_start(fields) {
            Ok(start) => start,
            Err(error) => {
                return Ok(Err(Lost {
                    errors: vec![error],
                    nearest: Vec::new(),
                }));
            }
        };
        let (catalogue, now) = (&published.catalogue, self.now());
        let asked = ask.within(start..start).only(start);
        let days = self
            .store
            .days(&days_touched(catalogue, &asked, now))
            .await?;
        match explain(
            catalogue,
            &asked,
            start,
            &Busy::from_days(&days, now, &[]),
            now,
        ) {
            None => Ok(Ok(start)),
            Some(refusal) => {
                let errors = vec![FieldError::new(
                    "start",
                    words(refusal, &catalogue.practice),
                )];
                Ok(Err(Lost {
                    errors,
                    nearest: self.nearest(catalogue, ask, start).await?,
                }))
            }
        }
    }

    pub(super) fn details_page(
        &self,
        published: &Published,
        fields: &Fields,
        ask: &Ask<'_>,
        start: Timestamp,
        errors: &[FieldError],
    ) -> Response {
        let problem = carried::problem(errors);
        let mut hidden = carried::of_ask(ask);
        hidden.push(carried::hidden("start", fields.get("start")));
        hidden.push(carried::hidden("key", fields.get("key")));
        let field = |name: &str| FieldView {
            value: fields.get(name),
            error: errors
                .iter()
                .find(|error| error.field == name)
                .map(|error| error.message.as_str()),
        };
        let page = DetailsPage {
            page: PageFacts {
                title: carried::title("Your details", problem.as_ref()),
                description: "Who the massage is for, and how we can reach you.",
                address: "/booking/details",
            },
            problem,
            back: Some(format!("/booking/times?{}", query(ask))),
            hidden,
            summary: carried::summary(&published.catalogue, ask, start),
            fields: FieldViews {
                name: field("name"),
                email: field("email"),
                phone: field("phone"),
                note: field("note"),
            },
        };
        let status = if errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        self.page(status, "booking/details.html", &page)
    }

    pub(super) fn check_page(
        &self,
        published: &Published,
        fields: &Fields,
        ask: &Ask<'_>,
        start: Timestamp,
        contact: &Contact,
        notice: Option<String>,
    ) -> Response {
        let practice = &published.catalogue.practice;
        let mut hidden = carried::of_ask(ask);
        hidden.push(carried::hidden("start", fields.get("start")));
        hidden.push(carried::hidden("quoted", ask.offer.price.to_string()));
        hidden.extend(carried::of_answers(fields));
        let status = if notice.is_some() {
            StatusCode::CONFLICT
        } else {
            StatusCode::OK
        };
        let page = CheckPage {
            page: PageFacts {
                title: "Check your booking".to_owned(),
                description: "Everything you told us, before it counts.",
                address: "/booking/details",
            },
            problem: None,
            notice,
            hidden,
            rows: rows(&carried::summary(&published.catalogue, ask, start), contact),
            policy: policy(practice),
        };
        self.page(status, "booking/check.html", &page)
    }
}

fn rows(summary: &Summary, contact: &Contact) -> Vec<Row> {
    let time = || {
        Some(Change {
            label: "Change time",
            action: "/booking/times",
        })
    };
    let details = |label| {
        Some(Change {
            label,
            action: "/booking/details",
        })
    };
    let who = if summary.who.is_empty() {
        "With whoever is free".to_owned()
    } else {
        summary.who.clone()
    };
    let none = || "None".to_owned();
    vec![
        Row {
            label: "Massage",
            value: format!("{}, {} minutes", summary.service, summary.minutes),
            change: None,
        },
        Row {
            label: "When",
            value: format!("{} ({})", summary.when, summary.zone),
            change: time(),
        },
        Row {
            label: "Therapist",
            value: capitalised(&who),
            change: None,
        },
        Row {
            label: "Price",
            value: summary.price.clone(),
            change: None,
        },
        Row {
            label: "Full name",
            value: contact.name.as_str().to_owned(),
            change: details("Change name"),
        },
        Row {
            label: "Email address",
            value: contact.email.as_str().to_owned(),
            change: details("Change email address"),
        },
        Row {
            label: "Phone number",
            value: contact
                .phone
                .as_ref()
                .map_or_else(none, |phone| phone.as_str().to_owned()),
            change: details("Change phone number"),
        },
        Row {
            label: "Note",
            value: contact
                .note
                .as_ref()
                .map_or_else(none, |note| note.as_str().to_owned()),
            change: details("Change note"),
        },
    ]
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
