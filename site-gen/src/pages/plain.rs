//! Home, questions, sections and every other page of the practice's own.

use practice::catalogue::{Kind, Plain};
use tera::Value;

use super::{Maker, Sheet};
use crate::view::{Link, PageView};
use crate::{markdown, structured};

pub(super) fn sheets(maker: &Maker<'_>) -> Vec<Sheet> {
    let own = maker
        .catalogue
        .pages
        .iter()
        .filter(|plain| plain.page.address != super::fixed::BOOK);
    own.filter_map(|plain| match plain.kind {
        Kind::Home => Some(home(maker, plain)),
        Kind::Questions => Some(questions(maker, plain)),
        Kind::Section => Some(section(maker, plain)),
        Kind::Page => Some(page(maker, plain)),
        Kind::Services | Kind::Techniques | Kind::Conditions | Kind::Team => None,
    })
    .collect()
}

fn home(maker: &Maker<'_>, plain: &Plain) -> Sheet {
    let view = PageView::of(&plain.page, &maker.catalogue.practice.tagline);
    let nodes = structured::home(maker.catalogue, maker.base_url);
    let mut sheet = maker.sheet(view, Some(&plain.page), "home.html", nodes);
    let parts = markdown::sections(&plain.page.body);
    sheet.context.insert("content", &parts.intro);
    sheet.context.insert("sections", &parts.sections);
    sheet
}

fn questions(maker: &Maker<'_>, plain: &Plain) -> Sheet {
    let parts = markdown::sections(&plain.page.body);
    let asked: Vec<_> = parts
        .sections
        .iter()
        .map(|part| (part.title.as_str(), part.text.as_str()))
        .collect();
    let view = PageView::of(&plain.page, "").below([]);
    let nodes = structured::questions(maker.base_url, &plain.page.address, &asked);
    let mut sheet = maker.sheet(
        view,
        Some(&plain.page),
        "questions.html",
        nodes.into_iter().collect(),
    );
    sheet.context.insert("content", &parts.intro);
    sheet.context.insert("sections", &parts.sections);
    sheet
}

fn section(maker: &Maker<'_>, plain: &Plain) -> Sheet {
    let folder = folder(&plain.page.path);
    let entries: Vec<&Value> = maker
        .catalogue
        .pages
        .iter()
        .zip(&maker.cards.pages)
        .filter(|(other, _)| other.kind == Kind::Page && self::folder(&other.page.path) == folder)
        .map(|(_, card)| card)
        .collect();
    let view = PageView::of(&plain.page, "").below([]);
    let mut sheet = maker.sheet(view, Some(&plain.page), "section.html", Vec::new());
    sheet
        .context
        .insert("content", &markdown::render(&plain.page.body).html);
    sheet.context.insert("cards", &entries);
    sheet
}

fn page(maker: &Maker<'_>, plain: &Plain) -> Sheet {
    let parent = maker.catalogue.pages.iter().find(|other| {
        other.kind == Kind::Section && folder(&other.page.path) == folder(&plain.page.path)
    });
    let parent = parent.map(|other| Link::new(&other.page.title, &other.page.address));
    let view = PageView::of(&plain.page, "").below(parent);
    let body = markdown::render(&plain.page.body);
    let mut sheet = maker.sheet(view, Some(&plain.page), "page.html", Vec::new());
    sheet.context.insert("content", &body.html);
    sheet.context.insert("headings", &body.headings);
    sheet
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
