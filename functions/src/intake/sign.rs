//! "Sign and send": what the client agrees to, their signature, and the one button that sends it all.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::FieldError;
use practice::form::Answers;
use serde::Serialize;
use site_gen::view::form::{Given, SectionView};

use super::address::within;
use super::not_now::NotNow;
use super::page::facts;
use super::visit::Opened;
use super::{Intake, intake_address, list};
use crate::answer::{Failure, Mistakes, PageFacts, Problem, see_other};
use crate::limits::Effort;
use crate::request::{Encoding, Fields, Network, read_fields};
use crate::store::NotSent;

/// The version of the form's state that was seen.
const SEEN: &str = "seen";
/// The version of the form that is signed.
const FORM_VERSION: &str = "form_version";

#[derive(Serialize)]
struct SignPage<'a> {
    page: PageFacts,
    problem: Option<Problem>,
    back: String,
    action: String,
    notice: &'a str,
    sections: Vec<SectionView>,
    seen: u64,
    form_version: String,
}

/// `GET /intake/{token}/sign`
pub(super) async fn show(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let opened = intake.open(token).await?;
    if opened.is_sent() {
        return Ok(see_other(&within(&opened.token, "done")));
    }
    if !opened.is_ready() {
        return Ok(see_other(&intake_address(&opened.token)));
    }
    Ok(opened.sign_page(&Fields::default(), &[], ("", StatusCode::OK)))
}

/// `POST /intake/{token}/sign`
pub(super) async fn send(
    State(intake): State<Intake>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    let opened = intake.open(token).await?;
    if opened.is_sent() {
        return Ok(see_other(&within(&opened.token, "done")));
    }
    if fields.get(FORM_VERSION) != opened.form().version {
        return Ok(opened.sign_again(CHANGED_FORM));
    }
    opened.refuse_strangers(&fields)?;
    let (answers, errors) = opened.signed(&fields);
    if !errors.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(opened.sign_page(&fields, &errors, ("", status)));
    }
    let complete = match opened.form().check(answers, &opened.visit()) {
        Ok(complete) => complete,
        Err(errors) => return Ok(list::page(&opened, &errors)),
    };
    let not_now = |failure| opened.sign_later(&fields, failure);
    let admitted = match intake.ground.admit(network, Effort::None).await {
        Ok(admitted) => admitted,
        Err(failure) => return not_now(failure),
    };
    let seen = fields.get(SEEN).parse().unwrap_or(0);
    match intake
        .submit(&opened, complete, Some(seen), &admitted)
        .await?
    {
        Ok(()) | Err(NotSent::Sent) => Ok(see_other(&within(&opened.token, "done"))),
        Err(NotSent::Store(error)) => not_now(error.into()),
        Err(NotSent::Changed) => {
            let now = intake.open_by(opened.token.clone()).await?;
            Ok(now.sign_again(CHANGED_ANSWERS))
        }
    }
}

const CHANGED_FORM: &str = "This form has changed since you opened this page, so nothing was sent. What still fits is kept: look through it, then sign again.";
const CHANGED_ANSWERS: &str = "You changed an answer in another window since you opened this page, so nothing was sent. Check your answers, then sign again.";

impl Opened {
    fn refuse_strangers(&self, fields: &Fields) -> Result<(), Vec<FieldError>> {
        let sections = self.signed_sections().into_iter();
        let names: Vec<_> = sections
            .flat_map(|section| self.form().names(section))
            .collect();
        let known = names.iter().map(String::as_str);
        fields.only(&known.chain([SEEN, FORM_VERSION]).collect::<Vec<_>>())
    }

    /// What was saved with what is signed now, and what is wrong with the latter.
    fn signed(&self, fields: &Fields) -> (Answers, Vec<FieldError>) {
        let text = |name: &str| fields.has(name).then(|| fields.get(name));
        let (mut answers, mut errors) = (self.answers.clone(), Vec::new());
        for section in self.signed_sections() {
            let read = self
                .form()
                .read_section(section, &text, &answers, &self.visit());
            answers.extend(read.answers);
            errors.extend(read.errors);
        }
        (answers, errors)
    }

    /// The page again, unsigned; or the list, if there is something to answer first.
    fn sign_again(&self, notice: &'static str) -> Response {
        if !self.is_ready() {
            return list::page(self, &[]);
        }
        self.sign_page(&Fields::default(), &[], (notice, StatusCode::CONFLICT))
    }

    /// The page as it was filled in, where it cannot be sent at this moment.
    fn sign_later(&self, fields: &Fields, failure: Failure) -> Result<Response, Failure> {
        let not_now = NotNow::of(failure)?;
        let page = self.sign_page(fields, &[], (&not_now.words, not_now.status));
        Ok(not_now.on(page))
    }

    fn sign_page(
        &self,
        fields: &Fields,
        errors: &[FieldError],
        (notice, status): (&str, StatusCode),
    ) -> Response {
        let problem = Mistakes(errors).problem();
        let visit = self.visit();
        let given = Given {
            answers: &self.answers,
            visit: &visit,
            text: &|name| fields.has(name).then(|| fields.get(name).to_owned()),
            errors,
        };
        let sections = self.signed_sections().into_iter();
        let sections = sections.map(|section| SectionView::of(self.form(), section, given));
        let page = SignPage {
            page: facts("Sign and send", problem.as_ref()),
            problem,
            back: within(&self.token, "check"),
            action: within(&self.token, "sign"),
            notice,
            sections: sections
                .filter(|section| !section.fields.is_empty())
                .collect(),
            seen: self.state.as_ref().map_or(0, |state| state.version),
            form_version: self.form().version.clone(),
        };
        self.published.page(status, "intake/sign.html", &page)
    }
}
