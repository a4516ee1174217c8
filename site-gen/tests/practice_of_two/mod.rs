//! A small practice to build sites from.
#![allow(dead_code, reason = "each test file uses its part")]

use practice::Catalogue;
use practice::read::{Source, catalogue};
use site_gen::{Site, Theme, build};

/// Where the test sites are.
pub(crate) const BASE: &str = "https://www.example.com";

const PRACTICE: &str = r#"
name = "Still Water"
tagline = "Massage by the river"
phone = "(518) 555-0142"
url = "https://www.example.com"
timezone = "America/New_York"
currency = "USD"
language = "en"
hue = 48
[address]
street = "1 Mill Lane"
city = "Alder Falls"
region = "NY"
postcode = "12099"
country = "US"
[hours]
mon = ["09:00-12:00", "13:15-18:00"]
tue = ["09:00-12:00", "13:15-18:00"]
sat = ["10:00-14:00"]
[[exceptions]]
date = 2026-12-25
hours = []
"#;

const DEEP_TISSUE: &str = r#"+++
title = "Deep <script> tissue"
summary = "Slow, firm work on backs that have been stiff for months, within the pressure you can breathe through."
updated = 2026-11-20
aliases = ["/deep-massage/"]
techniques = ["kneading"]
helps_with = ["back-pain"]
therapists = ["maya"]
offers = [{ minutes = 60, price = "95.00" }, { minutes = 90, price = "135.00" }]
contraindications = { red = ["A fever."], yellow = ["Blood thinners."] }
faq = [{ question = "Does it hurt?", answer = "It may ache </script> a little." }]
reviewed = { by = "Maya Renner, LMT", on = 2026-11-01 }
+++

Slow work.

## On the table

Calm.
"#;

/// The files of the practice, one of them replaced.
pub(crate) fn sources(replaced: Option<(&str, &str)>) -> Vec<Source> {
    let files = [
        ("practice.toml", PRACTICE),
        (
            "index.md",
            "+++\ntitle = \"Massage by the river\"\n+++\n\nWelcome.\n\n## What happens\n\n1. **We talk.** Then we work.\n",
        ),
        ("services/deep-tissue.md", DEEP_TISSUE),
        (
            "techniques/kneading.md",
            "+++\ntitle = \"Kneading\"\nsummary = \"Lifting and rolling.\"\n+++\n\nLike dough.\n",
        ),
        (
            "conditions/back-pain.md",
            "+++\ntitle = \"Back pain\"\nsummary = \"Stiff backs.\"\n+++\n\nIt aches.\n",
        ),
        (
            "team/maya.md",
            "+++\ntitle = \"Maya Renner\"\nname = \"Maya Renner\"\nemail = \"maya.private@example.com\"\nrole = \"Licensed massage therapist\"\ncredentials = [\"LMT, license 27-000000\"]\n+++\n\nCalm hands.\n",
        ),
        (
            "faq.md",
            "+++\ntitle = \"Questions\"\nupdated = 2026-10-02\n+++\n\nAsk us.\n\n## What should I wear?\n\nAnything *easy*.\n\n## May I talk?\n\nYes.\n",
        ),
    ];
    files
        .into_iter()
        .map(|(path, text)| {
            let text = replaced
                .filter(|(other, _)| *other == path)
                .map_or(text, |(_, text)| text);
            Source {
                path: path.to_owned(),
                text: text.to_owned(),
            }
        })
        .collect()
}

/// The practice.
pub(crate) fn practice() -> Catalogue {
    let reading = catalogue(&sources(None));
    let problems: Vec<String> = reading
        .diagnostics
        .iter()
        .map(ToString::to_string)
        .collect();
    reading
        .catalogue
        .unwrap_or_else(|| unreachable!("{}", problems.join("\n")))
}

/// Its site in the theme that comes with it.
pub(crate) fn site() -> Site {
    let theme = Theme::builtin().expect("the built-in theme can be read");
    build(&practice(), &theme, BASE).unwrap_or_else(|problems| unreachable!("{problems:#?}"))
}

/// A text file of a site.
pub(crate) fn text<'a>(site: &'a Site, path: &str) -> &'a str {
    let bytes = site
        .files
        .get(path)
        .unwrap_or_else(|| unreachable!("`{path}` is not in the site"));
    std::str::from_utf8(bytes).expect("a page is UTF-8")
}

/// The part of a text between two marks.
pub(crate) fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text
        .find(from)
        .unwrap_or_else(|| unreachable!("`{from}` is not in the page"))
        + from.len();
    let end = text[start..]
        .find(to)
        .unwrap_or_else(|| unreachable!("`{to}` does not follow"));
    &text[start..start + end]
}
