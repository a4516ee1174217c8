//! A booking in words.

use practice::catalogue::Practice;
use practice::{Catalogue, Money};
use serde::Serialize;

use crate::booking::when;
use crate::said;
use crate::store::Booking;

/// What stands in the table, as its client reads it.
#[derive(Serialize)]
pub(in crate::booking) struct BookedView<'a> {
    reference: String,
    status: &'static str,
    pub(in crate::booking) when: String,
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
    pub(in crate::booking) fn of(booking: &'a Booking, catalogue: &'a Catalogue) -> Self {
        let practice = &catalogue.practice;
        let service = catalogue.service(&booking.service);
        Self {
            reference: said::reference(&booking.id),
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
            room: booking.room.as_deref().map_or(String::new(), said::room),
            name: &booking.name,
        }
    }
}

/// What was agreed when it was booked, whatever it costs now.
pub(crate) fn agreed_price(booking: &Booking, practice: &Practice) -> String {
    let price =
        Money::parse(&booking.price).filter(|_| practice.currency.code() == booking.currency);
    price.map_or_else(
        || format!("{} {}", booking.price, booking.currency),
        |price| practice.currency.write(price),
    )
}
