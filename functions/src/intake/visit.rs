//! What a link leads to: the booking, how far its form is, and what was saved of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use jiff::Timestamp;
use jiff::civil::Date;
use practice::Id;
use practice::form::{Answer, Answers, Form, Kind, Level, Section, Visit};
use serde::{Deserialize, Serialize};

use super::{FORM, Intake};
use crate::Published;
use crate::answer::Failure;
use crate::booking::when::local_date;
use crate::link::{booking_of, known_by};
use crate::sealing::Sealed;
use crate::sealing::draft::{DraftPlace, open, seal};
use crate::store::{Booking, Draft, IntakeState};

/// A booking's form, opened with its link.
pub(super) struct Opened {
    pub(super) token: String,
    pub(super) published: Arc<Published>,
    pub(super) booking: Booking,
    pub(super) state: Option<IntakeState>,
    /// The sections that were saved, with their versions.
    pub(super) saved: BTreeMap<String, u64>,
    /// What was saved, as far as it fits the form as it is now.
    pub(super) answers: Answers,
    /// Whether the form has changed since some of it was saved.
    pub(super) changed: bool,
    /// When this client last signed a form.
    pub(super) last_signed: Option<Timestamp>,
    service: Id,
    today: Date,
}

/// How far a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    NotStarted,
    Started,
    Done,
}

/// What a draft holds.
#[derive(Serialize, Deserialize)]
struct Saved {
    answers: Answers,
}

impl Intake {
    /// Opens the form a link leads to. Wrong, foreign and expired tokens get one answer.
    pub(super) async fn open(
        &self,
        token: Result<Path<String>, PathRejection>,
    ) -> Result<Opened, Failure> {
        let Path(token) = token?;
        self.open_by(token).await
    }

    pub(super) async fn open_by(&self, token: String) -> Result<Opened, Failure> {
        let published = self.ground.published();
        let form = published.catalogue.form(FORM).ok_or(Failure::NotFound)?;
        let id = booking_of(&token).ok_or(Failure::NotFound)?;
        let read = self.ground.store.intake(&id).await?;
        let read = read.ok_or(Failure::NotFound)?;
        let (booking, now) = (read.booking, self.ground.now());
        if booking.link != known_by(&token) || now >= booking.end {
            return Err(Failure::NotFound);
        }
        if !booking.is_active() {
            return Err(Failure::NotActive(booking.status));
        }
        let last_signed = self.last_signed(&booking, read.state.as_ref()).await?;
        let Held { answers, changed } = Held::of(&token, &booking.id, form, &read.drafts);
        Ok(Opened {
            service: Id::parse(&booking.service).map_err(|_| Failure::Broken)?,
            today: local_date(now, &published.catalogue.practice),
            saved: read
                .drafts
                .into_iter()
                .map(|draft| (draft.section, draft.version))
                .collect(),
            token,
            published,
            booking,
            state: read.state,
            answers,
            changed,
            last_signed,
        })
    }

    /// When the client of a booking last signed a form; of one that is sent it does not matter.
    async fn last_signed(
        &self,
        booking: &Booking,
        state: Option<&IntakeState>,
    ) -> Result<Option<Timestamp>, Failure> {
        if state.is_some_and(|state| state.sent_at().is_some()) {
            return Ok(None);
        }
        let owner = self.owner(booking).await?;
        let own = self.ground.store.last_signed(&booking.client).await?;
        if owner == booking.client {
            return Ok(own);
        }
        Ok(own.max(self.ground.store.last_signed(&owner).await?))
    }

    /// Under whom a booking's form is filed: its client, or who they were found to be.
    pub(super) async fn owner(&self, booking: &Booking) -> Result<String, Failure> {
        let led_to = self.ground.store.led_to(&booking.client).await?;
        Ok(led_to.unwrap_or_else(|| booking.client.clone()))
    }
}

impl Opened {
    pub(super) fn form(&self) -> &Form {
        let form = self.published.catalogue.form(FORM);
        form.expect("it was there when the link was opened, and nothing changes what was published")
    }

