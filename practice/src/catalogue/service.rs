//! A massage type a client can book.

use jiff::civil::Date;
use serde::Serialize;

use super::page::Page;
use crate::{Id, Money};

/// `services/*.md`.
#[derive(Clone, Debug)]
pub struct Service {
    /// The file's name.
    pub id: Id,
    /// One sentence; also the page's description where it has none of its own.
    pub summary: String,
    /// What hands do in it.
    pub techniques: Vec<Id>,
    /// What clients come to it with.
    pub helps_with: Vec<Id>,
    /// Who gives it, ids ascending: those it names, or everyone, less those who do not offer it (M4).
    pub therapists: Vec<Id>,
    /// Where it can be given: the rooms it names, or every room; empty means no room limit (M2).
    pub rooms: Vec<Id>,
    /// Minutes kept free before it.
    pub buffer_before: u16,
    /// Minutes kept free after it.
    pub buffer_after: u16,
    /// Minutes between two candidates of the grid (R5).
    pub start_every: u16,
    /// Lengths and prices, in the order written; never empty.
    pub offers: Vec<Offer>,
    /// When it must not be given, or only with care.
    pub contraindications: Contraindications,
    /// Its own questions.
    pub faq: Vec<Question>,
    /// Who checked the page's claims, and when.
    pub reviewed: Option<Reviewed>,
    /// Its facts and words.
    pub page: Page,
}

/// One length and price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// How long the client is treated.
    pub minutes: u16,
    /// What that costs.
    pub price: Money,
}

/// Sentences a client should read before booking.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contraindications {
    /// Do not come; see a doctor first.
    pub red: Vec<String>,
    /// Tell us first.
    pub yellow: Vec<String>,
}

/// A question and its answer, in plain text.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// As a client asks it.
    pub question: String,
    /// As a therapist answers it.
    pub answer: String,
}

/// Who checked a page, and when.
#[derive(Clone, Debug, Serialize)]
pub struct Reviewed {
    /// Name and credential.
    pub by: String,
    /// On which day.
    pub on: Date,
}

impl Service {
    /// The offer of this length.
    #[must_use]
    pub fn offer(&self, minutes: u16) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.minutes == minutes)
    }
}
