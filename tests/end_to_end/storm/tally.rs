//! What was asked and answered, counted; and what should not have been answered, in words.

use std::collections::BTreeMap;

/// The counts and complaints of one client, or of all.
#[derive(Default)]
pub(super) struct Tally {
    answers: BTreeMap<(&'static str, String), u64>,
    pub(super) complaints: Vec<String>,
}

impl Tally {
    /// An answer to a kind of request.
    pub(super) fn count(&mut self, asked: &'static str, answer: String) {
        *self.answers.entry((asked, answer)).or_default() += 1;
    }

    pub(super) fn requests(&self) -> u64 {
        self.answers.values().sum()
    }

    /// Adds what another counted.
    pub(super) fn add(&mut self, other: Self) {
        for (key, count) in other.answers {
            *self.answers.entry(key).or_default() += count;
        }
        self.complaints.extend(other.complaints);
    }

    /// `book 201x40 409x12, cancel 200x9`.
    pub(super) fn line(&self) -> String {
        let mut line = String::new();
        let mut last = "";
        for ((asked, answer), count) in &self.answers {
            if *asked != last {
                line += &format!("{}{asked}", if last.is_empty() { "" } else { ", " });
                last = asked;
            }
            line += &format!(" {answer}x{count}");
        }
        line
    }
}
