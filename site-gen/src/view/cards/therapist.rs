//! The card of a therapist.

use practice::Catalogue;
use practice::catalogue::{Image, Therapist};
use serde::Serialize;

use super::sentence;
use crate::view::Link;

#[derive(Serialize)]
pub(super) struct TherapistCard<'a> {
    id: &'a str,
    title: &'a str,
    /// Empty where there is no page.
    address: &'a str,
    description: String,
    image: Option<&'a Image>,
    pronouns: &'a str,
    role: &'a str,
    credentials: &'a [String],
    services: Vec<Link>,
}

impl<'a> TherapistCard<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, therapist: &'a Therapist) -> Self {
        let page = therapist.page.as_ref();
        Self {
            id: therapist.id.as_str(),
            title: &therapist.name,
            address: page.map(|page| page.address.as_str()).unwrap_or_default(),
            description: page
                .map(|page| sentence(&page.description, "", &page.body))
                .unwrap_or_default(),
            image: page.and_then(|page| page.image.as_ref()),
            pronouns: &therapist.pronouns,
            role: &therapist.role,
            credentials: &therapist.credentials,
            services: catalogue
                .services_by_therapist(&therapist.id)
                .map(|service| Link::new(&service.page.title, &service.page.address))
                .collect(),
        }
    }
}
