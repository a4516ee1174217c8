//! Staff at the desk amid the clients: they book, move, cancel and block, and now and then place
//! something knowingly over what is there.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use fastrand::Rng;
use jiff::civil::DateTime;
use reqwest::redirect::Policy;
use reqwest::{Client as Http, RequestBuilder, StatusCode, header};
use serde_json::Value;

use super::asking::STARVED;
use super::client::Place;
use super::practice::{OFFERS, facts};
use super::tally::Tally;
use crate::page::Page;

/// How often a request is sent again that was told to come later, at most.
const TRIES_MAX: u32 = 4;
/// How often each deed is chosen, of a hundred.
const BOOK: u8 = 30;
const MOVE: u8 = BOOK + 25;
const CANCEL: u8 = MOVE + 15;
const BLOCK: u8 = CANCEL + 15;

/// What staff have laid hands on: of it, clients may hear what they did not do themselves.
#[derive(Clone, Default)]
pub(super) struct Touched(Arc<Mutex<Hands>>);

#[derive(Default)]
struct Hands {
    bookings: BTreeSet<String>,
    /// Whether anything was placed over something else: then a hold may be lost.
    forced: bool,
}

/// A member of staff.
pub(super) struct Staff {
    pub(super) number: usize,
    dice: Rng,
    http: Http,
    cookie: String,
    touched: Touched,
    pub(super) booked: Vec<Booked>,
    pub(super) tally: Tally,
}

/// A booking that was asked for at the desk.
pub(super) struct Booked {
    pub(super) email: String,
    /// Its id, once they were led to it.
    pub(super) id: Option<String>,
    /// Whether it was surely not made.
    pub(super) is_refused: bool,
}

/// What the desk answers.
struct Answer {
    status: StatusCode,
    location: String,
    html: String,
}

impl Touched {
    /// Whether staff have changed this booking, or are about to.
    pub(super) fn has(&self, booking: &str) -> bool {
        self.hands().bookings.contains(booking)
    }

