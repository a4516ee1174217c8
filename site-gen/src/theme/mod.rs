//! A theme: the templates that draw every page, built or served, and the files beside them.

mod assets;
mod colour;
mod files;
mod part;
mod problem;
mod templates;

use std::collections::BTreeMap;
use std::sync::Arc;

use practice::Catalogue;
use serde::Serialize;
use tera::Context;

use assets::Assets;
pub use problem::TemplateProblem;
use templates::Templates;

use crate::view;

/// The hue of drawings and sheets as long as no practice has chosen one.
const HUE_UNTINTED: u16 = 150;

/// Templates, checked and ready, and assets.
#[derive(Clone)]
pub struct Theme {
    templates: Templates,
    sources: BTreeMap<String, Vec<u8>>,
    assets: Assets,
}

impl Theme {
    /// The theme inside the binary, `calm`.
    ///
    /// # Errors
    /// [`TemplateProblem`], when a template cannot be read.
    pub fn builtin() -> Result<Self, TemplateProblem> {
        Self::from_files(files::builtin())
    }

    /// The files of the theme inside the program.
    #[must_use]
    pub fn builtin_files() -> Vec<(String, Vec<u8>)> {
        files::builtin()
    }

    /// A theme from the files of its folder: path relative to the folder, with `/` between its
    /// parts, and bytes. `templates/` and `assets/` count; anything else is passed over.
    ///
    /// # Errors
    /// [`TemplateProblem`], when a template cannot be read: bad syntax, or an unknown filter,
    /// component or parent.
    pub fn from_files(files: Vec<(String, Vec<u8>)>) -> Result<Self, TemplateProblem> {
        let files = files::sort(files);
        if let Some(template) = files.unreadable.first() {
            let error = tera::Error::message(format!("Template '{template}' is not UTF-8 text"));
            return Err(TemplateProblem::of(&error, template, ""));
        }
        let templates = Templates::read(&files.templates)?;
        let assets = Assets::new(&files.assets, HUE_UNTINTED);
        Ok(Self {
            templates,
            sources: files.assets,
            assets,
        })
    }

    /// A theme whose templates were checked before, and whose assets are served by somebody else, by
    /// name at these addresses. Templates (name below `templates/`, and text) are asked for when the
    /// first page is drawn, and a folder's are read when one is first drawn from it.
    #[must_use]
    pub fn of_checked(
        templates: impl Fn() -> Vec<(String, String)> + Send + Sync + 'static,
        asset_addresses: BTreeMap<String, String>,
    ) -> Self {
        Self {
            templates: Templates::later(Arc::new(templates)),
            sources: BTreeMap::new(),
            assets: Assets::elsewhere(asset_addresses),
        }
    }

    /// The templates among the files of a theme's folder: name below `templates/`, and text.
    pub fn templates(files: &[(String, Vec<u8>)]) -> impl Iterator<Item = (&str, &str)> {
        files.iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix(files::TEMPLATES)?;
            Some((name, std::str::from_utf8(bytes).ok()?))
        })
    }

    /// The theme of one practice: every template sees it as `site`, every asset has its hue.
    ///
    /// `base_url` is the site's origin without a closing slash: `https://www.example.com`.
    #[must_use]
    pub fn with_site(mut self, catalogue: &Catalogue, base_url: &str) -> Self {
        if !self.sources.is_empty() {
            self.assets = Assets::new(&self.sources, catalogue.practice.hue);
        }
        let site = view::site(catalogue, base_url, &self.assets.addresses);
        self.templates.set_site(site);
        self
    }

    /// Whether there is a template of this name.
    #[must_use]
    pub fn has(&self, template: &str) -> bool {
        self.templates.has(template)
    }

    /// Draws a page: `theme.render("booking/times.html", &context)`.
    ///
    /// # Errors
    /// [`TemplateProblem`], when the template does not exist or asks for what the context lacks.
    pub fn render(
        &self,
        template: &str,
        context: &impl Serialize,
    ) -> Result<String, TemplateProblem> {
        self.draw(template, context, template)
    }

    /// [`Theme::render`], naming the page in the problem.
    pub(crate) fn draw(
        &self,
        template: &str,
        context: &impl Serialize,
        page: &str,
    ) -> Result<String, TemplateProblem> {
        let context = Context::from_serialize(context)
            .map_err(|error| TemplateProblem::of(&error, template, page))?;
        self.draw_context(template, &context, page)
    }

    /// [`Theme::draw`] for what is a context already.
    pub(crate) fn draw_context(
        &self,
        template: &str,
        context: &Context,
        page: &str,
    ) -> Result<String, TemplateProblem> {
        let drawing = self.templates.drawing(template)?;
        drawing
            .render(template, context)
            .map_err(|error| TemplateProblem::of(&error, template, page))
    }

    /// The name of each asset in the theme, and its address on the site.
    #[must_use]
    pub fn asset_addresses(&self) -> &BTreeMap<String, String> {
        &self.assets.addresses
    }

    /// The theme's files: address (`/assets/calm.0a1b2c3d4e.css`) and bytes.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets
            .files
            .iter()
            .map(|(address, bytes)| (address.as_str(), bytes.as_slice()))
    }
}
