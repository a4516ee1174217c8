//! The site: every file a practice's visitors can ask for, made in memory.

use std::collections::{BTreeMap, BTreeSet};

use practice::Catalogue;

use crate::pages::{self, Sheet};
use crate::redirect::redirects;
use crate::sitemap::{robots, sitemap};
use crate::theme::{TemplateProblem, Theme};

/// A site, whole.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Path without a leading slash, and bytes: `services/deep-tissue/index.html`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Makes the site of a catalogue. Pure: nothing is read, nothing written.
///
/// `base_url` is the site's origin without a closing slash: `https://www.example.com`.
///
/// # Errors
/// Every [`TemplateProblem`] there is, each place in a template once.
pub fn build(
    catalogue: &Catalogue,
    theme: &Theme,
    base_url: &str,
) -> Result<Site, Vec<TemplateProblem>> {
    let theme = theme.clone().with_site(catalogue, base_url);
    let sheets = pages::all(catalogue, base_url);
    let mut site = Site::default();
    let mut problems = Problems::default();
    for redirect in redirects(catalogue) {
        let drawn = theme.draw("redirect.html", &redirect, &redirect.source);
        problems.keep(drawn, |html| site.add(file_of(&redirect.from), html));
    }
    for sheet in &sheets {
        problems.keep(draw(&theme, sheet), |html| {
            site.add(file_of(&sheet.address), html);
        });
    }
    for (address, bytes) in theme.assets() {
        site.files.insert(file_of(address), bytes.to_vec());
    }
    site.add("sitemap.xml".to_owned(), sitemap(sheets.iter(), base_url));
    site.add("robots.txt".to_owned(), robots(base_url));
    if problems.found.is_empty() {
        Ok(site)
    } else {
        Err(problems.found)
    }
}

impl Site {
    fn add(&mut self, path: String, text: String) {
        self.files.insert(path, text.into_bytes());
    }
}

fn draw(theme: &Theme, sheet: &Sheet) -> Result<String, TemplateProblem> {
    theme.draw_context(&sheet.template, &sheet.context, &sheet.source)
}

/// Problems, each place in a template once: a broken template would else be told of by every page.
#[derive(Default)]
struct Problems {
    found: Vec<TemplateProblem>,
    places: BTreeSet<(String, usize, usize)>,
}

impl Problems {
    fn keep(&mut self, drawn: Result<String, TemplateProblem>, add: impl FnOnce(String)) {
        match drawn {
            Ok(html) => add(html),
            Err(problem) => {
                if self
                    .places
                    .insert((problem.template.clone(), problem.line, problem.column))
                {
                    self.found.push(problem);
                }
            }
        }
    }
}

/// `/services/` is the file `services/index.html`; an address with an ending is a file itself.
fn file_of(address: &str) -> String {
    let path = address.trim_start_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else if name.contains('.') {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    }
}
