//! "Your details": who the massage is for.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use practice::availability::explain;
use practice::booking::FieldError;
use serde::Serialize;

use super::address;
use super::carried::{self, Hidden, Problem, Summary};
use super::choice::{Choice, read_start, sent_start};
use super::choose_page::chosen;
use super::honeypot::HONEYPOT_FIELD;
use super::json::manage_address;
use super::making::read_contact;
use super::proof::is_proven;
use super::times::Lost;
use crate::answer::{Failure, PageFacts, see_other};
use crate::request::Fields;
use crate::secret::random_key;
use crate::{App, Published};

#[derive(Serialize)]
struct DetailsPage<'a> {
    page: PageFacts,
    problem: Option<Problem>,
    back: String,
    hidden: Vec<Hidden>,
    summary: Summary,
    fields: FieldViews<'a>,
    proof: &'a str,
}

#[derive(Serialize)]
struct FieldViews<'a> {
    name: FieldView<'a>,
    email: FieldView<'a>,
    phone: FieldView<'a>,
    note: FieldView<'a>,
    honeypot: FieldView<'a>,
}

#[derive(Serialize)]
struct FieldView<'a> {
    value: &'a str,
    error: Option<&'a str>,
}

/// `GET /booking/details`: a time was chosen. With a draft, the answers are there to be checked, or
/// to be changed.
pub(super) async fn open(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let published = app.published();
    let mut fields = app.read_address(query)?;
    let choice = chosen(&published, &fields)?;
    fields.set("start", sent_start(&fields).to_owned());
    fields.remove("first");
    let start = match app.free_start(&published, &choice, &fields).await? {
        Ok(start) => start,
        Err(lost) => return app.turn_away(&published, &fields, &choice, lost).await,
    };
    if fields.get("key").is_empty() {
        fields.set("key", random_key().map_err(|_| Failure::Broken)?);
    }
    Ok(match read_contact(&fields) {
        Ok(contact) if !fields.has("change") => {
            published.check_page(&fields, &choice, start, &contact, None)
        }
        _ => published.details_page(&fields, &choice, start, &[]),
    })
}

/// `POST /booking/details`: the answers, to be mended; or, if they are good, to be checked.
pub(super) async fn send(
    State(app): State<App>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = app.read_form(request).await?;
    let choice = chosen(&published, &fields)?;
    let start = match app.free_start(&published, &choice, &fields).await? {
        Ok(start) => start,
        Err(lost) => return app.turn_away(&published, &fields, &choice, lost).await,
    };
    Ok(match read_contact(&fields) {
        Ok(_) => see_other(&address::details(&choice, fields.get("start"), &fields)),
        Err(errors) => published.details_page(&fields, &choice, start, &errors),
    })
}

impl App {
    /// The chosen start, if it is offered now; else what to say and show instead.
    async fn free_start(
        &self,
        published: &Published,
        choice: &Choice<'_>,
        fields: &Fields,
    ) -> Result<Result<Timestamp, Lost>, Failure> {
        let start = match read_start(fields) {
            Ok(start) => start,
            Err(error) => return Ok(Err(Lost::unreadable(error))),
        };
        let (catalogue, now) = (&published.catalogue, self.now());
        let asked = choice.within(start..start).only(start);
        let busy = self.busy(catalogue, &asked, now).await?;
        match explain(catalogue, &asked, start, &busy, now) {
            None => Ok(Ok(start)),
            Some(refusal) => Ok(Err(self.lost(catalogue, choice, start, refusal).await?)),
        }
    }

    /// The times again; unless what is in the way is the client's own booking, made by this very
    /// form, to which they have come back.
    async fn turn_away(
        &self,
        published: &Published,
        fields: &Fields,
        choice: &Choice<'_>,
        lost: Lost,
    ) -> Result<Response, Failure> {
        match self.made_before(&published.catalogue, fields).await? {
            Some(made) => Ok(see_other(&manage_address(&made.token))),
            None => self.times_page(published, fields, choice, lost).await,
        }
    }
}

impl Published {
    /// Draws the page, with what is wrong beside each field.
    pub(super) fn details_page(
        &self,
        fields: &Fields,
        choice: &Choice<'_>,
        start: Timestamp,
        errors: &[FieldError],
    ) -> Response {
        let problem = carried::problem(errors);
        let mut hidden = carried::of_choice(choice);
        hidden.extend(["start", "key"].map(|name| carried::hidden(name, fields.get(name))));
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
            back: address::times(choice, fields.get("start"), fields),
            hidden,
            summary: carried::summary(&self.catalogue, choice, start),
            fields: FieldViews {
                name: field("name"),
                email: field("email"),
                phone: field("phone"),
                note: field("note"),
                honeypot: FieldView {
                    value: "",
                    ..field(HONEYPOT_FIELD)
                },
            },
            // One that proves nothing is forgotten, so that the page finds another.
            proof: if is_proven(fields.get("key"), fields.get("proof")) {
                fields.get("proof")
            } else {
                ""
            },
        };
        let status = if errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        self.page(status, "booking/details.html", &page)
    }
}
