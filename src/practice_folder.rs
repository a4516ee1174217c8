//! A practice on disk: where its content and its theme are, and what they make.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use functions::{PACK_FILE, Published, mail};
use practice::read::{self, PRACTICE_PATH, Source};
use practice::{Catalogue, Diagnostic};
use site_gen::{Site, TemplateProblem, Theme, folder, links};

use crate::failure::Failure;

/// The theme that is inside the program.
const BUILTIN_THEME: &str = "calm";

/// Files by path.
type Files = Vec<(String, Vec<u8>)>;

/// Where a practice is.
#[derive(Clone, Debug)]
pub(crate) struct PracticeFolder {
    /// Holds `practice.toml`.
    pub(crate) content: PathBuf,
    /// Holds a folder per theme, if the practice has its own.
    pub(crate) themes: PathBuf,
    /// Holds the data, unless another place is named.
    root: PathBuf,
}

/// A practice, whole.
pub(crate) struct Loaded {
    pub(crate) catalogue: Catalogue,
    pub(crate) theme: Theme,
    pub(crate) sources: Vec<Source>,
    /// The theme's files, for the functions.
    pub(crate) theme_files: Files,
    /// Warnings of its content: an error would have stopped it.
    warnings: Vec<Diagnostic>,
}

/// A site, and the practice as it is published with it.
pub(crate) struct Built {
    pub(crate) site: Site,
    pub(crate) published: Published,
    pub(crate) warnings: Vec<Diagnostic>,
}

impl PracticeFolder {
    /// Finds the practice in a folder that is its content, or holds it as `content/`.
    pub(crate) fn find(dir: &Path) -> Result<Self, Failure> {
        if !dir.is_dir() {
            return Err(Failure::said(
                format!("there is no folder `{}`", dir.display()),
                "name the practice's folder",
            ));
        }
        let within = dir.join("content");
        let is_within = within.join(PRACTICE_PATH).is_file();
        let is_here = dir.join(PRACTICE_PATH).is_file();
        // Without `practice.toml`, pages make a practice too: what they lack is told of with the rest.
        let is_within = is_within || (!is_here && holds_pages(&within));
        let is_here = is_here || (!is_within && holds_pages(dir));
        if is_here {
            let named_content = dir
                .canonicalize()
                .is_ok_and(|full| full.file_name().is_some_and(|name| name == "content"));
            let root = if named_content {
                dir.join("..")
            } else {
                dir.to_owned()
            };
            Ok(Self {
                content: dir.to_owned(),
                themes: root.join("themes"),
                root,
            })
        } else if is_within {
            Ok(Self {
                content: within,
                themes: dir.join("themes"),
                root: dir.to_owned(),
            })
        } else {
            Err(Failure::said(
                format!(
                    "there is no practice in `{}`: neither `practice.toml` nor `content/practice.toml` is there",
                    dir.display()
                ),
                "name the folder that holds one, as in `knead dev my-practice`",
            ))
        }
    }

    /// Reads the practice.
    pub(crate) fn load(&self) -> Result<Loaded, Failure> {
        let sources = folder::sources(&self.content)?;
        let (catalogue, warnings) = catalogue_of(&sources)?;
        let (theme, theme_files) = self.theme(&catalogue.practice.theme)?;
        Ok(Loaded {
            catalogue,
            theme,
            sources,
            theme_files,
            warnings,
        })
    }

    /// Reads the catalogue alone, for what needs no theme.
    pub(crate) fn catalogue(&self) -> Result<Catalogue, Failure> {
        let (catalogue, _) = catalogue_of(&folder::sources(&self.content)?)?;
        Ok(catalogue)
    }

    /// Where bookings are kept, unless another place is named.
    pub(crate) fn data(&self) -> PathBuf {
        self.root.join(".knead")
    }

    fn theme(&self, name: &str) -> Result<(Theme, Files), Failure> {
        let own = self.themes.join(name);
        let broken = |problem| Failure::Problems {
            diagnostics: Vec::new(),
            templates: vec![problem],
        };
        if own.is_dir() {
            let files = folder::files(&own)?;
            return Ok((Theme::from_files(files.clone()).map_err(broken)?, files));
        }
        if name != BUILTIN_THEME {
            return Err(Failure::said(
                format!(
                    "there is no theme `{name}`: `{}` is not a folder",
                    own.display()
                ),
                format!("make it, or write `theme = \"{BUILTIN_THEME}\"` in practice.toml"),
            ));
        }
        Ok((Theme::builtin().map_err(broken)?, Theme::builtin_files()))
    }
}

impl Loaded {
    /// Draws the site for an origin; without one, for the practice's own.
    pub(crate) fn site(&self, base_url: Option<&str>) -> Result<Site, Failure> {
        let base_url = base_url
            .unwrap_or(&self.catalogue.practice.url)
            .trim_end_matches('/');
        self.draw(base_url).map(|(site, _)| site)
    }

    /// The site, and the practice as the functions publish it.
    pub(crate) fn build(self, base_url: &str) -> Result<Built, Failure> {
        let (site, theme) = self.draw(base_url)?;
        let warnings = self.warnings(&site);
        Ok(Built {
            site,
            published: Published {
                catalogue: self.catalogue,
                theme,
            },
            warnings,
        })
    }

    /// The site and the theme of an origin. A theme that cannot draw the practice's mail is as
    /// broken as one that cannot draw its pages.
    fn draw(&self, base_url: &str) -> Result<(Site, Theme), Failure> {
        let site = site_gen::build(&self.catalogue, &self.theme, base_url);
        let theme = self.theme.clone().with_site(&self.catalogue, base_url);
        let mail = mail::problems(&self.catalogue, &theme);
        match site {
            Ok(site) if mail.is_empty() => Ok((site, theme)),
            Ok(_) => Err(self.broken(mail)),
            Err(mut templates) => {
                templates.extend(mail);
                Err(self.broken(templates))
            }
        }
    }

    /// What the functions need of it, by path.
    pub(crate) fn functions_files(&self) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let url = self.catalogue.practice.url.trim_end_matches('/');
        let theme = self.theme.clone().with_site(&self.catalogue, url);
        let pack = functions::pack(&self.sources, &self.theme_files, &theme);
        let pack = pack.map_err(|error| Failure::said(error, "leave out what is no page"))?;
        Ok(BTreeMap::from([(PACK_FILE.to_owned(), pack)]))
    }

    /// Every warning: of the content, and of its links within the site.
    pub(crate) fn warnings(&self, site: &Site) -> Vec<Diagnostic> {
        let mut warnings = self.warnings.clone();
        warnings.extend(links::check(&self.sources, &self.catalogue, site));
        warnings
    }

    fn broken(&self, templates: Vec<TemplateProblem>) -> Failure {
        Failure::Problems {
            diagnostics: self.warnings.clone(),
            templates,
        }
    }
}

/// The catalogue of these sources, and the warnings about them.
fn catalogue_of(sources: &[Source]) -> Result<(Catalogue, Vec<Diagnostic>), Failure> {
    let reading = read::catalogue(sources);
    match reading.catalogue {
        Some(catalogue) => Ok((catalogue, reading.diagnostics)),
        None => Err(Failure::Problems {
            diagnostics: reading.diagnostics,
            templates: Vec::new(),
        }),
    }
}

fn holds_pages(folder: &Path) -> bool {
    folder.join("index.md").is_file() || folder.join("services").is_dir()
}
