//! "Tell me when a time becomes free": the form to join the waiting list.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::Request;
use axum::response::Response;
use jiff::civil::Date;
use practice::booking::FieldError;
use practice::waiting::Part;
use serde::Serialize;

use super::typed::{DATES, Typed, boxes};
use crate::answer::{Failure, FieldView, Mistakes, PageFacts, Problem, see_other};
use crate::booking::address::times_of;
use crate::booking::choice::Choice;
use crate::booking::form::carried::{self, Hidden};
use crate::booking::form::choose_page::chosen;
use crate::booking::times::week::Week;
use crate::booking::when;
use crate::link::waiting_address;
use crate::request::{Encoding, Fields, Network, read_fields};
use crate::{App, Published};

/// What the form sends.
const FORM_FIELDS: [&str; 17] = [
    "service",
    "minutes",
    "therapist",
    "week",
    "draft",
    "from_day",
    "from_month",
    "from_year",
    "to_day",
    "to_month",
    "to_year",
    "morning",
    "afternoon",
    "evening",
    "name",
    "email",
    "phone",
];

#[derive(Serialize)]
struct FormPage<'a> {
    page: PageFacts,
    problem: Option<Problem>,
    back: String,
    hidden: Vec<Hidden>,
    service: &'a str,
    minutes: u16,
    who: String,
    zone: String,
    from: DateView<'a>,
    to: DateView<'a>,
    parts: PartsView<'a>,
    name: FieldView<'a>,
    email: FieldView<'a>,
    phone: FieldView<'a>,
}

#[derive(Serialize)]
struct DateView<'a> {
    day: &'a str,
    month: &'a str,
    year: &'a str,
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct PartsView<'a> {
    morning: bool,
    afternoon: bool,
    evening: bool,
    error: Option<&'a str>,
}

/// `GET /booking/waiting`
pub(in crate::booking) async fn open(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let published = app.published();
    let mut fields = app.read_address(query)?;
    let choice = chosen(&published, &fields)?;
    let today = when::local_date(app.now(), &published.catalogue.practice);
    fill_in_week(&mut fields, today);
    Ok(published.waiting_form(&fields, &choice, &[]))
}

/// `POST /booking/waiting`
pub(in crate::booking) async fn send(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&FORM_FIELDS)?;
    let choice = chosen(&published, &fields)?;
    let typed = Typed::in_boxes(&fields);
    let joined = app.join_list(&published.catalogue, &choice, &fields, (typed, network));
    match joined.await {
        Ok(joined) => Ok(see_other(&waiting_address(&joined.token))),
        Err(Failure::Fields(errors)) => Ok(published.waiting_form(&fields, &choice, &errors)),
        Err(failure) => Err(failure),
    }
}

impl Published {
    /// Draws the form, with what is wrong beside each field.
    fn waiting_form(
        &self,
        fields: &Fields,
        choice: &Choice<'_>,
        errors: &[FieldError],
    ) -> Response {
        let mistakes = Mistakes(errors);
        let practice = &self.catalogue.practice;
        let date = |name: &str| {
            let [day, month, year] = boxes(name).map(|name| fields.get(&name));
            DateView {
                day,
                month,
                year,
                error: mistakes.beside(name),
            }
        };
        let field = |name: &str| mistakes.field(name, fields.get(name));
        let ticked = |part: Part| fields.has(part.as_str());
        let page = FormPage {
            page: PageFacts {
                title: mistakes.title("Tell me when a time becomes free"),
                description: "Say which days suit you, and hear of it when a time becomes free.",
                address: "/booking/waiting",
            },
            problem: mistakes.problem(),
            back: times_of(choice, fields),
            hidden: hidden(choice, fields),
            service: &choice.service.page.title,
            minutes: choice.offer.minutes,
            who: choice.with_whom(),
            zone: when::zone(practice),
            from: date(DATES[0].0),
            to: date(DATES[1].0),
            parts: PartsView {
                morning: ticked(Part::Morning),
                afternoon: ticked(Part::Afternoon),
                evening: ticked(Part::Evening),
                error: mistakes.beside("parts"),
            },
            name: field("name"),
            email: field("email"),
            phone: field("phone"),
        };
        self.page(mistakes.status(), "booking/waiting_form.html", &page)
    }
}

/// Fills in the week that was looked at, as far as it is to come: that is when a time was wanted.
fn fill_in_week(fields: &mut Fields, today: Date) {
    let week = fields.get("week").parse().map(Week::of);
    let Ok(week) = week else {
        return;
    };
    if week.sunday() < today {
        return;
    }
    for ((name, _), date) in DATES.iter().zip([week.monday.max(today), week.sunday()]) {
        let written = ["%-d", "%-m", "%Y"].map(|part| date.strftime(part).to_string());
        for (name, value) in boxes(name).iter().zip(written) {
            fields.set(name, value);
        }
    }
}

/// What the form sends along.
fn hidden(choice: &Choice<'_>, fields: &Fields) -> Vec<Hidden> {
    let mut hidden = carried::of_choice(choice);
    let given = ["week", "draft"]
        .into_iter()
        .filter(|name| fields.has(name));
    hidden.extend(given.map(|name| carried::hidden(name, fields.get(name))));
    hidden
}
