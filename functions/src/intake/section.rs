//! One section of a form: shown, and saved by itself.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::FieldError;
use practice::form::{Answers, Level, Section};
use serde::Serialize;
use site_gen::view::form::{Answered, Given, SectionView, answered};

use super::address::within;
use super::not_now::NotNow;
use super::page::facts;
use super::visit::{Opened, posted};
use super::{Intake, intake_address};
use crate::answer::{Failure, Mistakes, PageFacts, Problem, see_other};
use crate::limits::{Admitted, Effort};
use crate::request::{Encoding, Fields, Network, read_fields};
use crate::store::{NotSaved, Saving};

/// The version of the section that was seen.
const SEEN: &str = "seen";
/// The version of the form that was answered.
const FORM_VERSION: &str = "form_version";
/// What to do after it is saved.
const THEN: &str = "then";

#[derive(Serialize)]
struct SectionPage<'a> {
    page: PageFacts,
    problem: Option<Problem>,
    back: String,
    action: String,
    section: SectionView,
    seen: u64,
    form_version: String,
    notice: &'a str,
    /// What was saved elsewhere meanwhile.
    saved: Vec<Answered>,
    /// Which part of how many it is.
    at: usize,
    of: usize,
}

/// What a section's page is drawn with, beside what was saved.
struct Drawn<'a> {
    text: &'a dyn Fn(&str) -> Option<String>,
    answers: &'a Answers,
    errors: &'a [FieldError],
    notice: &'a str,
    saved: Vec<Answered>,
    status: StatusCode,
}

