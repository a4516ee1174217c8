//! Templates: all of them read and checked, or, where they were checked before, those of a folder
//! when a page is first drawn from it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::{Kwargs, State, Tera, Value};

use super::colour;
use super::part::part;
use super::problem::TemplateProblem;

/// Name below `templates/` and text, by name.
pub(super) type Texts = Vec<(String, String)>;

/// What pages are drawn from.
#[derive(Clone)]
pub(super) enum Templates {
    /// All are read.
    Read(Box<Tera>),
    /// They are read folder by folder.
    Later(Later),
}

/// Gives templates that were checked before.
type Load = Arc<dyn Fn() -> Texts + Send + Sync>;

/// Templates that were checked before.
#[derive(Clone)]
pub(super) struct Later {
    load: Load,
    loaded: OnceLock<Loaded>,
    site: Option<Value>,
}

/// Once the first page was drawn.
#[derive(Clone)]
struct Loaded {
    texts: Texts,
    /// By folder: `booking`.
    folders: BTreeMap<String, OnceLock<Result<Tera, TemplateProblem>>>,
}

impl Templates {
    /// Reads all of them.
    pub(super) fn read(texts: &Texts) -> Result<Self, TemplateProblem> {
        let all = texts.iter().map(|(name, text)| (&**name, &**text));
        Ok(Self::Read(Box::new(tera(all)?)))
    }

    /// Reads them later.
    pub(super) fn later(load: Load) -> Self {
        Self::Later(Later {
            load,
            loaded: OnceLock::new(),
            site: None,
        })
    }

    /// What every template sees as `site`.
    pub(super) fn set_site(&mut self, site: Value) {
        match self {
            Self::Read(tera) => {
                tera.global_context().insert_value("site", site);
            }
            Self::Later(later) => later.site = Some(site),
        }
    }

    pub(super) fn has(&self, template: &str) -> bool {
        match self {
            Self::Read(tera) => tera.contains_template(template),
            Self::Later(later) => {
                let mut texts = later.loaded().texts.iter();
                texts.any(|(name, _)| name == template)
            }
        }
    }

    /// What draws this template.
    pub(super) fn drawing(&self, template: &str) -> Result<&Tera, TemplateProblem> {
        match self {
            Self::Read(tera) => Ok(tera),
            Self::Later(later) => later.drawing(template),
        }
    }
}

impl Later {
    fn loaded(&self) -> &Loaded {
        self.loaded.get_or_init(|| {
            let texts = (self.load)();
            let folders = texts
                .iter()
                .map(|(name, _)| (folder(name), OnceLock::new()));
            Loaded {
                folders: folders.collect(),
                texts,
            }
        })
    }

    fn drawing(&self, template: &str) -> Result<&Tera, TemplateProblem> {
        let (loaded, folder) = (self.loaded(), folder(template));
        let Some(cell) = loaded.folders.get(&folder) else {
            let error = tera::Error::message(format!("Template '{template}' not found"));
            return Err(TemplateProblem::of(&error, template, ""));
        };
        let read = cell.get_or_init(|| self.read(&loaded.texts, &folder));
        read.as_ref().map_err(Clone::clone)
    }

    /// A folder's part; where that is not all it takes, all there is.
    fn read(&self, texts: &Texts, folder: &str) -> Result<Tera, TemplateProblem> {
        let all = || texts.iter().map(|(name, text)| (&**name, &**text));
        let mut tera = tera(part(texts, folder)).or_else(|_| tera(all()))?;
        if let Some(site) = &self.site {
            tera.global_context().insert_value("site", site.clone());
        }
        Ok(tera)
    }
}

fn folder(template: &str) -> String {
    template
        .split_once('/')
        .map_or(String::new(), |(folder, _)| folder.to_owned())
}

/// These templates, with the functions that all may call.
fn tera<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Tera, TemplateProblem> {
    let mut tera = Tera::new();
    tera.register_function("hex", |arguments: Kwargs, _: &State| {
        colour::hex(&arguments)
    });
    tera.add_raw_templates(texts)
        .map_err(|error| TemplateProblem::of(&error, "", ""))?;
    Ok(tera)
}
