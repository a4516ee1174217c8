//! One client of many: dice, what they have booked and hold, and how they ask.

use std::sync::Arc;

use fastrand::Rng;
use jiff::Timestamp;
use serde_json::Value;

use super::belief::Belief;
use super::practice::{OFFERS, Starts};
use super::staff::Touched;
use super::tally::Tally;
use crate::fire::Fire;

/// Where the storm blows at the moment.
pub(super) struct Place {
    pub(super) url: String,
    pub(super) now: Timestamp,
    pub(super) starts: Starts,
    pub(super) fire: Arc<Fire>,
    /// What staff have laid hands on.
    pub(super) touched: Touched,
    /// Whether anything goes wrong before the store.
    pub(super) is_under_fire: bool,
}

/// One client.
pub(super) struct Client {
    pub(super) number: usize,
    pub(super) dice: Rng,
    pub(super) http: reqwest::Client,
    pub(super) requests: Vec<Request>,
    pub(super) holds: Vec<Hold>,
    /// Holds that were given back or booked.
    pub(super) gone_holds: Vec<String>,
    /// What was to be held, each time there was no answer.
    pub(super) holds_unanswered: Vec<Wish>,
    pub(super) tally: Tally,
}

/// What is wanted, of whom, when.
#[derive(Clone)]
pub(super) struct Wish {
    pub(super) service: &'static str,
    pub(super) minutes: u16,
    pub(super) start: Timestamp,
    pub(super) therapist: Option<&'static str>,
}

/// A request for a booking, under one key, and what became of it.
pub(super) struct Request {
    pub(super) key: String,
    pub(super) email: String,
    pub(super) body: Value,
    pub(super) wish: Wish,
    pub(super) made: Option<Made>,
    /// Whether it was once asked without an answer: it may have made a booking nobody knows of.
    pub(super) is_unanswered: bool,
}

/// The booking that a request made.
pub(super) struct Made {
    pub(super) id: String,
    pub(super) token: String,
    pub(super) belief: Belief,
}

/// A hold that was answered.
pub(super) struct Hold {
    /// The client's copy.
    pub(super) copy: String,
    pub(super) wish: Wish,
    /// Whether it was perhaps given up since, in a request without an answer.
    pub(super) is_perhaps_gone: bool,
}

impl Client {
    pub(super) fn new(number: usize, seed: u64) -> Self {
        Self {
            number,
            dice: Rng::with_seed(seed.wrapping_mul(1000).wrapping_add(number as u64)),
            http: reqwest::Client::new(),
            requests: Vec::new(),
            holds: Vec::new(),
            gone_holds: Vec::new(),
            holds_unanswered: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Says that something was answered which should not have been.
    pub(super) fn complain(&mut self, words: &str) {
        let words = format!("client {}: {words}", self.number);
        self.tally.complaints.push(words);
    }

    /// Any start of any offer, with anybody or somebody.
    pub(super) fn wish(&mut self, place: &Place) -> Wish {
        let (service, minutes) = OFFERS[self.dice.usize(0..OFFERS.len())];
        Wish {
            service,
            minutes,
            start: self.start(place, service, minutes),
            therapist: self.therapist(),
        }
    }

    pub(super) fn start(&mut self, place: &Place, service: &str, minutes: u16) -> Timestamp {
        let starts = place.starts.of(service, minutes);
        starts[self.dice.usize(0..starts.len())]
    }

    pub(super) fn therapist(&mut self) -> Option<&'static str> {
        [None, Some("maya"), Some("jonas")][self.dice.usize(0..3)]
    }
}
