//! Links of the content that lead nowhere.

use std::collections::BTreeMap;

use practice::catalogue::Page;
use practice::read::Source;
use practice::{Catalogue, Diagnostic};
use pulldown_cmark::{Event, Parser, Tag};

use crate::markdown;
use crate::site::Site;

/// Addresses that the functions answer.
const SERVED: [&str; 4] = ["/booking/", "/intake/", "/desk/", "/api/"];

/// Warns of every link in a body that leads to a page or an anchor of this site that is not there.
#[must_use]
pub fn check(sources: &[Source], catalogue: &Catalogue, site: &Site) -> Vec<Diagnostic> {
    let texts: BTreeMap<&str, &str> = sources
        .iter()
        .map(|source| (source.path.as_str(), source.text.as_str()))
        .collect();
    let pages = catalogue.all_pages();
    let pages = pages.filter_map(|page| Some((page, *texts.get(page.path.as_str())?)));
    pages
        .flat_map(|(page, text)| dead_links(page, text, site))
        .collect()
}

fn dead_links(page: &Page, text: &str, site: &Site) -> Vec<Diagnostic> {
    // A body is the end of its file.
    let body_start = text.len() - page.body.len();
    let events = Parser::new_ext(&page.body, markdown::OPTIONS).into_offset_iter();
    let links = events.filter_map(|(event, bytes)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url, bytes)),
        _ => None,
    });
    links
        .filter_map(|(address, bytes)| {
            let help = dead(&address, page, site)?;
            let bytes = body_start + bytes.start..body_start + bytes.end;
            let message = format!("`{address}` leads nowhere");
            Some(
                Diagnostic::at(&page.path, text, bytes, message)
                    .help(help)
                    .warning(),
            )
        })
        .collect()
}

/// What to do about an address that leads nowhere; none for one that leads somewhere, or elsewhere.
fn dead(address: &str, page: &Page, site: &Site) -> Option<&'static str> {
    let elsewhere = address.contains(':') || address.starts_with("//");
    if elsewhere || SERVED.iter().any(|served| address.starts_with(served)) {
        return None;
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or(path);
    let path = if path.is_empty() { &page.address } else { path };
    let Some(name) = path.strip_prefix('/') else {
        return Some("write the whole address, such as `/services/`");
    };
    let file = site
        .files
        .get(name)
        .or_else(|| site.files.get(&format!("{name}index.html")));
    match file {
        Some(html) if anchor.is_empty() || has_anchor(html, anchor) => None,
        Some(_) => Some("no heading of that page has this name"),
        None if site.files.contains_key(&format!("{name}/index.html")) => {
            Some("end it with a slash")
        }
        None => Some("no page has this address; look at the name of the file it should lead to"),
    }
}

fn has_anchor(html: &[u8], anchor: &str) -> bool {
    let id = format!("id=\"{anchor}\"");
    html.windows(id.len()).any(|window| window == id.as_bytes())
}
