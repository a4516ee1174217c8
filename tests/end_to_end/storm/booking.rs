//! A client books: once, again under the same key, with another body, with a hold.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::asking::{Asked, Heard};
use super::belief::{Belief, Place as Where};
use super::client::{Client, Made, Place, Request, Wish};

impl Client {
    /// Books what they wish, with a hold or without.
    pub(super) async fn book(&mut self, place: &Place, wish: Wish, hold: Option<&str>) {
        let number = self.prepare(wish, hold);
        self.send_request(place, "book", number).await;
    }

    /// Books something, and leaves before there can be an answer.
    pub(super) async fn book_and_leave(&mut self, place: &Place) {
        let wish = self.wish(place);
        let number = self.prepare(wish, None);
        self.requests[number].is_unanswered = true;
        let (key, body) = (&self.requests[number].key, &self.requests[number].body);
        let url = format!("{}/api/bookings", place.url);
        let request = self.http.post(url).header("idempotency-key", key);
        let request = request.json(body);
        self.ask_and_leave("book", request).await;
    }

    fn prepare(&mut self, wish: Wish, hold: Option<&str>) -> usize {
        let number = self.requests.len();
        let email = format!("client{}-{number}@example.com", self.number);
        let mut body = wish.body();
        body["name"] = json!(format!("Client {}", self.number));
        body["email"] = json!(email);
        if let Some(hold) = hold {
            body["hold"] = json!(hold);
        }
        self.requests.push(Request {
            key: format!("client {} request {number}", self.number),
            email,
            body,
            wish,
            made: None,
            is_unanswered: false,
        });
        number
    }

    /// Sends an earlier request once more, as it was.
    pub(super) async fn repeat(&mut self, place: &Place) {
        if !self.requests.is_empty() {
            let number = self.dice.usize(0..self.requests.len());
            self.send_request(place, "repeat", number).await;
        }
    }

    /// Asks for another booking under the key of one that was made.
    pub(super) async fn reuse_key(&mut self, place: &Place) {
        let Some(number) = self.any(|request| request.made.is_some()) else {
            return;
        };
        let request = &self.requests[number];
        let (key, mut body) = (request.key.clone(), request.body.clone());
        body["name"] = json!("Somebody Else");
        let asked = self.post_booking(place, "reuse", &key, &body).await;
        if let Some(heard) = asked.heard
            && (heard.status, heard.kind()) != (422, "urn:knead:key-reused")
        {
            self.complain(&format!("another body under `{key}`: {}", heard.words()));
        }
    }

    async fn send_request(&mut self, place: &Place, what: &'static str, number: usize) {
        let request = &self.requests[number];
        let (key, body) = (request.key.clone(), request.body.clone());
        let asked = self.post_booking(place, what, &key, &body).await;
        if asked.unanswered > 0 {
            self.requests[number].is_unanswered = true;
            self.perhaps_gave_up(&body["hold"]);
        }
        match asked.heard {
            Some(heard) if heard.status == 201 => {
                self.gave_up(&body["hold"]);
                self.booked(place, number, &heard);
            }
            Some(heard) => self.not_booked(place, number, &heard),
            None => {}
        }
    }

    async fn post_booking(
        &mut self,
        place: &Place,
        what: &'static str,
        key: &str,
        body: &Value,
    ) -> Asked {
        let url = format!("{}/api/bookings", place.url);
        let request = |http: &reqwest::Client| {
            let request = http.post(&url).header("idempotency-key", key);
            request.json(body)
        };
        self.ask(place, what, request).await
    }

    fn booked(&mut self, place: &Place, number: usize, heard: &Heard) {
        let request = &mut self.requests[number];
        let text = |name: &str| heard.body[name].as_str().unwrap_or_default().to_owned();
        let (id, token, at) = (text("id"), text("token"), Where::read(&heard.body));
        let wrong = match (&mut request.made, at) {
            (_, None) => true,
            (Some(made), Some(at)) => {
                let is_same = made.id == id && made.token == token;
                let is_known = made.belief.admits(&at);
                made.belief.seen(at);
                !is_same || !is_known && !place.touched.has(&id)
            }
            (made @ None, Some(at)) => {
                let is_wished = request.wish.is_met_by(&heard.body);
                let belief = Belief::of(at);
                // Made by a try that was not answered, and changed by staff before this one.
                let is_changed = request.is_unanswered && place.touched.has(&id);
                *made = Some(Made { id, token, belief });
                !is_wished && !is_changed
            }
        };
        if wrong {
            self.complain(&format!("request {number} made {}", heard.words()));
        }
    }

    fn not_booked(&mut self, place: &Place, number: usize, heard: &Heard) {
        let request = &self.requests[number];
        let is_taken = (heard.status, heard.kind()) == (409, "urn:knead:taken");
        if !is_taken || !heard.body["alternatives"].is_array() {
            self.complain(&format!("request {number}: {}", heard.words()));
        } else if place
            .fire
            .carried_out()
            .had_booking(&request.email, heard.asked_at)
        {
            self.complain(&format!(
                "request {number} is told \"taken\" of its own booking"
            ));
        } else if self.surely_holds(&request.body["hold"]) && !place.touched.is_anything_forced() {
            let words = format!("request {number} is told \"taken\" of its own hold");
            self.complain(&words);
        }
    }

    /// One of their requests, by its number.
    pub(super) fn any(&mut self, is_meant: impl Fn(&Request) -> bool) -> Option<usize> {
        let numbers = 0..self.requests.len();
        let meant: Vec<_> = numbers
            .filter(|number| is_meant(&self.requests[*number]))
            .collect();
        self.dice.choice(meant)
    }
}

impl Wish {
    /// The members that ask for it.
    pub(super) fn body(&self) -> Value {
        json!({ "service": self.service, "minutes": self.minutes, "start": self.start.to_string(), "therapist": self.therapist })
    }

    fn is_met_by(&self, booking: &Value) -> bool {
        let is_whose = |id: &str| booking["therapist"] == id;
        let start = booking["start"].as_str().unwrap_or_default();
        let is_start = start
            .parse()
            .is_ok_and(|start: Timestamp| start == self.start);
        booking["service"] == self.service
            && booking["minutes"] == self.minutes
            && is_start
            && booking["status"] == "confirmed"
            && self.therapist.is_none_or(is_whose)
    }
}

impl Heard {
    /// The problem's type.
    pub(super) fn kind(&self) -> &str {
        self.body["type"].as_str().unwrap_or_default()
    }

    pub(super) fn words(&self) -> String {
        format!("{} {}", self.status, self.body)
    }
}
