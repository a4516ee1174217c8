//! Whatever an author saves, the reader answers: it never panics, and what it tells lies in the file.

use practice::Diagnostic;
use practice::read::{Source, catalogue};
use proptest::prelude::*;

/// Files of the practice that ships, one of each kind, and a small form.
const FILES: [(&str, &str); 9] = [
    ("practice.toml", include_str!("../../content/practice.toml")),
    ("index.md", include_str!("../../content/index.md")),
    ("faq.md", include_str!("../../content/faq.md")),
    (
        "services/deep-tissue.md",
        include_str!("../../content/services/deep-tissue.md"),
    ),
    (
        "techniques/friction.md",
        include_str!("../../content/techniques/friction.md"),
    ),
    (
        "conditions/back-pain.md",
        include_str!("../../content/conditions/back-pain.md"),
    ),
    ("team/maya.md", include_str!("../../content/team/maya.md")),
    ("forms/intake.toml", include_str!("forms/small.toml")),
    (
        "forms/contraindications.toml",
        include_str!("forms/small_list.toml"),
    ),
];

/// What fingers slip on, and what they slip to.
const SLIPS: &[&str] = &[
    "",
    "\"",
    "'",
    "“",
    "”",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    ":",
    "#",
    "\\",
    "\\u12",
    "+",
    "-",
    "+++",
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{feff}",
    "\u{200b}",
    "\u{0}",
    "\u{1b}",
    "0",
    "007",
    "-1",
    "9e9",
    "99999999999999999999",
    "nan",
    "0x",
    "true",
    "no",
    "2026-02-30",
    "25:00",
    "é",
    "山",
    "👩‍🦰",
    "cures",
    "a",
    "mon",
    "\n+++\n",
    "draft = true\n",
    "[hours]\n",
    "[extra]\n",
    "slug = \"x\"\n",
    "aliases = [\"/\"]\n",
    "offers = []\n",
];

/// One edit: where, in thousandths of the file, how many characters go, and what comes.
type Edit = (usize, usize, &'static str);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let slip = prop::sample::select(SLIPS);
    prop::collection::vec((0..1000_usize, 0..6_usize, slip), 1..6)
}

/// A place more often in the facts than in the words, which are longer.
fn edited(text: &str, edits: &[Edit], in_facts: bool) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (thousandths, gone, come) in edits {
        let length = if in_facts {
            characters.len().min(800)
        } else {
            characters.len()
        };
        let at = length * thousandths / 1000;
        let end = (at + gone).min(characters.len());
        characters.splice(at..end, come.chars());
    }
    characters.into_iter().collect()
}

/// Reads the practice with one file replaced, and looks at all that is told of it.
fn read_with(path: &str, text: &str) {
    let mut sources: Vec<_> = FILES
        .iter()
        .filter(|(other, _)| *other != path)
        .map(|(path, text)| source(path, text))
        .collect();
    sources.push(source(path, text));
    let reading = catalogue(&sources);
    assert_eq!(
        reading.catalogue.is_none(),
        reading.diagnostics.iter().any(Diagnostic::is_error)
    );
    for told in &reading.diagnostics {
        let text = sources.iter().find(|source| source.path == told.path);
        lies_within(told, text.map_or("", |source| source.text.as_str()));
        let shown = told.to_string();
        assert!(
            shown.chars().all(|sign| sign == '\n' || !sign.is_control()),
            "{shown}"
        );
        assert!(!told.message.is_empty() && !told.help.is_empty(), "{shown}");
    }
}

fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

/// The line is a line of the file, the column a character of it or the place after the last.
fn lies_within(told: &Diagnostic, text: &str) {
    let line = text.split('\n').nth(told.line - 1);
    let length = line.map(|line| line.chars().count());
    assert!(
        length.is_some_and(|length| (1..=length + 1).contains(&told.column)),
        "{told}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn an_edited_file_is_read_or_told_of(
        file in prop::sample::select(&FILES[..]),
        edits in edits(),
        in_facts in prop::bool::weighted(0.8),
    ) {
        let (path, text) = file;
        read_with(path, &edited(text, &edits, in_facts));
    }

    #[test]
    fn a_line_moved_is_read_or_told_of(
        file in prop::sample::select(&FILES[..]),
        from in 0..40_usize,
        to in 0..40_usize,
        doubled in any::<bool>(),
    ) {
        let (path, text) = file;
        let mut lines: Vec<_> = text.lines().collect();
        let (from, to) = (from % lines.len(), to % lines.len());
        let line = if doubled { lines[from] } else { lines.remove(from) };
        lines.insert(to, line);
        read_with(path, &lines.join("\n"));
    }

    #[test]
    fn any_bytes_are_told_of(
        path in prop::sample::select(&["practice.toml", "services/x.md", "X Y/é.md", ".md", "/.md"][..]),
        fenced in any::<bool>(),
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let text = String::from_utf8_lossy(&bytes);
        read_with(path, &if fenced { format!("+++\n{text}\n+++\n") } else { text.into_owned() });
    }

    #[test]
    fn any_text_of_tomls_own_signs_is_told_of(text in "[a-c0-2\\[\\]{}=,.\"'#\\\\ \n\u{201c}\u{a0}-]{0,60}") {
        read_with("practice.toml", &text);
        read_with("forms/intake.toml", &text);
        read_with("about.md", &format!("+++\n{text}\n+++\n"));
    }
}
