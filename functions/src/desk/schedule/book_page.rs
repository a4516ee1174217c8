//! The page to book for a client.

use axum::http::StatusCode;
use axum::response::Response;
use practice::booking::FieldError;
use serde::Serialize;

use super::in_the_way::ObstacleView;
use super::typed::{FieldView, OptionView, field, rooms, therapists};
use crate::answer::{Mistakes, PageFacts, Problem};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::request::Fields;

#[derive(Serialize)]
struct BookPage {
    page: PageFacts,
    problem: Option<Problem>,
    /// Made when the page is opened: sent twice, it books once.
    key: String,
    zone: String,
    offers: Vec<OptionView>,
    offer_error: String,
    date: FieldView,
    time: FieldView,
    therapists: Vec<OptionView>,
    therapist_error: String,
    rooms: Vec<OptionView>,
    name: FieldView,
    email: FieldView,
    phone: FieldView,
    note: FieldView,
    /// What is in the way: it can be passed over knowingly.
    obstacles: Vec<ObstacleView>,
}

impl Desk {
    /// Draws the form, with what is wrong beside each field, or what is in the way.
    pub(super) fn book_page(
        &self,
        signed_in: &SignedIn,
        fields: &Fields,
        errors: &[FieldError],
        obstacles: Vec<ObstacleView>,
    ) -> Response {
        let published = self.app.published();
        let catalogue = &published.catalogue;
        let problem = Mistakes(errors).problem();
        let status = match (&problem, obstacles.is_empty()) {
            (Some(_), _) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, false) => StatusCode::CONFLICT,
            (None, true) => StatusCode::OK,
        };
        let title = match problem {
            Some(_) => "Error: Book for a client",
            None => "Book for a client",
        };
        let offers = catalogue.services.iter().flat_map(|service| {
            service.offers.iter().map(|offer| {
                let value = format!("{}.{}", service.id, offer.minutes);
                OptionView {
                    label: format!("{}, {} minutes", service.page.title, offer.minutes),
                    chosen: fields.get("offer") == value,
                    value,
                }
            })
        });
        let field = |name: &str| field(name, fields, errors);
        let page = BookPage {
            page: PageFacts {
                title: title.to_owned(),
                description: "Book for a client who calls or stands at the desk.",
                address: "/desk/book",
            },
            problem,
            key: fields.get("key").to_owned(),
            zone: when::zone(&catalogue.practice),
            offers: offers.collect(),
            offer_error: field("offer").error.unwrap_or_default(),
            date: field("date"),
            time: field("time"),
            therapists: therapists(catalogue, fields.get("therapist")),
            therapist_error: field("therapist").error.unwrap_or_default(),
            rooms: rooms(catalogue, fields.get("room")),
            name: field("name"),
            email: field("email"),
            phone: field("phone"),
            note: field("note"),
            obstacles,
        };
        self.page(signed_in, status, "desk/book.html", &page)
    }
}
