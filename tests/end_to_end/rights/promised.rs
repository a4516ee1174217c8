//! What the practice that ships with Knead promises of keeping, and what it is set to.

use std::path::Path;

use practice::Catalogue;
use practice::catalogue::RetentionPolicy;
use site_gen::folder;

/// New York, 8 NYCRR 29.2: treatment records, in years after the last visit.
const RECORDS_YEARS_LEAST: u16 = 6;
/// The same rule: those of minors, until one year after they are 21.
const MINORS_AGE_LEAST: u16 = 22;

fn content() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn shipped() -> Catalogue {
    let sources = folder::sources(&content()).expect("content");
    let reading = practice::read::catalogue(&sources);
    reading.catalogue.expect("content without errors")
}

/// The number that a page says between these words.
fn said(page: &str, before: &str, after: &str) -> u16 {
    let text = std::fs::read_to_string(content().join(page)).expect("a page");
    let (_, rest) = text.split_once(before).expect(before);
    let (number, _) = rest.split_once(after).expect(after);
    let words = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    match words.iter().zip(1..).find(|(word, _)| **word == number) {
        Some((_, number)) => number,
        None => number.parse().expect("a number"),
    }
}

#[test]
fn the_privacy_page_says_for_how_long_each_kind_is_kept() {
    let promised = RetentionPolicy {
        records_years: said("privacy.md", "keep health records for ", " years"),
        contact_years: said("privacy.md", "contact details for ", " years"),
        accounts_years: said("privacy.md", "our accounts for ", " years"),
    };
    assert_eq!(shipped().practice.retention, promised);
}

#[test]
fn the_youngest_client_is_old_enough_when_their_record_goes() {
    let youngest = said("policies.md", "clients from the age of ", ".");
    assert_eq!(said("privacy.md", "see nobody under ", ","), youngest);
    let years = shipped().practice.retention.records_years;
    assert!(years >= RECORDS_YEARS_LEAST, "{years}");
    assert!(youngest + years >= MINORS_AGE_LEAST, "{youngest} + {years}");
}
