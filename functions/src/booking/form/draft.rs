//! A client's answers between two pages: sealed, in the address, for an hour.
//!
//! So every page of the flow can be reached by a link, gone back to and loaded again, nothing is
//! kept on the server before there is a booking, and no cookie is set. Only these functions can
//! open a draft; what it holds is never logged, since queries are not.

use axum::body::Body;
use axum::http::Request;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::honeypot::HONEYPOT_FIELD;
use crate::App;
use crate::answer::Failure;
use crate::booking::making::BOOKING_FIELDS;
use crate::request::{Encoding, Fields, parse_query, read_fields};
use crate::sealed::{open, seal};

/// How long a draft opens.
const DRAFT_LIVES: SignedDuration = SignedDuration::from_hours(1);
/// The longest draft: all answers at their longest, and room to be told that one is too long.
const DRAFT_BYTES_MAX: usize = 5 * 1024;
const PURPOSE: &str = "booking draft";
/// What a client has answered, the key under which it is booked, and the proof of work for it.
pub(in crate::booking) const ANSWER_FIELDS: [&str; 8] = [
    "key", "proof", "hold", "weeks", "name", "email", "phone", "note",
];

/// What the form on which a time is chosen sends.
const TIMES_FIELDS: [&str; 6] = ["service", "minutes", "therapist", "start", "first", "draft"];

/// What a form sends besides: its idempotency key, the proof of work for it, the price and the
/// terms the client was shown, and the box that stays empty.
const PAGE_FIELDS: [&str; 5] = ["key", "proof", "quoted", "terms", HONEYPOT_FIELD];

#[derive(Serialize, Deserialize)]
struct Draft {
    expires_at: Timestamp,
    answers: Vec<(String, String)>,
}

impl App {
    /// A form of the flow. Whatever page comes next, its answers go with it, as a draft.
    pub(in crate::booking) async fn read_form(
        &self,
        request: Request<Body>,
    ) -> Result<Fields, Failure> {
        let mut fields = read_fields(request, Encoding::Form).await?;
        fields.only(&[&BOOKING_FIELDS[..], &PAGE_FIELDS].concat())?;
        self.draft_anew(&mut fields);
        Ok(fields)
    }

    /// The form on which a time is chosen: its answers so far are in its draft.
    pub(in crate::booking) async fn read_times_form(
        &self,
        request: Request<Body>,
    ) -> Result<Fields, Failure> {
        let mut fields = read_fields(request, Encoding::Form).await?;
        fields.only(&TIMES_FIELDS)?;
        self.open_draft(&mut fields);
        Ok(fields)
    }

    /// Seals the answers among these fields as they are now.
    pub(in crate::booking) fn draft_anew(&self, fields: &mut Fields) {
        if let Some(draft) = self.seal_draft(fields) {
            fields.set("draft", draft);
        }
    }

    /// A page's address, with the answers of its draft.
    pub(in crate::booking) fn read_address(
        &self,
        query: Option<String>,
    ) -> Result<Fields, Failure> {
        let mut fields = parse_query(query.unwrap_or_default().as_bytes())?;
        // Answers stand in an address sealed or not at all.
        ANSWER_FIELDS.iter().for_each(|name| fields.remove(name));
        self.open_draft(&mut fields);
        Ok(fields)
    }

    /// The answers among these fields, sealed; none if they are longer than answers can be.
    fn seal_draft(&self, fields: &Fields) -> Option<String> {
        let given = ANSWER_FIELDS.iter().filter(|name| fields.has(name));
        let answers = given.map(|name| ((*name).to_owned(), fields.get(name).to_owned()));
        let draft = Draft {
            expires_at: self.now() + DRAFT_LIVES,
            answers: answers.collect(),
        };
        let text = serde_json::to_string(&draft).ok()?;
        (text.len() <= DRAFT_BYTES_MAX).then_some(())?;
        seal(&self.secret, PURPOSE, &text)
    }

    /// Adds the answers of a draft to these fields; one that is old or not ours adds nothing, and
    /// is forgotten.
    fn open_draft(&self, fields: &mut Fields) {
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
