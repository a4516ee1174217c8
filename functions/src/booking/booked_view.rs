//! A booking in words.

use practice::catalogue::Practice;
use practice::{Catalogue, Money};
use serde::Serialize;

use super::when;
use crate::store::Booking;

/// How much of an id is said as a reference; the rest only serves to tell ids apart.
const REFERENCE_CHARACTERS: usize = 8;

/// What stands in the table, as its client reads it.
#[derive(Serialize)]
pub(super) struct BookedView<'a> {
    reference: String,
    status: &'static str,
    pub(super) when: String,
    zone: String,
    service: &'a str,
    service_address: &'a str,
    minutes: u16,
    price: String,
    who: String,
    room: String,
    name: &'a str,
}

impl<'a> BookedView<'a> {
    pub(super) fn of(booking: &'a Booking, catalogue: &'a Catalogue) -> Self {
        let practice = &catalogue.practice;
        let service = catalogue.service(&booking.service);
        Self {
            reference: reference(&booking.id),
            status: booking.status.as_str(),
            when: when::from_to(booking.start, booking.end, practice),
            zone: when::zone(practice),
            service: service.map_or(&booking.service, |service| &service.page.title),
            service_address: service.map_or("", |service| &service.page.address),
            minutes: booking.minutes,
            price: agreed_price(booking, practice),
            who: catalogue
                .therapist(&booking.therapist)
                .map_or(String::new(), |therapist| therapist.name.clone()),
            room: booking.room.as_deref().map_or(String::new(), room),
            name: &booking.name,
        }
    }
}

/// What was agreed when it was booked, whatever it costs now.
pub(super) fn agreed_price(booking: &Booking, practice: &Practice) -> String {
    let price =
        Money::parse(&booking.price).filter(|_| practice.currency.code() == booking.currency);
    price.map_or_else(
        || format!("{} {}", booking.price, booking.currency),
        |price| practice.currency.write(price),
    )
}

/// Eight characters of the id, in two groups, as people read them aloud.
fn reference(id: &str) -> String {
    let last = id
        .get(id.len().saturating_sub(REFERENCE_CHARACTERS)..)
        .unwrap_or(id);
    let (one, other) = last.split_at(last.len() / 2);
    format!("{one}-{other}")
}

/// `quiet` becomes "Quiet room".
fn room(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{} room", letters.as_str())
}
