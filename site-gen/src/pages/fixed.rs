//! Pages every practice has, whatever its content: book, and the page for what is not there.

use super::{Maker, Sheet};
use crate::markdown;
use crate::view::{Link, PageView};

/// Where a service and a length are chosen.
pub(super) const BOOK: &str = "/book/";

/// Served, with its status, for every address that is not there.
pub(super) const NOT_FOUND: &str = "/404.html";

pub(super) fn sheets(maker: &Maker<'_>) -> [Sheet; 2] {
    [book(maker), not_found(maker)]
}

/// `book.md`, where the content has one, gives the page its title and words.
fn book(maker: &Maker<'_>) -> Sheet {
    let name = &maker.catalogue.practice.name;
    let page = maker
        .catalogue
        .pages
        .iter()
        .map(|plain| &plain.page)
        .find(|page| page.address == BOOK);
    let summary = format!(
        "Choose a massage and a length at {name}, then pick a time. No account and no card needed."
    );
    let mut view = page.map_or_else(
        || PageView {
            title: "Book a massage".to_owned(),
            description: summary.clone(),
            address: BOOK.to_owned(),
            ..PageView::default()
        },
        |page| PageView::of(page, &summary),
    );
    view.trail = vec![Link::new("Home", "/"), Link::new(&view.title, BOOK)];
    let mut sheet = maker.sheet(view, page, "book.html", Vec::new());
    let body = page
        .map(|page| markdown::render(&page.body))
        .unwrap_or_default();
    sheet.context.insert("content", &body.html);
    sheet
}

fn not_found(maker: &Maker<'_>) -> Sheet {
    let view = PageView {
        title: "This page is not here".to_owned(),
        description: "The address may be mistyped, or the page has moved.".to_owned(),
        address: NOT_FOUND.to_owned(),
        unlisted: true,
        ..PageView::default()
    };
    maker.sheet(view, None, "404.html", Vec::new())
}
