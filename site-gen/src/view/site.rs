//! `site` in a template: the practice, set once for every page, built or served.

use std::collections::BTreeMap;

use practice::catalogue::{Catalogue, Kind};
use serde::Serialize;
use tera::Value;

use super::address::AddressView;
use super::{Cards, Link, Rows, rows};
use crate::words;

/// The most links of a header that nobody chose.
const NAV_LINKS_MAX: usize = 5;

#[derive(Serialize)]
struct SiteView<'a> {
    name: &'a str,
    tagline: &'a str,
    phone: &'a str,
    /// What a phone dials: digits, and `+` where written.
    phone_digits: String,
    email: &'a str,
    base_url: &'a str,
    language: &'a str,
    currency: &'a str,
    timezone: &'a str,
    /// Degrees of OKLCH, for colours where style sheets do not reach.
    hue: u16,
    address: Option<AddressView>,
    nav: Vec<Link>,
    /// The practice's own pages that no list holds: about, first visit, policies.
    pages: Vec<Link>,
    hours: Rows,
    booking: PolicyView,
    services: Vec<Value>,
    techniques: Vec<Value>,
    conditions: Vec<Value>,
    therapists: Vec<Value>,
    /// Theme file and its address.
    assets: &'a BTreeMap<String, String>,
    extra: &'a toml::Table,
}

#[derive(Serialize)]
struct PolicyView {
    /// `2 hours`
    notice: String,
    /// `24 hours`
    cancel_window: String,
    approval: bool,
}

/// The value of `site`. Text, numbers and lists always have one, so this cannot fail.
pub(crate) fn site(
    catalogue: &Catalogue,
    base_url: &str,
    assets: &BTreeMap<String, String>,
) -> Value {
    let practice = &catalogue.practice;
    let cards = Cards::new(catalogue);
    Value::from_serializable(&SiteView {
        name: &practice.name,
        tagline: &practice.tagline,
        phone: &practice.phone,
        phone_digits: dialled(&practice.phone),
        email: &practice.email,
        base_url,
        language: &practice.language,
        currency: practice.currency.code(),
        timezone: &practice.timezone_name,
        hue: practice.hue,
        address: practice.address.as_ref().map(AddressView::of),
        nav: nav(catalogue),
        pages: own_pages(catalogue),
        hours: rows(&practice.hours),
        booking: PolicyView {
            notice: words::span(practice.booking.notice_minutes),
            cancel_window: words::span(practice.booking.cancel_window_hours.saturating_mul(60)),
            approval: practice.booking.approval,
        },
        services: cards.services,
        techniques: cards.techniques,
        conditions: cards.conditions,
        therapists: cards.therapists,
        assets,
        extra: &practice.extra,
    })
}

/// The links the practice chose, or those its content makes plain.
fn nav(catalogue: &Catalogue) -> Vec<Link> {
    if !catalogue.practice.nav.is_empty() {
        let chosen = catalogue.practice.nav.iter();
        return chosen
            .map(|link| Link::new(&link.title, &link.address))
            .collect();
    }
    let team = catalogue
        .therapists
        .iter()
        .any(|therapist| therapist.page.is_some());
    let questions = catalogue
        .pages
        .iter()
        .find(|plain| plain.kind == Kind::Questions);
    let links = [
        Some(Link::new("Services", "/services/")),
        (!catalogue.techniques.is_empty()).then(|| Link::new("Techniques", "/techniques/")),
        (!catalogue.conditions.is_empty()).then(|| Link::new("Conditions", "/conditions/")),
        team.then(|| Link::new("Team", "/team/")),
        questions.map(|plain| Link::new("Questions", &plain.page.address)),
    ];
    links.into_iter().flatten().take(NAV_LINKS_MAX).collect()
}

fn own_pages(catalogue: &Catalogue) -> Vec<Link> {
    let own = catalogue.pages.iter().filter(|plain| match plain.kind {
        Kind::Page => !plain.page.path.contains('/'),
        Kind::Section => plain.page.path.matches('/').count() == 1,
        _ => false,
    });
    own.map(|plain| Link::new(&plain.page.title, &plain.page.address))
        .collect()
}

fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|character| character.is_ascii_digit() || *character == '+')
        .collect()
}
