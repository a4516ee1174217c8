//! The keys that every page may have.

use std::collections::BTreeMap;

use super::known::Known;
use super::nearest::suggestion;
use super::source::File;
use super::table::{Placed, Table};
use crate::Id;
use crate::catalogue::{Image, Page};

/// The longest title a search result shows whole, in characters.
const TITLE_CHARACTERS_MAX: usize = 200;

/// What stands in for facts a page leaves out.
pub(super) struct Fallback<'a> {
    /// In place of `title`; none: the title has to be there.
    pub(super) title: Option<&'a str>,
    /// In place of `description`.
    pub(super) description: &'a str,
}

/// Reads the keys that every page may have; the caller reads its kind's own and finishes the table.
pub(super) fn page(
    file: &File<'_>,
    table: &Table<'_>,
    known: &Known<'_>,
    fallback: &Fallback<'_>,
) -> Page {
    let title = title(table, fallback);
    let slug = table
        .text("slug")
        .and_then(|slug| match Id::parse(&slug.value) {
            Ok(id) => Some(id),
            Err(why) => {
                table.error(
                    slug.bytes,
                    format!("`{}` cannot be part of an address", slug.value),
                    why.to_string(),
                );
                None
            }
        });
    let description = table.text("description").map(|text| text.value);
    Page {
        path: file.source.path.clone(),
        address: address(&file.source.path, slug.as_ref()),
        title,
        description: description.unwrap_or_else(|| fallback.description.to_owned()),
        date: table.date("date").map(|date| date.value),
        updated: table.date("updated").map(|date| date.value),
        weight: table
            .number("weight", -1_000_000..=1_000_000)
            .map_or(0, |weight| weight.value),
        aliases: aliases(table),
        template: table.text("template").map(|text| text.value),
        image: image(table),
        taxonomies: taxonomies(table, known),
        extra: table.free("extra"),
        body: file.body().to_owned(),
        body_line: file.body_line(),
    }
}

/// Whether the author keeps the page to themselves for now.
pub(super) fn is_draft(table: &Table<'_>) -> bool {
    table.yes("draft").unwrap_or(false)
}

/// Where visitors find a file: `services/deep-tissue.md` stands at `/services/deep-tissue/`.
pub(super) fn address(path: &str, slug: Option<&Id>) -> String {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let name = slug.map_or(name, Id::as_str);
    let parts = [folder, if name == "index" { "" } else { name }];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        "/".to_owned()
    } else {
        format!("/{}/", parts.join("/"))
    }
}

fn title(table: &Table<'_>, fallback: &Fallback<'_>) -> String {
    match (table.text("title"), fallback.title) {
        (Some(title), _) => {
            if title.value.chars().count() > TITLE_CHARACTERS_MAX {
                table.error(
                    title.bytes,
                    "the title is too long",
                    format!("use at most {TITLE_CHARACTERS_MAX} characters"),
                );
            }
            title.value
        }
        (None, Some(title)) => title.to_owned(),
        (None, None) => {
            if !table.has("title") {
                table.missing(
                    "title",
                    "write `title = \"...\"`, the heading visitors read",
                );
            }
            String::new()
        }
    }
}

fn aliases(table: &Table<'_>) -> Vec<String> {
    let aliases = table.texts("aliases").into_iter();
    aliases
        .filter_map(|Placed { value, bytes }| {
            let shaped = value.starts_with('/')
                && value.ends_with('/')
                && !value.contains("//")
                && !value.contains("..");
            if !shaped || value.contains(['?', '#', '\\', '<', '"', ' ']) {
                table.error(
                    bytes,
                    format!("`{value}` is not an address of this site"),
                    "write it like `/old-page/`",
                );
                return None;
            }
            Some(value)
        })
        .collect()
}

fn image(table: &Table<'_>) -> Option<Image> {
    let image = table.table("image")?;
    let src = image.text("src");
    let alt = image
        .has("alt")
        .then(|| image.text("alt").map_or(String::new(), |alt| alt.value));
    if !image.has("src") {
        image.missing("src", "write `src = \"picture.jpg\"`, a file in `images/`");
    }
    if alt.is_none() {
        image.missing(
            "alt",
            "write `alt = \"...\"`: what the picture shows, for those who do not see it",
        );
    }
    image.finish();
    Some(Image {
        src: src?.value,
        alt: alt?,
    })
}

fn taxonomies(table: &Table<'_>, known: &Known<'_>) -> BTreeMap<String, Vec<String>> {
    let Some(taxonomies) = table.table("taxonomies") else {
        return BTreeMap::new();
    };
    let mut read = BTreeMap::new();
    for (Placed { value: name, bytes }, terms) in taxonomies.rest() {
        if known.taxonomies.contains(&name.as_str()) {
            read.insert(name, terms.into_iter().map(|term| term.value).collect());
        } else {
            let help = suggestion(
                &name,
                &known.taxonomies,
                "list it in `taxonomies` of practice.toml",
            );
            table.error(bytes, format!("no taxonomy is called `{name}`"), help);
        }
    }
    read
}
