//! Erasing a client: first what goes and what stays, then their name typed, then it is done.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::FullName;
use practice::retention::Kind;
use serde::Serialize;
use site_gen::words;

use super::found::{Line, lines};
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::access::field::{FieldView, ProblemView};
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_fields};
use crate::store::Plan;

#[derive(Serialize)]
struct ErasePage<'a> {
    page: PageFacts,
    name: &'a str,
    action: String,
    back: String,
    goes: Vec<Line>,
    stays: Stays,
    /// How many appointments are to come; while there are some, nothing is erased.
    to_come: usize,
    /// Until when the practice means to keep the record; none once that is over.
    kept_until: Option<String>,
    typed: FieldView<'a>,
    early_error: Option<&'static str>,
    problem: Option<ProblemView<'a>>,
}

#[derive(Serialize)]
struct Stays {
    bookings: u32,
    /// Until when those are kept as numbers.
    until: String,
}

/// What is wrong with what was sent.
#[derive(Clone, Copy, Default)]
struct Wrong {
    name: Option<&'static str>,
    early: Option<&'static str>,
}

/// `GET /desk/clients/{client}/erase`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let plan = desk.erasure_plan(&client).await?;
    let page = desk.erase_page(&plan, "", Wrong::default());
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/erase.html", &page))
}

/// `POST /desk/clients/{client}/erase`
pub(super) async fn send(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["name", "early"])?;
    let plan = desk.erasure_plan(&client).await?;
    let typed = fields.get("name");
    let wrong = Wrong {
        name: (!is_name_of(&plan, typed)).then_some("Type the client's name as it stands above"),
        early: (desk.kept_until(&plan).is_some() && fields.get("early") != "yes")
            .then_some("Say that the record may go before its time"),
    };
    let to_come = plan.to_come(desk.app.now()) > 0;
    if to_come || wrong.name.is_some() || wrong.early.is_some() {
        let status = match to_come {
            true => StatusCode::CONFLICT,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let page = desk.erase_page(&plan, typed, wrong);
        return Ok(desk.page(&signed_in, status, "desk/erase.html", &page));
    }
    let (published, store) = (desk.app.published(), &desk.app.store);
    let by = (signed_in.actor(), desk.app.now());
    let erasure = store.begin_erasure(plan, by).await?;
    let erasure = store.erase(&published.catalogue, erasure, by).await?;
    Ok(see_other(&super::erasures::address(&erasure)))
}

impl Desk {
    async fn erasure_plan(&self, client: &str) -> Result<Plan, Failure> {
        let (published, secret) = (self.app.published(), &self.app.secret);
        let store = &self.app.store;
        let plan = store.plan_erasure(&published.catalogue, secret, client);
        plan.await?.ok_or(Failure::NotFound)
    }

    /// Until when the practice means to keep a record that there is.
    fn kept_until(&self, plan: &Plan) -> Option<String> {
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        let date = |at| practice.timezone.to_datetime(at).date();
        let (last, today) = (date(plan.last()), date(self.app.now()));
        let over = practice.retention.is_over(Kind::Record, last, today);
        let until = practice.retention.kept_until(Kind::Record, last);
        (plan.has_record() && !over).then(|| words::date(until))
    }

    fn erase_page<'a>(&self, plan: &'a Plan, typed: &'a str, wrong: Wrong) -> ErasePage<'a> {
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        let last = practice.timezone.to_datetime(plan.last()).date();
        let errors = [("#name", wrong.name), ("#early", wrong.early)];
        let errors: Vec<_> = errors
            .into_iter()
            .filter_map(|(href, error)| Some((href, error?)))
            .collect();
        let title = "Erase a client";
        ErasePage {
            page: PageFacts {
                title: match errors.is_empty() {
                    true => title.to_owned(),
                    false => format!("Error: {title}"),
                },
                description: "What goes and what stays when a client is erased.",
                address: "/desk/clients",
            },
            name: &plan.client.name,
            action: format!("/desk/clients/{}/erase", plan.client.id),
            back: format!("/desk/clients/{}", plan.client.id),
            goes: lines(&plan.found),
            stays: Stays {
                bookings: plan.found.bookings,
                until: words::date(practice.retention.kept_until(Kind::Accounts, last)),
            },
            to_come: plan.to_come(self.app.now()),
            kept_until: self.kept_until(plan),
            typed: FieldView {
                value: typed,
                error: wrong.name,
            },
            early_error: wrong.early,
            problem: (!errors.is_empty()).then(|| ProblemView::of(errors)),
        }
    }
}

/// Whether it is their name, however it is spaced and in whatever case.
fn is_name_of(plan: &Plan, typed: &str) -> bool {
    let folded = |name| FullName::parse(name).ok().map(|name| name.folded());
    folded(typed).is_some_and(|typed| Some(typed) == folded(&plan.client.name))
}
