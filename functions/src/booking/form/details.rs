//! "Your details": who the massage is for.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::Request;
use axum::response::Response;
use jiff::Timestamp;
use practice::Catalogue;
use practice::booking::FieldError;
use serde::Serialize;

use super::carried::{self, Hidden, Summary};
use super::choose_page::chosen;
use super::honeypot::HONEYPOT_FIELD;
use super::proof::is_proven;
use crate::answer::{Failure, FieldView, Mistakes, PageFacts, Problem, see_other};
use crate::booking::address;
use crate::booking::choice::{Choice, read_start, sent_start};
use crate::booking::making::{effort, read_contact, read_weeks};
use crate::booking::offered::Looked;
use crate::booking::series::weeks_most;
use crate::booking::times::page::Lost;
use crate::limits::Admitted;
use crate::link::manage_address;
use crate::request::{Fields, Network};
use crate::secret::random_key;
use crate::{App, Published};

#[derive(Serialize)]
struct DetailsPage<'a> {
    page: PageFacts,
    problem: Option<Problem>,
    back: String,
    hidden: Vec<Hidden>,
    summary: Summary,
    /// Until when the time is kept, in words; empty if it is not.
    kept: String,
    weeks: WeeksView<'a>,
    fields: FieldViews<'a>,
    proof: &'a str,
}

/// How many weeks in a row, to choose.
#[derive(Serialize)]
struct WeeksView<'a> {
    most: u8,
    chosen: &'a str,
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct FieldViews<'a> {
    name: FieldView<'a>,
    email: FieldView<'a>,
    phone: FieldView<'a>,
    note: FieldView<'a>,
    honeypot: FieldView<'a>,
}

/// `GET /booking/details`: a time was chosen. With a draft, the answers are there to be checked, or
/// to be changed.
pub(in crate::booking) async fn open(
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
            published.check_page(&app, &fields, &choice, start, &contact, None)
        }
        _ => published.details_page(&app, &fields, &choice, start, &[]),
    })
}

/// `POST /booking/details`: the answers, to be mended; or, if they are good, to be checked.
pub(in crate::booking) async fn send(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let mut fields = app.read_form(request).await?;
    let choice = chosen(&published, &fields)?;
    let errors = wrong_answers(&fields);
    if !errors.is_empty() {
        return app.mend_details(&published, &fields, &choice, errors).await;
    }
    let admitted = match app.admit(network, effort(&fields)).await {
        Ok(admitted) => admitted,
        Err(failure) => {
            let answers = address::change(&choice, fields.get("start"), &fields);
            return Ok(failure.leading_back(answers));
        }
    };
    let start = match app.free_start(&published, &choice, &fields).await? {
        Ok(start) => start,
        Err(lost) => return app.turn_away(&published, &fields, &choice, lost).await,
    };
    let errors = app.wrong_weeks(&published, &choice, start, &fields).await?;
    if !errors.is_empty() {
        return Ok(published.details_page(&app, &fields, &choice, start, &errors));
    }
    let catalogue = &published.catalogue;
    app.keep(catalogue, &choice, start, &mut fields, &admitted)
        .await?;
    Ok(see_other(&address::details(
        &choice,
        fields.get("start"),
        &fields,
    )))
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
        let held = self.hold_in(fields).unwrap_or_default();
        let own = held.as_ref().map(|hold| hold.id.as_str());
        let looked = Looked::of(&published.catalogue, choice, own);
        match self.refusal(&looked, start).await? {
            None => Ok(Ok(start)),
            Some(refusal) => Ok(Err(self.lost(&looked, start, refusal).await?)),
        }
    }

    /// The details again, with what is wrong with them.
    async fn mend_details(
        &self,
        published: &Published,
        fields: &Fields,
        choice: &Choice<'_>,
        mut errors: Vec<FieldError>,
    ) -> Result<Response, Failure> {
        let start = match self.free_start(published, choice, fields).await? {
            Ok(start) => start,
            Err(lost) => return self.turn_away(published, fields, choice, lost).await,
        };
        errors.extend(self.wrong_weeks(published, choice, start, fields).await?);
        Ok(published.details_page(self, fields, choice, start, &errors))
    }

    /// Which dates of a series cannot be had, if it is one.
    async fn wrong_weeks(
        &self,
        published: &Published,
        choice: &Choice<'_>,
        start: Timestamp,
        fields: &Fields,
    ) -> Result<Vec<FieldError>, Failure> {
        let Some(weeks) = read_weeks(fields).ok().filter(|weeks| *weeks > 1) else {
            return Ok(Vec::new());
        };
        let held = self.hold_in(fields).unwrap_or_default();
        let own = held.as_ref().map(|hold| hold.id.as_str());
        let looked = Looked::of(&published.catalogue, choice, own);
        let refused = self.weeks_refused(&looked, start, weeks).await?;
        Ok(refused.into_iter().collect())
    }

    /// Keeps the start for the client while the answers are checked: what is held is renewed once;
    /// where nothing was, it is held now. A start that is lost meanwhile is found so at the booking.
    async fn keep(
        &self,
        catalogue: &Catalogue,
        choice: &Choice<'_>,
        start: Timestamp,
        fields: &mut Fields,
        admitted: &Admitted,
    ) -> Result<(), Failure> {
        let held = match self.hold_in(fields).unwrap_or_default() {
            Some(hold) => self.renew_hold(catalogue, &hold, admitted).await?,
            None => {
                let held = self.take_hold(catalogue, choice, start, None, admitted);
                held.await.ok()
            }
        };
        if let Some(held) = held {
            fields.set("hold", held.token);
            self.draft_anew(fields);
        }
        Ok(())
    }

    /// The times again; unless what is in the way is the client's own booking, made by this very
    /// form, to which they have come back.
    pub(in crate::booking) async fn turn_away(
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

/// What is wrong with the answers, in the order of the form.
fn wrong_answers(fields: &Fields) -> Vec<FieldError> {
    let mut errors = read_contact(fields).err().unwrap_or_default();
    errors.extend(read_weeks(fields).err());
    errors
}

impl Published {
    /// Draws the page, with what is wrong beside each field.
    pub(in crate::booking) fn details_page(
        &self,
        app: &App,
        fields: &Fields,
        choice: &Choice<'_>,
        start: Timestamp,
        errors: &[FieldError],
    ) -> Response {
        let mistakes = Mistakes(errors);
        let mut hidden = carried::of_choice(choice);
        hidden.extend(["start", "key", "hold"].map(|name| carried::hidden(name, fields.get(name))));
        let field = |name: &str| mistakes.field(name, fields.get(name));
        let page = DetailsPage {
            page: PageFacts {
                title: mistakes.title("Your details"),
                description: "Who the massage is for, and how we can reach you.",
                address: "/booking/details",
            },
            problem: mistakes.problem(),
            back: address::times(choice, fields.get("start"), fields),
            hidden,
            kept: app.kept(fields, start, &self.catalogue.practice),
            weeks: WeeksView {
                most: weeks_most(start, &self.catalogue.practice, app.now()),
                chosen: fields.get("weeks"),
                error: mistakes.beside("weeks"),
            },
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
        self.page(mistakes.status(), "booking/details.html", &page)
    }
}
