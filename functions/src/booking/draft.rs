//! A client's answers between two pages: sealed, in the address, for an hour.
//!
//! So every page of the flow can be reached by a link, gone back to and loaded again, nothing is
//! kept on the server before there is a booking, and no cookie is set. Only these functions can
//! open a draft; what it holds is never logged, since queries are not.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::request::Fields;
use crate::sealed::{open, seal};

/// How long a draft opens.
const DRAFT_LIVES: SignedDuration = SignedDuration::from_hours(1);
const PURPOSE: &str = "booking draft";
/// The answers that a draft holds.
const DRAFT_FIELDS: [&str; 6] = ["key", "hold", "name", "email", "phone", "note"];

#[derive(Serialize, Deserialize)]
struct Draft {
    expires_at: Timestamp,
    answers: Vec<(String, String)>,
}

impl App {
    /// The answers among these fields, sealed.
    pub(super) fn seal_draft(&self, fields: &Fields) -> Option<String> {
        let given = DRAFT_FIELDS.iter().filter(|name| fields.has(name));
        let answers = given.map(|name| ((*name).to_owned(), fields.get(name).to_owned()));
        let draft = Draft {
            expires_at: self.now() + DRAFT_LIVES,
            answers: answers.collect(),
        };
        seal(&self.secret, PURPOSE, &serde_json::to_string(&draft).ok()?)
    }

    /// Adds the answers of a draft to these fields; one that is old or not ours adds nothing, and
    /// is forgotten.
    pub(super) fn open_draft(&self, fields: &mut Fields) {
        let draft = open(&self.secret, PURPOSE, fields.get("draft"));
        let draft = draft.and_then(|text| serde_json::from_str::<Draft>(&text).ok());
        match draft.filter(|draft| draft.expires_at > self.now()) {
            Some(draft) => draft
                .answers
                .into_iter()
                .for_each(|(name, value)| fields.set(&name, value)),
            None => fields.remove("draft"),
        }
    }
}
