//! What templates see: plain data with its words already chosen, so that a theme only arranges.

mod address;
mod cards;
pub mod form;
mod hours;
mod page;
mod site;

use serde::Serialize;

pub(crate) use cards::{Cards, OfferView, booking_address};
pub(crate) use hours::{Rows, rows};
pub(crate) use page::PageView;
pub(crate) use site::site;

/// A page's name and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Link {
    /// Its words.
    pub(crate) title: String,
    /// An address of this site, or of a map.
    pub(crate) address: String,
}

impl Link {
    pub(crate) fn new(title: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            address: address.into(),
        }
    }
}
