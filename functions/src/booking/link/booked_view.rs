//! A booking in words.

use practice::Catalogue;
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
    who: &'a str,
    room: String,
    name: &'a str,
}

impl<'a> BookedView<'a> {
    pub(in crate::booking) fn of(booking: &'a Booking, catalogue: &'a Catalogue) -> Self {
        let practice = &catalogue.practice;
        let service = catalogue.service(&booking.service);
        let who = said::therapist(&booking.therapist, catalogue);
        Self {
            reference: said::reference(&booking.id),
            status: booking.status.as_str(),
            when: when::from_to(booking.start, booking.end, practice),
            zone: when::zone(practice),
            service: said::service(&booking.service, catalogue),
            service_address: service.map_or("", |service| &service.page.address),
            minutes: booking.minutes,
            price: said::agreed_price(booking, practice),
            who: who.unwrap_or_default(),
            room: booking.room.as_deref().map_or(String::new(), said::room),
            name: &booking.name,
        }
    }
}
