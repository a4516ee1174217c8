//! "Book a massage" again, when what was chosen there cannot be had.

use axum::http::StatusCode;
use axum::response::Response;
use practice::booking::FieldError;
use serde::Serialize;

use super::ask::Ask;
use super::carried::{self, Problem};
use crate::answer::PageFacts;
use crate::request::Fields;
use crate::{App, Published};

/// The first radio of the page, to which the error summary leads.
const FIRST_OFFER: &str = "offer";

#[derive(Serialize)]
struct ChoosePage {
    page: PageFacts,
    problem: Option<Problem>,
}

impl App {
    /// What was chosen; else the page to choose on, with what is wrong.
    pub(super) fn chosen<'a>(
        &self,
        published: &'a Published,
        fields: &Fields,
    ) -> Result<Ask<'a>, Box<Response>> {
        Ask::read(&published.catalogue, fields).map_err(|errors| {
            let nothing_sent = !fields.has("offer") && !fields.has("service");
            let (status, errors) = if nothing_sent {
                // Continue was pressed with nothing chosen: a page to go on with, not a bad request.
                (
                    StatusCode::OK,
                    vec![FieldError::new(
                        FIRST_OFFER,
                        "Choose a massage and how long",
                    )],
                )
            } else {
                let to_first = |error: FieldError| FieldError::new(FIRST_OFFER, error.message);
                (
                    StatusCode::UNPROCESSABLE_ENTITY,
                    errors.into_iter().map(to_first).collect(),
                )
            };
            let problem = carried::problem(&errors);
            let page = ChoosePage {
                page: PageFacts {
                    title: carried::title("Book a massage", problem.as_ref()),
                    description: "Choose a massage and how long.",
                    address: "/book/",
                },
                problem,
            };
            Box::new(self.page(status, "book.html", &page))
        })
    }
}
