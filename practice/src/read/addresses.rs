//! No two pages at one address.

use std::collections::BTreeMap;

use super::problems::Problems;
use super::source::Source;
use crate::Diagnostic;
use crate::catalogue::{Catalogue, Page};

/// Addresses that the generator and the functions answer themselves.
const TAKEN: [&str; 5] = ["/book/", "/booking/", "/intake/", "/desk/", "/api/"];

/// Reports pages and aliases that claim an address already taken.
pub(super) fn check(catalogue: &Catalogue, sources: &[Source], problems: &Problems) {
    let mut owners: BTreeMap<&str, &str> = TAKEN
        .iter()
        .map(|address| (*address, "the booking pages"))
        .collect();
    for page in catalogue.all_pages() {
        claim(&mut owners, &page.address, page, sources, problems);
    }
    for page in catalogue.all_pages() {
        for alias in &page.aliases {
            claim(&mut owners, alias, page, sources, problems);
        }
    }
}

fn claim<'a>(
    owners: &mut BTreeMap<&'a str, &'a str>,
    address: &'a str,
    page: &'a Page,
    sources: &[Source],
    problems: &Problems,
) {
    let Some(owner) = owners.insert(address, &page.path) else {
        return;
    };
    let text = sources
        .iter()
        .find(|source| source.path == page.path)
        .map_or("", |source| source.text.as_str());
    let written = address
        .trim_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(address);
    let start = ["slug", "aliases"]
        .iter()
        .filter_map(|key| text.find(key).filter(|_| text.contains(written)))
        .next()
        .unwrap_or(0);
    let length = text[start..].lines().next().unwrap_or("").len();
    problems.push(
        Diagnostic::at(
            &page.path,
            text,
            start..start + length,
            format!("`{address}` is already the address of {owner}"),
        )
        .help("rename the file, or change its `slug` or `aliases`"),
    );
    owners.insert(address, owner);
}
