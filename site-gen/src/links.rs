//! Links of the content that lead nowhere.

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
    catalogue.all_pages().flat_map(|page| dead_links(page.path.as_str(), &page.body, sources, site)).collect()
}

fn dead_links(path: &str, body: &str, sources: &[Source], site: &Site) -> Vec<Diagnostic> {
    let Some(source) = sources.iter().find(|source| source.path == path) else { return Vec::new() };
    // A body is the end of its file.
    let body_start = source.text.len() - body.len();
    let events = Parser::new_ext(body, markdown::OPTIONS).into_offset_iter();
    let links = events.filter_map(|(event, bytes)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url.into_string(), bytes)),
        _ => None,
    });
    links
        .filter_map(|(address, bytes)| {
            let help = dead(&address, site)?;
            let bytes = body_start + bytes.start..body_start + bytes.end;
            Some(Diagnostic::at(path, &source.text, bytes, format!("`{address}` leads nowhere")).help(help).warning())
        })
        .collect()
}

/// What to do about an address that leads nowhere; none for one that leads somewhere, or elsewhere.
fn dead(address: &str, site: &Site) -> Option<&'static str> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    if address.contains(':') || path.is_empty() || SERVED.iter().any(|served| path.starts_with(served)) {
        return None;
    }
    let Some(file) = path.strip_prefix('/') else {
        return Some("write the whole address, such as `/services/`");
    };
    if site.files.contains_key(file) && !file.is_empty() || site.files.contains_key(&format!("{file}index.html")) {
        return None;
    }
    if site.files.contains_key(&format!("{file}/index.html")) {
        return Some("end it with a slash");
    }
    Some("no page has this address; look at the name of the file it should lead to")
}