    pub(super) fn visit(&self) -> Visit<'_> {
        Visit {
            service: &self.service,
            returning: self.last_signed.is_some(),
            today: self.today,
        }
    }

    /// Sees that the form was not sent yet.
    pub(super) fn unsent(self) -> Result<Self, Failure> {
        let sent = self.state.as_ref().and_then(IntakeState::sent_at);
        if sent.is_some() {
            return Err(Failure::FormSent);
        }
        Ok(self)
    }

    pub(super) fn is_sent(&self) -> bool {
        let sent = self.state.as_ref().and_then(IntakeState::sent_at);
        sent.is_some()
    }

    /// The sections that are asked and saved one by one, in order.
    pub(super) fn sections(&self) -> Vec<&Section> {
        let shown = self.form().shown(&self.answers, &self.visit());
        let ids: Vec<_> = shown.iter().map(|shown| &shown.section.id).collect();
        let sections = self.form().sections.iter();
        let asked = sections.filter(|section| ids.contains(&&section.id));
        asked.filter(|section| !is_signed(section)).collect()
    }

    /// The sections that are answered when the form is signed.
    pub(super) fn signed_sections(&self) -> Vec<&Section> {
        let sections = self.form().sections.iter();
        sections.filter(|section| is_signed(section)).collect()
    }

    /// How far a section is.
    pub(super) fn stage(&self, section: &Section) -> Stage {
        if !self.saved.contains_key(&section.id) {
            return Stage::NotStarted;
        }
        let posted = posted(section, &self.answers);
        let text = |name: &str| posted.get(name).map(String::as_str);
        let read = self
            .form()
            .read_section(section, &text, &self.answers, &self.visit());
        if read.errors.is_empty() {
            Stage::Done
        } else {
            Stage::Started
        }
    }

    /// The first section after this one that is not done; of none: the first of all.
    pub(super) fn next_after(&self, section: Option<&str>) -> Option<&Section> {
        let sections = self.sections();
        let after = section.and_then(|id| sections.iter().position(|section| section.id == id));
        let start = after.map_or(0, |at| at + 1);
        let (before, after) = sections.split_at(start.min(sections.len()));
        let mut open = after.iter().chain(before);
        open.find(|section| self.stage(section) != Stage::Done)
            .copied()
    }

    /// Whether every section that is asked is done.
    pub(super) fn is_ready(&self) -> bool {
        self.next_after(None).is_none()
    }

    /// What the client is told to do, of each red flag that what is saved raises.
    pub(super) fn advice(&self) -> Vec<String> {
        self.advice_on(&self.answers)
    }

    /// The same, of these answers.
    pub(super) fn advice_on(&self, answers: &Answers) -> Vec<String> {
        let flags = self.form().flags(answers, &self.visit());
        let red = flags.into_iter().filter(|flag| flag.level == Level::Red);
        let mut advice: Vec<_> = red.map(|flag| flag.advice).collect();
        advice.dedup();
        advice
    }

    /// Whether these drafts, with the answers of a section that is being saved, raise a red flag.
    pub(super) fn needs_review(
        &self,
        drafts: &[Draft],
        section: &Section,
        answers: &Answers,
    ) -> bool {
        let others: Vec<_> = drafts
            .iter()
            .filter(|draft| draft.section != section.id)
            .cloned()
            .collect();
        let mut held = Held::of(&self.token, &self.booking.id, self.form(), &others).answers;
        held.extend(answers.clone());
        let flags = self.form().flags(&held, &self.visit());
        flags.iter().any(|flag| flag.level == Level::Red)
    }

    /// The answers of a section, sealed under the link.
    pub(super) fn seal(&self, section: &Section, answers: &Answers) -> Result<Sealed, Failure> {
        let saved = Saved {
            answers: answers.clone(),
        };
        let text = serde_json::to_vec(&saved).map_err(|_| Failure::Broken)?;
        let place = DraftPlace {
            booking: &self.booking.id,
            section: &section.id,
        };
        seal(&self.token, place, &text).map_err(|error| {
            tracing::error!("A draft cannot be sealed: {error}");
            Failure::Broken
        })
    }

    /// What is known of the client from their booking, by the fields that ask for it.
    pub(super) fn prefilled(&self) -> Answers {
        let known = [
            ("full_name", Some(self.booking.name.clone())),
            ("email", Some(self.booking.email.clone())),
            ("phone", self.booking.phone.clone()),
        ];
        let fields = known.into_iter().filter_map(|(id, text)| {
            let field = self.form().field(id)?;
            let typed = matches!(field.kind, Kind::Text { .. } | Kind::Phone);
            Some((id.to_owned(), Answer::Text(text.filter(|_| typed)?)))
        });
        fields.collect()
    }
}

/// What drafts hold, as far as they open and fit.
struct Held {
    answers: Answers,
    changed: bool,
}

impl Held {
    fn of(token: &str, booking: &str, form: &Form, drafts: &[Draft]) -> Self {
        let mut held = Self {
            answers: Answers::default(),
            changed: false,
        };
        for draft in drafts {
            let Some(answers) = opened(token, booking, draft) else {
                continue;
            };
            if draft.form_version == form.version {
                held.answers.extend(answers);
            } else {
                held.answers.extend(form.fit(answers).answers);
                held.changed = true;
            }
        }
        held
    }
}

/// What one draft holds; one that does not open is logged by its place, and answered anew.
fn opened(token: &str, booking: &str, draft: &Draft) -> Option<Answers> {
    let place = DraftPlace {
        booking,
        section: &draft.section,
    };
    let opened = open(token, place, &draft.sealed);
    let opened = opened.inspect_err(|error| tracing::error!("A draft cannot be read: {error}"));
    let saved: Saved = serde_json::from_slice(&opened.ok()?).ok()?;
    Some(saved.answers)
}

/// Whether a section is answered when the form is signed: it holds the signature, or nothing but
/// consents.
fn is_signed(section: &Section) -> bool {
    let mut fields = section.fields.iter();
    let signs = fields.any(|field| matches!(field.kind, Kind::Signature));
    let mut fields = section.fields.iter();
    signs || fields.all(|field| matches!(field.kind, Kind::Consent { .. }))
}

/// Answers to a section, as its page posts them.
pub(super) fn posted(section: &Section, answers: &Answers) -> BTreeMap<String, String> {
    let fields = section.fields.iter();
    let posted = fields.filter_map(|field| field.posted(answers.get(&field.id)?));
    posted.flatten().collect()
}
