//! The card of any other page.

use practice::catalogue::{Image, Plain};
use serde::Serialize;

use super::sentence;
use crate::words;

#[derive(Serialize)]
pub(super) struct PlainCard<'a> {
    title: &'a str,
    address: &'a str,
    description: String,
    image: Option<&'a Image>,
    /// As written; empty where not given.
    date: String,
}

impl<'a> PlainCard<'a> {
    pub(super) fn of(plain: &'a Plain) -> Self {
        Self {
            title: &plain.page.title,
            address: &plain.page.address,
            description: sentence(&plain.page.description, "", &plain.page.body),
            image: plain.page.image.as_ref(),
            date: plain.page.date.map(words::date).unwrap_or_default(),
        }
    }
}