/// `GET /intake/{token}/{section}`
pub(super) async fn show(
    State(intake): State<Intake>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Failure> {
    let Path((token, id)) = path?;
    let opened = intake.open_by(token).await?;
    if opened.is_sent() {
        return Ok(see_other(&within(&opened.token, "done")));
    }
    let section = opened.section(&id)?;
    Ok(opened.section_page(section, &saved(&opened, section)))
}

/// `POST /intake/{token}/{section}`
pub(super) async fn send(
    State(intake): State<Intake>,
    path: Result<Path<(String, String)>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path((token, id)) = path?;
    let fields = read_fields(request, Encoding::Form).await?;
    let opened = intake.open_by(token).await?.unsent()?;
    let section = opened.section(&id)?;
    let current = fields.get(FORM_VERSION) == opened.form().version;
    if current {
        let names = opened.form().names(section);
        let known = names.iter().map(String::as_str);
        fields.only(&known.chain([SEEN, FORM_VERSION, THEN]).collect::<Vec<_>>())?;
    }
    let text = |name: &str| fields.has(name).then(|| fields.get(name));
    let visit = opened.visit();
    let read = opened
        .form()
        .read_section(section, &text, &opened.answers, &visit);
    if !current {
        return Ok(opened.form_has_changed(section, &fields, &read.answers));
    }
    if !may_be_saved(&fields, &read.answers, &read.errors) {
        return Ok(opened.mend(section, &fields, &read.answers, &read.errors));
    }
    let not_now = |failure| opened.save_later(section, &fields, &read.answers, failure);
    let admitted = match intake.ground.admit(network, Effort::None).await {
        Ok(admitted) => admitted,
        Err(failure) => return not_now(failure),
    };
    match intake
        .save(&opened, section, &fields, &read.answers, &admitted)
        .await
    {
        Ok(()) => {}
        Err(NotSaved::Sent) => return Err(Failure::FormSent),
        Err(NotSaved::Store(error)) => return not_now(error.into()),
        Err(NotSaved::Changed) => {
            let now = intake.open_by(opened.token.clone()).await?;
            return now.saved_elsewhere(&id, &fields, &read.answers);
        }
    }
    let saved = intake.open_by(opened.token.clone()).await?;
    Ok(see_other(&saved.after(&id, fields.get(THEN))))
}

impl Intake {
    async fn save(
        &self,
        opened: &Opened,
        section: &Section,
        fields: &Fields,
        answers: &Answers,
        _admitted: &Admitted,
    ) -> Result<(), NotSaved> {
        let sealed = opened
            .seal(section, answers)
            .map_err(|_| crate::store::StoreError::Broken)?;
        let form = opened.form();
        let saving = Saving {
            booking: &opened.booking,
            form: (form.id.as_str(), &form.version),
            section: &section.id,
            seen: fields.get(SEEN).parse().unwrap_or(0),
            sealed,
            review: &|drafts| opened.needs_review(drafts, section, answers),
            grace: self.ground.mail_grace,
        };
        self.ground
            .store
            .save_draft(&saving, self.ground.now())
            .await
    }

    /// The same for a section that nobody typed into.
    pub(super) async fn save_unseen(
        &self,
        opened: &Opened,
        section: &Section,
        answers: &Answers,
        admitted: &Admitted,
    ) -> Result<(), NotSaved> {
        self.save(opened, section, &Fields::default(), answers, admitted)
            .await
    }
}

impl Opened {
    /// The section of this id, if it is asked and saved by itself.
    fn section(&self, id: &str) -> Result<&Section, Failure> {
        let mut sections = self.sections().into_iter();
        sections
            .find(|section| section.id == *id)
            .ok_or(Failure::NotFound)
    }

    /// Where to go on once a section is saved.
    fn after(&self, section: &str, then: &str) -> String {
        let flags = self.form().flags(&self.answers, &self.visit());
        let mut red = flags.iter().filter(|flag| flag.level == Level::Red);
        let fields = self.form().section(section).map(|section| &section.fields);
        let is_here = |id: &str| fields.is_some_and(|fields| fields.iter().any(|one| one.id == id));
        if red.any(|flag| is_here(&flag.field)) {
            return within(&self.token, "stop");
        }
        match (then, self.next_after(Some(section))) {
            ("more", _) => within(&self.token, section),
            ("later", _) => intake_address(&self.token),
            (_, Some(next)) => within(&self.token, &next.id),
            (_, None) => within(&self.token, "check"),
        }
    }

    fn section_page(&self, section: &Section, text: &BTreeMap<String, String>) -> Response {
        self.draw(
            section,
            &Drawn {
                text: &|name| text.get(name).cloned(),
                answers: &self.answers,
                errors: &[],
                notice: "",
                saved: Vec::new(),
                status: StatusCode::OK,
            },
        )
    }

    /// The section with what is wrong beside each question.
    fn mend(
        &self,
        section: &Section,
        fields: &Fields,
        answers: &Answers,
        errors: &[FieldError],
    ) -> Response {
        self.draw(
            section,
            &Drawn {
                text: &typed(fields),
                answers: &self.with(answers),
                errors,
                notice: "",
                saved: Vec::new(),
                status: StatusCode::UNPROCESSABLE_ENTITY,
            },
        )
    }

    /// The section with what was typed, where it cannot be saved at this moment.
    fn save_later(
        &self,
        section: &Section,
        fields: &Fields,
        answers: &Answers,
        failure: Failure,
    ) -> Result<Response, Failure> {
        let not_now = NotNow::of(failure)?;
        let page = self.draw(
            section,
            &Drawn {
                text: &typed(fields),
                answers: &self.with(answers),
                errors: &[],
                notice: &not_now.words,
                saved: Vec::new(),
                status: not_now.status,
            },
        );
        Ok(not_now.on(page))
    }

    /// The section as it is asked now, with what was typed as far as it fits.
    fn form_has_changed(&self, section: &Section, fields: &Fields, answers: &Answers) -> Response {
        self.draw(section, &Drawn {
            text: &typed(fields),
            answers: &self.with(answers),
            errors: &[],
            notice: "This form has changed while you filled it in, so nothing was saved. What still fits is kept below: look through it and save it again.",
            saved: Vec::new(),
            status: StatusCode::CONFLICT,
        })
    }

    /// The section with what was typed, and what was saved elsewhere.
    fn saved_elsewhere(
        &self,
        id: &str,
        fields: &Fields,
        answers: &Answers,
    ) -> Result<Response, Failure> {
        let section = self.section(id)?;
        let saved = answered(self.form(), &self.answers).into_iter();
        let mut saved = saved.filter(|saved| saved.id == section.id);
        let saved = saved.next().map_or(Vec::new(), |saved| saved.rows);
        Ok(self.draw(section, &Drawn {
            text: &typed(fields),
            answers: &self.with(answers),
            errors: &[],
            notice: "You saved this part in another window meanwhile. Both are here: what you saved there, and below it what you have just typed. Saving this page replaces what you saved there.",
            saved,
            status: StatusCode::CONFLICT,
        }))
    }

    /// What was saved, with these answers in place of what they answer.
    fn with(&self, answers: &Answers) -> Answers {
        let mut all = self.answers.clone();
        all.extend(answers.clone());
        all
    }

    fn draw(&self, section: &Section, drawn: &Drawn<'_>) -> Response {
        let problem = Mistakes(drawn.errors).problem();
        let sections = self.sections();
        let at = sections.iter().position(|one| one.id == section.id);
        let visit = self.visit();
        let given = Given {
            answers: drawn.answers,
            visit: &visit,
            text: drawn.text,
            errors: drawn.errors,
        };
        let page = SectionPage {
            page: facts(&section.title, problem.as_ref()),
            problem,
            back: intake_address(&self.token),
            action: within(&self.token, &section.id),
            section: SectionView::of(self.form(), section, given),
            seen: self.saved.get(&section.id).copied().unwrap_or(0),
            form_version: self.form().version.clone(),
            notice: drawn.notice,
            saved: drawn.saved.clone(),
            at: at.map_or(1, |at| at + 1),
            of: sections.len(),
        };
        self.published
            .page(drawn.status, "intake/section.html", &page)
    }
}

/// What stands in a section that is opened: what was saved; before that, what the booking knows.
fn saved(opened: &Opened, section: &Section) -> BTreeMap<String, String> {
    if opened.saved.contains_key(&section.id) {
        return posted(section, &opened.answers);
    }
    let mut known = posted(section, &opened.prefilled());
    known.extend(posted(section, &opened.answers));
    known
}

fn typed(fields: &Fields) -> impl Fn(&str) -> Option<String> {
    |name| fields.has(name).then(|| fields.get(name).to_owned())
}

/// Whether a section may be saved: there is nothing wrong, or it is put aside for later and what is
/// wrong is only what is still missing.
fn may_be_saved(fields: &Fields, answers: &Answers, errors: &[FieldError]) -> bool {
    let aside = matches!(fields.get(THEN), "later" | "more");
    let is_typed = |error: &FieldError| {
        let id = error.field.split('.').next().unwrap_or_default();
        answers.get(id).is_none() && fields.has_any_of(id)
    };
    errors.is_empty() || aside && !errors.iter().any(is_typed)
}
