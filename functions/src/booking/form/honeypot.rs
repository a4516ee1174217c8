//! A box that people leave empty, since they do not see it, and programs fill in.

use practice::booking::FieldError;

use crate::request::Fields;

/// The name of the box; one that a program knows what to do with.
pub(in crate::booking) const HONEYPOT_FIELD: &str = "website";

/// What to say when the box was filled in. Whoever did may be a person all the same: with a
/// browser that fills in forms, or a reader that finds what is off the screen.
pub(in crate::booking) fn filled(fields: &Fields) -> Option<FieldError> {
    let words = "Leave the box “Website” empty. We have emptied it, so you can continue";
    (!fields.get(HONEYPOT_FIELD).is_empty()).then(|| FieldError::new(HONEYPOT_FIELD, words))
}
