//! The pages of techniques and conditions, each with the services that lead to it.

use practice::catalogue::{Service, Subject};
use tera::Value;

use super::{Maker, Sheet};
use crate::markdown;
use crate::view::{Cards, Link, PageView};

pub(super) fn sheets(maker: &Maker<'_>) -> Vec<Sheet> {
    let catalogue = maker.catalogue;
    let techniques = catalogue.techniques.iter().map(|technique| {
        let services = services(maker, catalogue.services_with_technique(&technique.id));
        sheet(
            maker,
            technique,
            &Link::new("Techniques", "/techniques/"),
            "technique.html",
            &services,
        )
    });
    let conditions = catalogue.conditions.iter().map(|condition| {
        let services = services(maker, catalogue.services_for_condition(&condition.id));
        sheet(
            maker,
            condition,
            &Link::new("Conditions", "/conditions/"),
            "condition.html",
            &services,
        )
    });
    techniques.chain(conditions).collect()
}

fn services<'a>(maker: &Maker<'a>, wanted: impl Iterator<Item = &'a Service>) -> Vec<Value> {
    Cards::pick(&maker.catalogue.services, &maker.cards.services, wanted)
}

fn sheet(
    maker: &Maker<'_>,
    subject: &Subject,
    list: &Link,
    template: &str,
    services: &[Value],
) -> Sheet {
    let view = PageView::of(&subject.page, &subject.summary).below([list.clone()]);
    let mut sheet = maker.sheet(view, Some(&subject.page), template, Vec::new());
    sheet
        .context
        .insert("content", &markdown::render(&subject.page.body).html);
    sheet.context.insert("summary", &subject.summary);
    sheet.context.insert("services", services);
    sheet
}
