//! What reads were answered earlier: a read that may be out of date is answered from here.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fastrand::Rng;

use super::proxy::Reply;

/// Answers kept of one request.
const ANSWERS_MAX: usize = 8;

/// The latest answers of each request, by its whole body.
#[derive(Default)]
pub(super) struct Memory(Mutex<HashMap<String, Vec<Reply>>>);

impl Memory {
    pub(super) fn keep(&self, request: &str, answer: &Reply) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answers = kept.entry(request.to_owned()).or_default();
        if answers.len() == ANSWERS_MAX {
            answers.remove(0);
        }
        answers.push(answer.clone());
    }

    /// One of the earlier answers, if the request was ever made.
    pub(super) fn earlier(&self, request: &str, dice: &mut Rng) -> Option<Reply> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        dice.choice(kept.get(request)?).cloned()
    }
}
