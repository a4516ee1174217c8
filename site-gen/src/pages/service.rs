//! A service's page: words, prices that lead to times, links both ways, what to know before.

use practice::catalogue::Service;
use serde::Serialize;

use super::{Maker, Sheet};
use crate::view::{Cards, Link, OfferView, PageView};
use crate::{markdown, structured, words};

/// Who checked the page, and when.
#[derive(Serialize)]
struct ReviewView<'a> {
    by: &'a str,
    on: String,
}

pub(super) fn sheet(maker: &Maker<'_>, service: &Service) -> Sheet {
    let (catalogue, cards) = (maker.catalogue, &maker.cards);
    let view =
        PageView::of(&service.page, &service.summary).below([Link::new("Services", "/services/")]);
    let asked: Vec<_> = service
        .faq
        .iter()
        .map(|asked| (asked.question.as_str(), asked.answer.as_str()))
        .collect();
    let nodes = structured::service(catalogue, maker.base_url, service)
        .into_iter()
        .chain(structured::questions(
            maker.base_url,
            &service.page.address,
            &asked,
        ))
        .collect();
    let offers: Vec<OfferView> = service
        .offers
        .iter()
        .map(|offer| OfferView::of(catalogue, service, offer))
        .collect();
    let review = service.reviewed.as_ref().map(|review| ReviewView {
        by: &review.by,
        on: words::date(review.on),
    });
    let others: Vec<_> = catalogue
        .services
        .iter()
        .zip(&cards.services)
        .filter(|(other, _)| other.id != service.id)
        .map(|(_, card)| card)
        .collect();

    let mut sheet = maker.sheet(view, Some(&service.page), "service.html", nodes);
    let context = &mut sheet.context;
    context.insert("content", &markdown::render(&service.page.body).html);
    let at = catalogue
        .services
        .iter()
        .position(|other| other.id == service.id);
    context.insert("at", &at.unwrap_or_default());
    context.insert("service", service.id.as_str());
    context.insert("summary", &service.summary);
    context.insert("offers", &offers);
    context.insert(
        "techniques",
        &Cards::pick(
            &catalogue.techniques,
            &cards.techniques,
            catalogue.techniques_of(service),
        ),
    );
    context.insert(
        "conditions",
        &Cards::pick(
            &catalogue.conditions,
            &cards.conditions,
            catalogue.conditions_of(service),
        ),
    );
    context.insert(
        "therapists",
        &Cards::pick(
            &catalogue.therapists,
            &cards.therapists,
            catalogue.therapists_of(service),
        ),
    );
    context.insert("contraindications", &service.contraindications);
    context.insert("questions", &service.faq);
    context.insert("reviewed", &review);
    context.insert("others", &others);
    sheet
}
