//! A client takes a hold: and books with it, gives it back, or walks away.

use reqwest::RequestBuilder;
use serde_json::Value;

use super::asking::Heard;
use super::client::{Client, Hold, Place, Wish};

impl Client {
    /// Holds what they wish; whether they have it.
    pub(super) async fn hold(&mut self, place: &Place, wish: Wish) -> bool {
        let (url, body) = (format!("{}/api/holds", place.url), wish.body());
        let request = |http: &reqwest::Client| http.post(&url).json(&body);
        let asked = self.ask(place, "hold", request).await;
        // Unlike a booking, a hold has no key: one that nobody knows of stands until it expires.
        let unanswered = std::iter::repeat_n(wish.clone(), asked.unanswered);
        self.holds_unanswered.extend(unanswered);
        let Some(heard) = asked.heard else {
            return false;
        };
        match (heard.status, heard.body["hold"].as_str()) {
            (201, Some(copy)) => {
                self.holds.push(Hold {
                    copy: copy.to_owned(),
                    wish,
                    is_perhaps_gone: false,
                });
                return true;
            }
            (409, _) if heard.kind() == "urn:knead:taken" => {
                // A first try whose answer was lost may have taken it; staff then placed something
                // over it, which the second try met. It stands until it expires, under theirs.
                if place.is_under_fire && place.touched.is_anything_forced() {
                    self.holds_unanswered.push(wish);
                }
                if !heard.body["alternatives"].is_array() {
                    self.complain(&format!("no alternatives to a hold: {}", heard.words()));
                }
            }
            _ => self.complain(&format!("a hold: {}", heard.words())),
        }
        false
    }

    /// Books what they hold: nobody else can have it.
    pub(super) async fn book_held(&mut self, place: &Place) {
        if let Some(hold) = self.dice.choice(&self.holds) {
            let (wish, copy) = (hold.wish.clone(), hold.copy.clone());
            self.book(place, wish, Some(&copy)).await;
        }
    }

    /// Gives a hold back, now and then one that is gone.
    pub(super) async fn release(&mut self, place: &Place) {
        let held = self.holds.iter().map(|hold| hold.copy.clone());
        let copies: Vec<_> = held.chain(self.gone_holds.last().cloned()).collect();
        let Some(copy) = self.dice.choice(copies) else {
            return;
        };
        let url = format!("{}/api/holds/{copy}/release", place.url);
        let request = |http: &reqwest::Client| -> RequestBuilder { http.post(&url) };
        let copy = Value::String(copy);
        match self.ask(place, "release", request).await.heard {
            Some(Heard { status: 204, .. }) => self.gave_up(&copy),
            Some(heard) => self.complain(&format!("a release: {}", heard.words())),
            None => self.perhaps_gave_up(&copy),
        }
    }

    /// Whether the hold of this copy is theirs, and cannot have been given up.
    pub(super) fn surely_holds(&self, copy: &Value) -> bool {
        let mut holds = self.holds.iter();
        holds.any(|hold| *copy == *hold.copy && !hold.is_perhaps_gone)
    }

    pub(super) fn gave_up(&mut self, copy: &Value) {
        let given_up = self.holds.extract_if(.., |hold| *copy == *hold.copy);
        self.gone_holds.extend(given_up.map(|hold| hold.copy));
    }

    /// Time has passed: every hold has expired.
    pub(super) fn forget_holds(&mut self) {
        self.holds.clear();
        self.gone_holds.clear();
        self.holds_unanswered.clear();
    }

    pub(super) fn perhaps_gave_up(&mut self, copy: &Value) {
        for hold in self.holds.iter_mut().filter(|hold| *copy == *hold.copy) {
            hold.is_perhaps_gone = true;
        }
    }
}
