//! Addresses of the form's pages: the token, and ids of ours.

use jiff::Timestamp;
use practice::Catalogue;

use super::FORM;
use crate::link::intake_address;
use crate::store::Booking;

/// Where the form of a booking is, while there is one to fill in: the practice has a form, and the
/// appointment is to take place and not over.
pub(crate) fn form_address(
    booking: &Booking,
    token: &str,
    catalogue: &Catalogue,
    now: Timestamp,
) -> Option<String> {
    let form = catalogue.form(FORM);
    let form = form.filter(|_| booking.is_active() && now < booking.end);
    form.map(|_| intake_address(token))
}

/// One of its pages, or a section of it.
pub(super) fn within(token: &str, page: &str) -> String {
    format!("{}{page}", intake_address(token))
}
