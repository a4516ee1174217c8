//! Mail as its readers, their mail programs and their calendars get it.

mod addressed;
mod calendars;
mod drawn;
mod sent;
mod themes;

use std::path::Path;

use jiff::Timestamp;
use lettre::Message;
use practice::Catalogue;
use practice::booking::Email;
use site_gen::{Theme, folder};

use super::{Envelope, Letter, NotComposed, compose, own_address, samples};
use crate::Published;

/// The practice and the theme that come with Knead.
fn published() -> Published {
    let catalogue = catalogue();
    let theme = Theme::builtin().expect("the theme can be read");
    let theme = theme.with_site(&catalogue, &catalogue.practice.url);
    Published { catalogue, theme }
}

fn catalogue() -> Catalogue {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let sources = folder::sources(&content).expect("the content can be read");
    let reading = practice::read::catalogue(&sources);
    reading.catalogue.expect("the content has no errors")
}

fn email(text: &str) -> Email {
    Email::parse(text).expect("an address")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// The first sample of a kind.
fn sample(published: &Published, kind: &str) -> Letter {
    let samples = samples(&published.catalogue).into_iter();
    let mut of_kind = samples.filter(|letter| letter.kind() == kind);
    of_kind.next().expect("each kind has a sample")
}

/// The letter as it leaves, to somebody of this name.
fn composed_to(
    published: &Published,
    letter: &Letter,
    (name, to): (Option<&str>, &str),
) -> Result<Message, NotComposed> {
    let from = own_address(&published.catalogue.practice);
    let envelope = Envelope {
        name,
        to: &email(to),
        from: &from,
        message_id: "01KB-1-confirmed",
        date: at("2026-11-24T13:00:00Z"),
    };
    compose(published, letter, &envelope)
}

fn composed(published: &Published, letter: &Letter) -> Message {
    let ada = (Some("Ada Lovelace"), "ada@example.com");
    composed_to(published, letter, ada).expect("a letter of ours can be composed")
}
