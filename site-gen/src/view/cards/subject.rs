//! The card of a technique or a condition.

use practice::catalogue::{Image, Service, Subject};
use serde::Serialize;

use super::sentence;
use crate::view::Link;

#[derive(Serialize)]
pub(super) struct SubjectCard<'a> {
    id: &'a str,
    title: &'a str,
    address: &'a str,
    description: String,
    image: Option<&'a Image>,
    services: Vec<Link>,
    extra: &'a toml::Table,
}

impl<'a> SubjectCard<'a> {
    pub(super) fn of(subject: &'a Subject, services: impl Iterator<Item = &'a Service>) -> Self {
        Self {
            id: subject.id.as_str(),
            title: &subject.page.title,
            address: &subject.page.address,
            description: sentence(
                &subject.summary,
                &subject.page.description,
                &subject.page.body,
            ),
            image: subject.page.image.as_ref(),
            services: services
                .map(|service| Link::new(&service.page.title, &service.page.address))
                .collect(),
            extra: &subject.page.extra,
        }
    }
}
