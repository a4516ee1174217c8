//! A client looks at a booking of theirs, moves it, cancels it.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::asking::{Asked, Heard};
use super::belief::{Change, Place as Where};
use super::client::{Client, Made, Place};

/// The practice's cancel window.
const WINDOW: SignedDuration = SignedDuration::from_hours(24);

impl Client {
    /// Looks at one of their bookings.
    pub(super) async fn look(&mut self, place: &Place) {
        let Some(number) = self.any(|request| request.made.is_some()) else {
            return;
        };
        let url = format!("{}/api/bookings/{}", place.url, self.made(number).token);
        let asked = self.ask(place, "look", |http| http.get(&url)).await;
        let Some(heard) = asked.heard else {
            return;
        };
        let made = self.made(number);
        match Where::read(&heard.body) {
            Some(at) if heard.status == 200 && made.belief.admits(&at) => made.belief.seen(at),
            Some(_) if heard.status == 200 && place.touched.has(&made.id) => {}
            _ => self.complain(&format!("a look at request {number}: {}", heard.words())),
        }
    }

    /// Moves a booking to another start of its own service.
    pub(super) async fn move_somewhere(&mut self, place: &Place) {
        let Some(number) = self.any(|request| request.made.is_some()) else {
            return;
        };
        let wish = self.requests[number].wish.clone();
        let start = self.start(place, wish.service, wish.minutes);
        let therapist = self.therapist().map(str::to_owned);
        self.move_to(place, number, start, therapist).await;
    }

    /// Moves a booking to where it was last seen.
    pub(super) async fn move_to_its_own_place(&mut self, place: &Place) {
        let is_active = |made: &Made| !made.belief.may_be_cancelled();
        let Some(number) = self.any(|request| request.made.as_ref().is_some_and(is_active)) else {
            return;
        };
        let at = self.made(number).belief.last_sure().clone();
        self.move_to(place, number, at.start, Some(at.therapist))
            .await;
    }

    async fn move_to(
        &mut self,
        place: &Place,
        number: usize,
        start: Timestamp,
        therapist: Option<String>,
    ) {
        let body = json!({ "start": start.to_string(), "therapist": therapist });
        let asked = self.change(place, "move", number, &body).await;
        let change = Change::Move { start, therapist };
        self.changed(place, number, &change, asked);
    }

    /// Cancels a booking, now and then one that is cancelled.
    pub(super) async fn cancel(&mut self, place: &Place) {
        let is_again = self.dice.u8(0..5) == 0;
        let is_meant = |made: &Made| is_again || !made.belief.last_sure().is_cancelled;
        if let Some(number) = self.any(|request| request.made.as_ref().is_some_and(is_meant)) {
            let asked = self.change(place, "cancel", number, &json!({})).await;
            self.changed(place, number, &Change::Cancel, asked);
        }
    }

    /// Cancels a booking and asks for its time again.
    pub(super) async fn cancel_and_book_again(&mut self, place: &Place) {
        let is_sure = |made: &Made| made.belief.sure().is_some_and(|at| !at.is_cancelled);
        if let Some(number) = self.any(|request| request.made.as_ref().is_some_and(is_sure)) {
            let asked = self.change(place, "cancel", number, &json!({})).await;
            self.changed(place, number, &Change::Cancel, asked);
            // Staff may have put it where nobody is offered a start.
            if place.touched.has(&self.made(number).id) {
                return;
            }
            let mut wish = self.requests[number].wish.clone();
            wish.start = self.made(number).belief.last_sure().start;
            wish.therapist = None;
            self.book(place, wish, None).await;
        }
    }

    async fn change(
        &mut self,
        place: &Place,
        what: &'static str,
        number: usize,
        body: &Value,
    ) -> Asked {
        let token = &self.made(number).token;
        let url = format!("{}/api/bookings/{token}/{what}", place.url);
        self.ask(place, what, |http| http.post(&url).json(body))
            .await
    }

    fn changed(&mut self, place: &Place, number: usize, change: &Change, asked: Asked) {
        let made = self.made(number);
        for _ in 0..asked.unanswered {
            made.belief.unanswered(change.clone());
        }
        let Some(heard) = asked.heard else {
            return;
        };
        if made.accepts(change, &heard, place.now) {
            if heard.status == 200
                && let Some(at) = Where::read(&heard.body)
            {
                made.belief.acknowledged(at);
            }
            return;
        }
        if place.touched.has(&made.id) && matches!(heard.status, 200 | 403 | 409 | 422) {
            return;
        }
        let words = format!(
            "{change:?} of request {number}, believed {:?}: {}",
            made.belief,
            heard.words()
        );
        self.complain(&words);
    }

    fn made(&mut self, number: usize) -> &mut Made {
        let made = self.requests[number].made.as_mut();
        made.expect("only what was made is changed")
    }
}

impl Made {
    /// Whether this may be said to one who asks for this change.
    fn accepts(&self, change: &Change, heard: &Heard, now: Timestamp) -> bool {
        let belief = &self.belief;
        let is_sure_here = belief.sure().is_some_and(|at| change.leads_to(at));
        let is_near = |at: &Where| at.start - now < WINDOW;
        match (heard.status, heard.kind()) {
            (200, _) => {
                let led_here = Where::read(&heard.body).is_some_and(|at| change.leads_to(&at));
                let was_too_late = |at: &Where| is_near(at) && !change.leads_to(at);
                led_here && heard.body["id"] == *self.id && !belief.sure().is_some_and(was_too_late)
            }
            (409, "urn:knead:taken") => {
                *change != Change::Cancel && !is_sure_here && heard.body["alternatives"].is_array()
            }
            (409, "urn:knead:not-active") => *change != Change::Cancel && belief.may_be_cancelled(),
            (403, "urn:knead:too-late") => belief.sure().is_none_or(is_near),
            _ => false,
        }
    }
}
