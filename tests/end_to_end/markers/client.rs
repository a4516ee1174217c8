//! A client without JavaScript, who goes through the form page by page and answers everything.

use std::collections::{BTreeMap, BTreeSet};

use practice::form::Form;
use reqwest::StatusCode;
use serde_json::json;

use super::filling::{Answering, Filled};
use super::story::Visit;
use super::takes_words;
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
        let mut story = self.books(visit).await;
        let answering = Answering {
            form: self.form,
            born: visit.born,
        };
        while let Some(section) = self.next_section(&story.token).await {
            let led = self.answers(&answering, &mut story, &section).await;
            let name = led.rsplit('/').next().unwrap_or_default().to_owned();
            self.look(&story.token, &name).await;
        }
        self.look(&story.token, "check").await;
        let led = self.answers(&answering, &mut story, "sign").await;
        assert_eq!(led, format!("/intake/{}/done", story.token));
        self.look(&story.token, "done").await;
        story
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
        for _ in 0..ROUNDS_MAX {
            let filled = answering.fill(&shown, &action);
            let posted = self.sends(&story.token, name, &filled).await;
            if posted.status == StatusCode::SEE_OTHER {
                story.filled.extend(filled);
                return posted.location;
            }
            assert_eq!(posted.status, StatusCode::UNPROCESSABLE_ENTITY);
            shown = posted.page;
        }
        panic!("{name} is not taken: {}", shown.text(".error-summary"));
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
        let is_marker = |word: &&String| {
            let bare = [super::typing::marker(""), super::typing::phone("")];
            bare.iter()
                .any(|beginning| word.starts_with(beginning.as_str()))
        };
        self.filled.values().filter(is_marker).cloned().collect()
    }

    /// The fields of the form that were answered.
    pub(super) fn fields(&self, form: &Form) -> BTreeSet<String> {
        let names = self.filled.keys();
        let ids = names.map(|name| name.split('.').next().unwrap_or_default());
        ids.filter(|id| form.field(id).is_some())
            .map(str::to_owned)
            .collect()
    }

    /// Those of them that were answered in words.
    pub(super) fn fields_with_words(&self, form: &Form) -> BTreeSet<String> {
        let mut ids = self.fields(form);
        ids.retain(|id| form.field(id).is_some_and(|field| takes_words(&field.kind)));
        ids
    }
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
