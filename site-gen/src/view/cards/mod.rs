//! Cards: what other pages show of a page. Each is made once and shared; bodies stay at home.

mod plain;
mod service;
mod subject;
mod therapist;

use practice::Catalogue;
use serde::Serialize;
use tera::Value;

use plain::PlainCard;
use service::ServiceCard;
pub(crate) use service::{OfferView, booking_address};
use subject::SubjectCard;
use therapist::TherapistCard;

use crate::markdown;

/// The most characters of a description that is taken from a body.
pub(super) const DESCRIPTION_CHARACTERS_MAX: usize = 160;

/// All cards, in the catalogue's own order.
pub(crate) struct Cards {
    pub(crate) services: Vec<Value>,
    pub(crate) techniques: Vec<Value>,
    pub(crate) conditions: Vec<Value>,
    pub(crate) therapists: Vec<Value>,
    /// One for each of `catalogue.pages`.
    pub(crate) pages: Vec<Value>,
}

impl Cards {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        Self {
            services: cards(&catalogue.services, |service| {
                ServiceCard::of(catalogue, service)
            }),
            techniques: cards(&catalogue.techniques, |subject| {
                SubjectCard::of(subject, catalogue.services_with_technique(&subject.id))
            }),
            conditions: cards(&catalogue.conditions, |subject| {
                SubjectCard::of(subject, catalogue.services_for_condition(&subject.id))
            }),
            therapists: cards(&catalogue.therapists, |therapist| {
                TherapistCard::of(catalogue, therapist)
            }),
            pages: cards(&catalogue.pages, PlainCard::of),
        }
    }

    /// The cards of `wanted`, in its order, picked from a list that stands beside `cards`.
    pub(crate) fn pick<'a, T: 'a>(
        all: &[T],
        cards: &[Value],
        wanted: impl Iterator<Item = &'a T>,
    ) -> Vec<Value> {
        wanted
            .filter_map(|one| all.iter().position(|other| std::ptr::eq(one, other)))
            .filter_map(|at| cards.get(at).cloned())
            .collect()
    }
}

/// The first text that says something; at last the body's own opening.
pub(super) fn sentence(first: &str, second: &str, body: &str) -> String {
    [first, second]
        .into_iter()
        .find(|text| !text.is_empty())
        .map_or_else(
            || markdown::opening(body, DESCRIPTION_CHARACTERS_MAX),
            ToOwned::to_owned,
        )
}

/// Text, numbers and lists always have a value, so this cannot fail.
fn cards<'a, T, C: Serialize>(all: &'a [T], card: impl Fn(&'a T) -> C) -> Vec<Value> {
    all.iter()
        .map(|one| Value::from_serializable(&card(one)))
        .collect()
}