    /// Whether staff have placed anything over something else.
    pub(super) fn is_anything_forced(&self) -> bool {
        self.hands().forced
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Staff {
    pub(super) fn new(number: usize, seed: u64, touched: Touched) -> Self {
        let http = Http::builder().redirect(Policy::none()).build();
        Self {
            number,
            dice: Rng::with_seed(seed.wrapping_mul(977).wrapping_add(number as u64)),
            http: http.expect("a client"),
            cookie: String::new(),
            touched,
            booked: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Has signed in.
    pub(super) fn comes_in(&mut self, cookie: &str) {
        cookie.clone_into(&mut self.cookie);
    }

    /// Does some deeds.
    pub(super) async fn operate(&mut self, place: &Place, deeds: usize) {
        for _ in 0..deeds {
            match self.dice.u8(0..100) {
                0..BOOK => self.book(place).await,
                BOOK..MOVE => self.move_somewhere(place).await,
                MOVE..CANCEL => self.cancel(place).await,
                CANCEL..BLOCK => self.block(place).await,
                _ => self.take_back(place).await,
            }
        }
    }

    async fn book(&mut self, place: &Place) {
        let (service, minutes) = OFFERS[self.dice.usize(0..OFFERS.len())];
        let number = self.booked.len();
        let email = format!("desk{}-{number}@example.com", self.number);
        let mut form = self.where_and_when(place);
        for (name, value) in [
            ("key", format!("desk {} request {number}", self.number)),
            ("offer", format!("{service}.{minutes}")),
            ("name", "Somebody Calling".to_owned()),
            ("email", email.clone()),
            ("phone", String::new()),
            ("note", String::new()),
        ] {
            form.push((name, value));
        }
        let (answer, is_sure) = self.send(place, "desk book", "/desk/book", &form).await;
        let id = answer.as_ref().and_then(|answer| {
            let id = answer.location.strip_prefix("/desk/bookings/")?;
            Some(id.to_owned())
        });
        let is_refused =
            is_sure && answer.is_some_and(|answer| answer.status == StatusCode::CONFLICT);
        self.booked.push(Booked {
            email,
            id,
            is_refused,
        });
    }

    async fn move_somewhere(&mut self, place: &Place) {
        let mut form = self.where_and_when(place);
        if let Some((path, version)) = self.somebodys(place).await {
            form.push(("version", version));
            let path = format!("{path}/move");
            self.send(place, "desk move", &path, &form).await;
        }
    }

    async fn cancel(&mut self, place: &Place) {
        if let Some((path, version)) = self.somebodys(place).await {
            let form = [("action", "cancel".to_owned()), ("version", version)];
            self.send(place, "desk cancel", &path, &form).await;
        }
    }

    async fn block(&mut self, place: &Place) {
        let of = [
            "therapist:maya",
            "therapist:jonas",
            "room:quiet",
            "room:garden",
        ];
        let at = self.start(place);
        let key = format!("block {} {}", self.number, self.dice.u64(..));
        let mut form = vec![
            ("key", key),
            ("of", of[self.dice.usize(0..of.len())].to_owned()),
            ("date", at.date().to_string()),
            ("to_date", String::new()),
            ("from", at.strftime("%H:00").to_string()),
            ("to", at.strftime("%H:45").to_string()),
            ("words", String::new()),
        ];
        self.perhaps_force(&mut form);
        self.send(place, "desk block", "/desk/blocks", &form).await;
    }

    async fn take_back(&mut self, place: &Place) {
        let Some(page) = self.look(place, "/desk/blocks").await else {
            return;
        };
        let actions = page.all("form[action$='/remove']", "action");
        if let Some(path) = self.dice.choice(actions) {
            self.send(place, "desk unblock", &path, &[]).await;
        }
    }

    /// A booking on some day, whoever's: its page, and the version that is seen there.
    async fn somebodys(&mut self, place: &Place) -> Option<(String, String)> {
        let date = self.start(place).date();
        let day = self
            .look(place, &format!("/api/desk/day?date={date}"))
            .await?;
        let day: Value = serde_json::from_str(&day.html).unwrap_or_default();
        let entries = day["bookings"].as_array().into_iter().flatten();
        let ids: Vec<_> = entries.filter_map(|entry| entry["id"].as_str()).collect();
        let ids = ids
            .into_iter()
            .filter(|id| !id.is_empty())
            .map(str::to_owned);
        let id = self.dice.choice(ids.collect::<Vec<_>>())?;
        // Said before anything is done, so that whoever hears of it can be told apart.
        self.touched.hands().bookings.insert(id.clone());
        let path = format!("/desk/bookings/{id}");
        let page = self.look(place, &path).await?;
        let versions = page.all("input[name=version]", "value");
        Some((path, versions.into_iter().next()?))
    }

    /// With whom, where and when, as forms say it; perhaps over what is there.
    fn where_and_when(&mut self, place: &Place) -> Vec<(&'static str, String)> {
        let at = self.start(place);
        let (therapists, rooms) = (["maya", "jonas"], ["quiet", "garden"]);
        let mut form = vec![
            ("date", at.date().to_string()),
            ("time", at.strftime("%H:%M").to_string()),
            ("therapist", therapists[self.dice.usize(0..2)].to_owned()),
            ("room", rooms[self.dice.usize(0..2)].to_owned()),
        ];
        self.perhaps_force(&mut form);
        form
    }

    fn perhaps_force(&mut self, form: &mut Vec<(&'static str, String)>) {
        if self.dice.u8(0..3) == 0 {
            self.touched.hands().forced = true;
            form.push(("force", "yes".to_owned()));
        }
    }

    /// Any start of any offer, on the practice's clocks.
    fn start(&mut self, place: &Place) -> DateTime {
        let (service, minutes) = OFFERS[self.dice.usize(0..OFFERS.len())];
        let starts = place.starts.of(service, minutes);
        let start = starts[self.dice.usize(0..starts.len())];
        facts(super::NOWS[0]).zone.to_datetime(start)
    }

    async fn look(&mut self, place: &Place, path: &str) -> Option<Page> {
        let url = format!("{}{path}", place.url);
        let (answer, _) = self.ask(place, "desk look", |http| http.get(&url)).await;
        let Answer { status, html, .. } = answer?;
        (status == StatusCode::OK).then_some(Page { status, html })
    }

    async fn send(
        &mut self,
        place: &Place,
        what: &'static str,
        path: &str,
        form: &[(&'static str, String)],
    ) -> (Option<Answer>, bool) {
        let url = format!("{}{path}", place.url);
        let (answer, is_sure) = self
            .ask(place, what, |http| http.post(&url).form(form))
            .await;
        if let Some(answer) = &answer {
            // A read that is out of date may not know yet what is there.
            let is_known = place.is_under_fire && answer.status == StatusCode::NOT_FOUND;
            let is_done = answer.status == StatusCode::SEE_OTHER
                && !answer.location.starts_with("/desk/sign-in");
            if !is_done && answer.status != StatusCode::CONFLICT && !is_known {
                let (status, to) = (answer.status, &answer.location);
                self.complain(&format!("{what}: {status} {to} {}", answer.html));
            }
        }
        (answer, is_sure)
    }

    /// Asks until there is an answer that is not "later"; and whether it was the first.
    async fn ask(
        &mut self,
        place: &Place,
        what: &'static str,
        request: impl Fn(&Http) -> RequestBuilder,
    ) -> (Option<Answer>, bool) {
        for tries in 0..TRIES_MAX {
            let asked_at = Instant::now();
            let request = request(&self.http)
                .header(header::COOKIE, &self.cookie)
                .header("sec-fetch-site", "same-origin");
            let response = request.send().await.expect("knead answers");
            let (status, headers) = (response.status(), response.headers().clone());
            self.tally.count(what, status.as_u16().to_string());
            let html = response.text().await.expect("a body");
            let is_excused = place.is_under_fire || asked_at.elapsed() >= STARVED;
            if status == StatusCode::SERVICE_UNAVAILABLE && is_excused {
                continue;
            }
            if status.is_server_error() {
                self.complain(&format!("{what}: {status} {html}"));
            }
            let location = headers.get(header::LOCATION);
            let location = location.and_then(|location| location.to_str().ok());
            let answer = Answer {
                status,
                location: location.unwrap_or_default().to_owned(),
                html,
            };
            return (Some(answer), tries == 0);
        }
        (None, false)
    }

    fn complain(&mut self, words: &str) {
        let words = format!("staff {}: {words}", self.number);
        self.tally.complaints.push(words);
    }
}
