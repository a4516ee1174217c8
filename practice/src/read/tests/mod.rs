//! What the reader makes of a folder.

mod addresses;
mod defaults;
mod mail;
mod order;
mod people;
mod retention;
mod slips;

use super::{Reading, Source, catalogue};
use crate::Catalogue;

const PRACTICE: &str = "name = \"Harbor\"\ntimezone = \"America/New_York\"\ncurrency = \"USD\"\n";
const HOURS: &str = "[hours]\nmon = [\"09:00-17:00\"]\n";
const OFFER: &str = "offers = [{ minutes = 60, price = \"95.00\" }]\n";

/// A folder of a practice, a first page and a service, with these files besides or in their place.
fn folder(files: &[(&str, &str)]) -> Vec<Source> {
    let practice = format!("{PRACTICE}{HOURS}");
    let service = page(&format!(
        "title = \"Swedish\"\nsummary = \"Easy.\"\n{OFFER}"
    ));
    let home = page("title = \"Home\"\n");
    let whole = [
        ("practice.toml", practice.as_str()),
        ("index.md", &home),
        ("services/swedish.md", &service),
    ];
    let kept = whole
        .iter()
        .filter(|(path, _)| files.iter().all(|(other, _)| other != path));
    kept.chain(files)
        .map(|(path, text)| Source {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}

/// A Markdown file with these facts.
fn page(facts: &str) -> String {
    format!("+++\n{facts}+++\n\nWords.\n")
}

/// A service with these facts besides those it needs.
fn service(facts: &str) -> String {
    page(&format!(
        "title = \"Deep\"\nsummary = \"Slow.\"\n{OFFER}{facts}"
    ))
}

fn read(files: &[(&str, &str)]) -> Reading {
    catalogue(&folder(files))
}

/// The catalogue of a folder without problems.
#[track_caller]
fn sound(files: &[(&str, &str)]) -> Catalogue {
    let reading = read(files);
    assert_eq!(told(&reading), Vec::<String>::new());
    reading
        .catalogue
        .expect("without problems there is a catalogue")
}

/// Each problem as `path:line: message`.
fn told(reading: &Reading) -> Vec<String> {
    let told = reading.diagnostics.iter();
    told.map(|problem| format!("{}:{}: {}", problem.path, problem.line, problem.message))
        .collect()
}

/// Reads a folder and compares every problem.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(told(&read(files)), expected);
}
