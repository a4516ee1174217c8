//! A client without JavaScript, who goes through the form page by page and answers everything.

use std::collections::{BTreeMap, BTreeSet};

use practice::form::Form;
use reqwest::StatusCode;
use serde_json::json;

use super::filling::{Answering, Filled};
use super::story::Visit;
use super::{takes_words, typing};
use crate::harness::{Served, booking_with};
use crate::intake::{Posted, page, post_as_it_is};
use crate::page::Page;

/// How often a page may come back, because an answer opened a question.
const ROUNDS_MAX: usize = 3;

/// Somebody at a browser.
pub(super) struct Client<'w> {
    served: &'w Served,
    form: &'w Form,
    /// Every address that they were led to or shown.
    pub(super) addresses: Vec<String>,
}

/// What was typed and chosen at a visit, by the names of the boxes.
pub(super) struct Story {
    pub(super) booking: String,
    pub(super) token: String,
    filled: BTreeMap<String, String>,
}

impl<'w> Client<'w> {
    pub(super) fn of(served: &'w Served, form: &'w Form) -> Self {
        Self {
            served,
            form,
            addresses: Vec::new(),
        }
    }

    /// Books a visit, of which nothing is told yet.
    pub(super) async fn books(&self, visit: &Visit) -> Story {
        let wanted = json!({
            "service": visit.service, "minutes": visit.minutes, "start": visit.start,
            "therapist": visit.therapist,
        });
        let wanted = booking_with(visit.client, &wanted);
        let (status, made) = self.served.book(visit.start, &wanted).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        let word = |name: &str| made[name].as_str().expect("a text").to_owned();
        Story {
            booking: word("id"),
            token: word("token"),
            filled: BTreeMap::new(),
        }
    }

    /// Books a visit, fills in its form, signs and sends it.
    pub(super) async fn tells(&mut self, visit: &Visit) -> Story {
        let mut story = self.saves(visit).await;
        let answering = self.answering(visit);
        self.look(&story.token, "check").await;
        let led = self.answers(&answering, &mut story, "sign").await;
        assert_eq!(led, format!("/intake/{}/done", story.token));
        self.look(&story.token, "done").await;
        story
    }

    /// The same, but neither signs nor sends it.
    pub(super) async fn saves(&mut self, visit: &Visit) -> Story {
        let mut story = self.books(visit).await;
        let answering = self.answering(visit);
        while let Some(section) = self.next_section(&story.token).await {
            let led = self.answers(&answering, &mut story, &section).await;
            let name = led.rsplit('/').next().unwrap_or_default().to_owned();
            self.look(&story.token, &name).await;
        }
        story
    }

    fn answering(&self, visit: &Visit) -> Answering<'w> {
        Answering {
            form: self.form,
            born: visit.born,
        }
    }

    /// The first part that the list does not call done; none once all are.
    async fn next_section(&mut self, token: &str) -> Option<String> {
        let list = self.look(token, "").await;
        assert_eq!(list.status, StatusCode::OK, "{}", list.html);
        let parts = list.all(".task a", "href");
        let stages = list.all(".task-state", "class");
        let open = parts.iter().zip(&stages);
        let mut open = open.filter(|(_, stage)| !stage.contains("task-done"));
        open.next()
            .and_then(|(part, _)| part.rsplit('/').next().map(str::to_owned))
    }

    /// Fills in a page, again where an answer opens a question, and gives where that leads.
    async fn answers(
        &mut self,
        answering: &Answering<'_>,
        story: &mut Story,
        name: &str,
    ) -> String {
        let action = format!("/intake/{}/{name}", story.token);
        let mut shown = self.look(&story.token, name).await;
        let mut rounds = 0;
        loop {
            let filled = answering.fill(&shown, &action);
            let posted = self.sends(&story.token, name, &filled).await;
            if posted.status == StatusCode::SEE_OTHER {
                story.filled.extend(filled);
                return posted.location;
            }
            rounds += 1;
            let wrong = posted.page.text(".error-summary");
            assert!(rounds < ROUNDS_MAX, "{name} is not taken: {wrong}");
            shown = posted.page;
        }
    }

    async fn sends(&mut self, token: &str, name: &str, filled: &Filled) -> Posted {
        let fields: Vec<_> = filled.clone().into_iter().collect();
        let posted = post_as_it_is(self.served, token, name, &fields).await;
        self.addresses.push(posted.location.clone());
        self.addresses.extend(addresses_in(&posted.page));
        posted
    }

    async fn look(&mut self, token: &str, name: &str) -> Page {
        let shown = page(self.served, token, name).await;
        self.addresses.extend(addresses_in(&shown));
        shown
    }
}

impl Story {
    /// The words that were typed.
    pub(super) fn words(&self) -> Vec<String> {
        self.words_of(|_| true)
    }

    /// Those of them that answer a question of this visit: whoever says that a part is still true is
    /// asked nothing more of it, and what they type there all the same is dropped.
    pub(super) fn kept_words(&self, form: &Form) -> Vec<String> {
        let kept = self.fields(form);
        self.words_of(|name| kept.contains(id_in(name)))
    }

    fn words_of(&self, is_of: impl Fn(&str) -> bool) -> Vec<String> {
        let words = self.filled.iter().filter(|(name, _)| is_of(name));
        let mut words: Vec<_> = words.map(|(_, word)| word.clone()).collect();
        words.retain(|word| typing::is_marker(word));
        words
    }

    /// The fields of the form that were asked and answered.
    pub(super) fn fields(&self, form: &Form) -> BTreeSet<String> {
        let ids: BTreeSet<_> = self.filled.keys().map(|name| id_in(name)).collect();
        let sections = form.sections.iter().flat_map(|section| {
            let question = format!("{}_still_true", section.id);
            let spared = self.filled.get(&question).is_some_and(|said| said == "yes");
            let is_asked =
                move |id: &str| !spared || *id == question || form.birth.as_deref() == Some(id);
            let fields = section.fields.iter().map(|field| field.id.as_str());
            fields.filter(move |id| is_asked(id))
        });
        let asked = sections.filter(|id| ids.contains(id));
        asked.map(str::to_owned).collect()
    }

    /// Those of them that were answered in words.
    pub(super) fn fields_with_words(&self, form: &Form) -> BTreeSet<String> {
        let mut ids = self.fields(form);
        ids.retain(|id| form.field(id).is_some_and(|field| takes_words(&field.kind)));
        ids
    }
}

/// The field to which a box of this name belongs.
fn id_in(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// Every address that a page leads to.
pub(super) fn addresses_in(page: &Page) -> Vec<String> {
    let attributes = [
        ("[href]", "href"),
        ("[src]", "src"),
        ("[action]", "action"),
        ("[formaction]", "formaction"),
    ];
    let found = attributes.map(|(selector, attribute)| page.all(selector, attribute));
    found.concat()
}
