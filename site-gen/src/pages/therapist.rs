//! A therapist's page: who they are, when they work, what they give.

use practice::catalogue::Therapist;

use super::{Maker, Sheet};
use crate::view::{Cards, Link, PageView, rows};
use crate::{markdown, structured};

/// None where there is no `team/`: the practice itself needs no page of its own.
pub(super) fn sheet(maker: &Maker<'_>, therapist: &Therapist) -> Option<Sheet> {
    let page = therapist.page.as_ref()?;
    let catalogue = maker.catalogue;
    let view = PageView::of(page, "").below([Link::new("Team", "/team/")]);
    let node = structured::person(catalogue, maker.base_url, therapist);
    let mut sheet = maker.sheet(view, Some(page), "therapist.html", vec![node]);
    let card = maker
        .cards
        .therapists
        .iter()
        .zip(&catalogue.therapists)
        .find(|(_, one)| one.id == therapist.id);
    let services = Cards::pick(
        &catalogue.services,
        &maker.cards.services,
        catalogue.services_by_therapist(&therapist.id),
    );
    sheet
        .context
        .insert("content", &markdown::render(&page.body).html);
    sheet
        .context
        .insert("therapist", &card.map(|(card, _)| card));
    sheet.context.insert("hours", &rows(&therapist.hours));
    sheet.context.insert("services", &services);
    Some(sheet)
}
