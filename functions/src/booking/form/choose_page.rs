//! "Book a massage": the page a client chose on, again, when the choice cannot be had.

use axum::response::Response;
use practice::booking::FieldError;
use serde::Serialize;

use crate::Published;
use crate::answer::{Failure, Mistakes, PageFacts, Problem};
use crate::booking::choice::Choice;
use crate::request::Fields;

/// The first radio of the page, to which the error summary leads.
const FIRST_OFFER: &str = "offer";

#[derive(Serialize)]
struct ChoosePage {
    page: PageFacts,
    problem: Option<Problem>,
}

/// What was chosen; a refusal of it is drawn as the page to choose on.
pub(in crate::booking) fn chosen<'a>(
    published: &'a Published,
    fields: &Fields,
) -> Result<Choice<'a>, Failure> {
    let nothing = !fields.has("offer") && !fields.has("service");
    Choice::read(&published.catalogue, fields)
        .map_err(|errors| Failure::Choice(if nothing { Vec::new() } else { errors }))
}

impl Published {
    /// The page to choose on, with what is wrong with what was chosen.
    pub(crate) fn choose_page(&self, failure: &Failure, errors: &[FieldError]) -> Response {
        let nothing = FieldError::new(FIRST_OFFER, "Choose a massage and how long");
        let to_first = |error: &FieldError| FieldError::new(FIRST_OFFER, error.message.as_str());
        let errors = match errors {
            [] => vec![nothing],
            errors => errors.iter().map(to_first).collect(),
        };
        let mistakes = Mistakes(&errors);
        let page = PageFacts {
            title: mistakes.title("Book a massage"),
            description: "Choose a massage and how long.",
            address: "/book/",
        };
        self.page(
            failure.status(),
            "book.html",
            &ChoosePage {
                page,
                problem: mistakes.problem(),
            },
        )
    }
}
