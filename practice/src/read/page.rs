//! The keys that every page may have.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::file::File;
use super::known::{Known, TAXONOMY};
use super::table::{Placed, Table};
use crate::Id;
use crate::catalogue::{Image, Page};

/// The longest title that is not remarked on, in characters.
const TITLE_CHARACTERS_MAX: usize = 100;
/// Weights that no list runs out of.
const WEIGHTS: RangeInclusive<i64> = -1_000_000..=1_000_000;

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
    known: &Known,
    fallback: &Fallback<'_>,
) -> Page {
    let path = file.source.path.as_str();
    // Known to every page, whoever asked for it first.
    let _ = is_draft(table);
    let title = title(table, fallback);
    let slug = slug(path, table);
    let description = table.text("description").map(|text| text.value);
    Page {
        path: path.to_owned(),
        address: address(path, slug.as_ref()),
        title,
        description: description.unwrap_or_else(|| fallback.description.to_owned()),
        date: table.date("date").map(|date| date.value),
        updated: table.date("updated").map(|date| date.value),
        weight: table.number("weight", WEIGHTS).unwrap_or(0),
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
    let title = match fallback.title {
        Some(_) => table.text("title"),
        None => table.required_text(
            "title",
            "write `title = \"...\"`, the heading visitors read",
        ),
    };
    let Some(Placed { value, bytes }) = title else {
        return fallback.title.unwrap_or_default().to_owned();
    };
    if value.chars().count() > TITLE_CHARACTERS_MAX {
        table.warning(
            bytes,
            format!("the title has more than {TITLE_CHARACTERS_MAX} characters"),
            "search results cut it off after some sixty: say the rest in `description`",
        );
    }
    value
}

fn slug(path: &str, table: &Table<'_>) -> Option<Id> {
    let written = table.text("slug")?;
    if path.ends_with("index.md") {
        table.error(
            written.bytes,
            "an `index.md` has the address of its folder",
            "take `slug` away, and rename the folder if it should have another address",
        );
        return None;
    }
    table.id_of(written).map(|slug| slug.value)
}

fn aliases(table: &Table<'_>) -> Vec<String> {
    let aliases = table.texts("aliases").into_iter();
    aliases
        .filter_map(|Placed { value, bytes }| {
            if is_address(&value) {
                return Some(value);
            }
            let path = value.trim_matches('/');
            let mended = format!("/{path}/");
            let help = if !path.contains(':') && is_address(&mended) {
                format!("write `\"{mended}\"`")
            } else {
                "write the part after the host alone, such as `\"/old-page/\"`".to_owned()
            };
            table.error(
                bytes,
                format!("`{value}` is not an address of this site"),
                help,
            );
            None
        })
        .collect()
}

/// Whether a text is `/old-page/` or `/old-page.html`.
fn is_address(text: &str) -> bool {
    let ends = text.ends_with('/') || text.ends_with(".html");
    let refused =
        |sign: char| sign.is_whitespace() || sign.is_control() || "?#\\<>\"'`:".contains(sign);
    let steps = text.split('/').any(|part| matches!(part, "." | ".."));
    text.starts_with('/') && ends && !steps && !text.contains("//") && !text.contains(refused)
}

fn image(table: &Table<'_>) -> Option<Image> {
    let image = table.table(
        "image",
        "image = { src = \"picture.jpg\", alt = \"What it shows\" }",
    )?;
    let src = image.required_text("src", "write `src = \"picture.jpg\"`, a file in `images/`");
    if !image.has("alt") {
        image.missing(
            "alt",
            "write `alt = \"...\"`: what the picture shows, for those who do not see it",
        );
    }
    let alt = image.any_text("alt");
    image.finish();
    Some(Image {
        src: src?.value,
        alt: alt?,
    })
}

fn taxonomies(table: &Table<'_>, known: &Known) -> BTreeMap<String, Vec<String>> {
    let Some(taxonomies) = table.table("taxonomies", "[taxonomies]") else {
        return BTreeMap::new();
    };
    let mut read = BTreeMap::new();
    for (Placed { value: name, bytes }, terms) in taxonomies.lists() {
        let unknown = known
            .taxonomies
            .as_ref()
            .and_then(|names| names.unknown(&name, &TAXONOMY));
        if let Some((message, help)) = unknown {
            table.error(bytes, message, help);
        } else {
            read.insert(name, terms.into_iter().map(|term| term.value).collect());
        }
    }
    read
}
