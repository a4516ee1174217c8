//! The lists of services, techniques, conditions and therapists. Each has a page even where the
//! content has no `index.md` for it.

use practice::catalogue::Kind;
use tera::Value;

use super::{Maker, Sheet};
use crate::markdown;
use crate::structured;
use crate::view::PageView;

/// What a list is called where its page does not say.
struct List<'a> {
    kind: Kind,
    title: &'a str,
    address: &'a str,
    template: &'a str,
    description: String,
    cards: &'a [Value],
}

pub(super) fn sheets<'a>(maker: &'a Maker<'a>) -> impl Iterator<Item = Sheet> + 'a {
    let name = &maker.catalogue.practice.name;
    let team = maker
        .catalogue
        .therapists
        .iter()
        .any(|therapist| therapist.page.is_some());
    let therapists = if team {
        &maker.cards.therapists[..]
    } else {
        &[]
    };
    let lists = [
        List {
            kind: Kind::Services,
            title: "Services",
            address: "/services/",
            template: "services.html",
            description: format!(
                "Massage at {name}: what each session is for, how long it takes and what it costs."
            ),
            cards: &maker.cards.services,
        },
        List {
            kind: Kind::Techniques,
            title: "Techniques",
            address: "/techniques/",
            template: "techniques.html",
            description: format!(
                "The techniques used at {name}: what hands do, what it feels like and where it is used."
            ),
            cards: &maker.cards.techniques,
        },
        List {
            kind: Kind::Conditions,
            title: "Conditions",
            address: "/conditions/",
            template: "conditions.html",
            description: format!(
                "What people come to {name} with, and which massage is asked for with it."
            ),
            cards: &maker.cards.conditions,
        },
        List {
            kind: Kind::Team,
            title: "Team",
            address: "/team/",
            template: "team.html",
            description: format!(
                "Who treats you at {name}: training, credentials and what each therapist offers."
            ),
            cards: therapists,
        },
    ];
    lists.into_iter().filter_map(|list| sheet(maker, &list))
}

fn sheet(maker: &Maker<'_>, list: &List<'_>) -> Option<Sheet> {
    let plain = maker.plain(list.kind);
    if list.cards.is_empty() && plain.is_none() {
        return None;
    }
    let page = plain.map(|plain| &plain.page);
    let view = page.map_or_else(
        || PageView {
            title: list.title.to_owned(),
            description: list.description.clone(),
            address: list.address.to_owned(),
            ..PageView::default()
        },
        |page| PageView::of(page, &list.description),
    );
    let nodes = match list.kind {
        Kind::Services => vec![structured::service_list(maker.catalogue, maker.base_url)],
        _ => Vec::new(),
    };
    let mut sheet = maker.sheet(view.below([]), page, list.template, nodes);
    let body = page
        .map(|page| markdown::render(&page.body))
        .unwrap_or_default();
    sheet.context.insert("content", &body.html);
    sheet.context.insert("cards", list.cards);
    Some(sheet)
}
