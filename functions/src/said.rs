//! How ids, prices and how a booking stands are said to people.

use practice::booking::Status;
use practice::catalogue::Practice;
use practice::{Catalogue, Money};

use crate::store::Booking;

/// How much of an id is said as a reference; the rest only serves to tell ids apart.
const REFERENCE_CHARACTERS: usize = 8;

/// A booking's reference: eight characters of its id, in two groups, as people read them aloud.
pub(crate) fn reference(id: &str) -> String {
    let last = id
        .get(id.len().saturating_sub(REFERENCE_CHARACTERS)..)
        .unwrap_or(id);
    let (one, other) = last.split_at(last.len() / 2);
    format!("{one}-{other}")
}

/// A service by its title; by its id where it is not offered any more.
pub(crate) fn service<'a>(id: &'a str, catalogue: &'a Catalogue) -> &'a str {
    let service = catalogue.service(id);
    service.map_or(id, |service| &service.page.title)
}

/// A therapist by name, while they are with the practice.
pub(crate) fn therapist<'a>(id: &str, catalogue: &'a Catalogue) -> Option<&'a str> {
    let therapist = catalogue.therapist(id)?;
    Some(&therapist.name)
}

/// What was agreed when it was booked, whatever it costs now.
pub(crate) fn agreed_price(booking: &Booking, practice: &Practice) -> String {
    let price = Money::parse(&booking.price);
    let price = price.filter(|_| practice.currency.code() == booking.currency);
    price.map_or_else(
        || format!("{} {}", booking.price, booking.currency),
        |price| practice.currency.write(price),
    )
}

/// How a booking stands, as staff are told.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Pending => "To be confirmed",
        Status::Confirmed => "Confirmed",
        Status::Completed => "Took place",
        Status::NoShow => "Did not come",
        Status::Cancelled => "Cancelled",
        Status::Declined => "Declined",
    }
}

/// `quiet` becomes "Quiet room".
pub(crate) fn room(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{} room", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::{reference, room};

    #[test]
    fn ids_are_said_as_people_read_them() {
        assert_eq!(reference("21B9QYF2S8QFNRVFFMSWS5T86K"), "SWS5-T86K");
        assert_eq!(room("quiet"), "Quiet room");
        assert_eq!(room("back-garden"), "Back garden room");
    }
}
