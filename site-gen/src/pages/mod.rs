//! The pages of a site: for each its address, its template and what the template is given.

mod fixed;
mod forms;
mod lists;
mod plain;
mod service;
mod subject;
mod therapist;

use jiff::civil::Date;
use practice::Catalogue;
use practice::catalogue::{Kind, Page, Plain};
use serde_json::Value as Json;
use tera::Context;

use crate::structured;
use crate::view::{Cards, PageView};

/// A page that is ready to be drawn.
pub(crate) struct Sheet {
    /// Where it is: `/services/deep-tissue/`, or `/404.html`.
    pub(crate) address: String,
    /// What a problem names: the content file, or the address of a page without one.
    pub(crate) source: String,
    /// Its template.
    pub(crate) template: String,
    /// What the template is given besides `site`.
    pub(crate) context: Context,
    /// The day of its last change, where known.
    pub(crate) changed: Option<Date>,
    /// Whether the sitemap names it.
    pub(crate) listed: bool,
}

/// What every page is made from.
pub(crate) struct Maker<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) base_url: &'a str,
    pub(crate) cards: Cards,
}

/// All pages, in no order that matters.
pub(crate) fn all(catalogue: &Catalogue, base_url: &str) -> Vec<Sheet> {
    let maker = Maker {
        catalogue,
        base_url,
        cards: Cards::new(catalogue),
    };
    let mut sheets = Vec::new();
    sheets.extend(plain::sheets(&maker));
    sheets.extend(lists::sheets(&maker));
    sheets.extend(
        catalogue
            .services
            .iter()
            .map(|one| service::sheet(&maker, one)),
    );
    sheets.extend(subject::sheets(&maker));
    sheets.extend(
        catalogue
            .therapists
            .iter()
            .filter_map(|one| therapist::sheet(&maker, one)),
    );
    sheets.extend(fixed::sheets(&maker));
    sheets.extend(forms::sheets(&maker));
    sheets
}

impl Maker<'_> {
    /// A sheet from a page's view. `structured` comes last in its graph, after the trail.
    fn sheet(
        &self,
        mut view: PageView,
        page: Option<&Page>,
        template: &str,
        nodes: Vec<Json>,
    ) -> Sheet {
        let trail = structured::trail(self.base_url, &view.trail);
        let nodes: Vec<Json> = trail.into_iter().chain(nodes).collect();
        view.structured = structured::graph(&nodes);
        let mut context = Context::new();
        context.insert("page", &view);
        Sheet {
            source: page.map_or_else(|| view.address.clone(), |page| page.path.clone()),
            template: page
                .and_then(|page| page.template.clone())
                .unwrap_or(template.to_owned()),
            changed: page.and_then(|page| page.updated.or(page.date)),
            listed: !view.unlisted,
            address: view.address,
            context,
        }
    }

    /// The plain page of a kind, where the content has one.
    fn plain(&self, kind: Kind) -> Option<&Plain> {
        self.catalogue.pages.iter().find(|plain| plain.kind == kind)
    }
}
