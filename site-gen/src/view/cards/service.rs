//! The card of a service: what it is, how long, for how much.

use practice::Catalogue;
use practice::catalogue::{Image, Offer, Service, Subject};
use serde::Serialize;

use super::sentence;
use crate::view::Link;
use crate::words;

/// One length and price, ready to be chosen.
#[derive(Debug, Serialize)]
pub(crate) struct OfferView {
    minutes: u16,
    price: String,
    /// The value of its radio on `/book/`: `deep-tissue.60`.
    value: String,
    /// Where it is booked.
    address: String,
}

impl OfferView {
    pub(crate) fn of(catalogue: &Catalogue, service: &Service, offer: &Offer) -> Self {
        Self {
            minutes: offer.minutes,
            price: catalogue.practice.currency.write(offer.price),
            value: format!("{}.{}", service.id, offer.minutes),
            address: booking_address(service, offer),
        }
    }
}

/// Where the times of an offer are.
pub(crate) fn booking_address(service: &Service, offer: &Offer) -> String {
    format!(
        "/booking/times?service={}&minutes={}",
        service.id, offer.minutes
    )
}

#[derive(Serialize)]
pub(super) struct ServiceCard<'a> {
    id: &'a str,
    /// Its place among all services, from 0: a theme may give each its own drawing.
    at: usize,
    title: &'a str,
    address: &'a str,
    description: String,
    image: Option<&'a Image>,
    /// The lowest price.
    price: String,
    /// Whether there is more than one price, so that the lowest is one "from".
    several: bool,
    /// `60 or 90 minutes`.
    minutes: String,
    offers: Vec<OfferView>,
    techniques: Vec<Link>,
    conditions: Vec<Link>,
}

impl<'a> ServiceCard<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, service: &'a Service) -> Self {
        let lowest = service.offers.iter().map(|offer| offer.price).min();
        Self {
            id: service.id.as_str(),
            at: catalogue
                .services
                .iter()
                .position(|other| other.id == service.id)
                .unwrap_or_default(),
            title: &service.page.title,
            address: &service.page.address,
            description: sentence(
                &service.summary,
                &service.page.description,
                &service.page.body,
            ),
            image: service.page.image.as_ref(),
            price: lowest
                .map(|price| catalogue.practice.currency.write(price))
                .unwrap_or_default(),
            several: service
                .offers
                .iter()
                .any(|offer| Some(offer.price) != lowest),
            minutes: words::lengths(service.offers.iter().map(|offer| offer.minutes)),
            offers: service
                .offers
                .iter()
                .map(|offer| OfferView::of(catalogue, service, offer))
                .collect(),
            techniques: subjects(catalogue.techniques_of(service)),
            conditions: subjects(catalogue.conditions_of(service)),
        }
    }
}

fn subjects<'a>(subjects: impl Iterator<Item = &'a Subject>) -> Vec<Link> {
    subjects
        .map(|subject| Link::new(&subject.page.title, &subject.page.address))
        .collect()
}
