//! Marker words, typed into every box of the health form that ships and into a note: they are on the
//! desk, for whom they are meant for, and nowhere else.

mod audited;
mod client;
mod filling;
mod layout;
mod nowhere;
mod sizes;
mod staff;
mod story;
mod typing;

use std::collections::BTreeSet;

use practice::form::{Form, Kind};
use reqwest::StatusCode;
use site_gen::folder;

use crate::harness::{NOW, Practice, Served};
use client::{Client, Story};

/// The shortest id of a choice that is looked for.
const TELLING_BYTES_MIN: usize = 9;

/// A practice with the form that ships, and the services that it asks more of.
fn practice() -> Practice {
    let practice = Practice::new();
    for (path, text) in FILES {
        practice.write(path, text);
    }
    practice
}

/// Serves it to anybody, and writes down all that there is to write down.
fn serve(practice: &Practice) -> Served {
    let command = &mut practice.dev(NOW);
    practice.start(command.arg("--no-limits").env("RUST_LOG", "debug"))
}

/// The form, as the practice publishes it.
fn form(practice: &Practice) -> Form {
    let sources = folder::sources(&practice.path().join("content")).expect("content");
    let reading = practice::read::catalogue(&sources);
    let catalogue = reading.catalogue.expect("content without errors");
    catalogue.form("intake").expect("the health form").clone()
}

/// Whether a kind of question is answered in the client's own words or numbers, and not by choosing.
fn takes_words(kind: &Kind) -> bool {
    match kind {
        Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Phone
        | Kind::Contact
        | Kind::Medications { .. }
        | Kind::Signature => true,
        Kind::Choice { .. }
        | Kind::Choices { .. }
        | Kind::Date { .. }
        | Kind::Number { .. }
        | Kind::Scale { .. }
        | Kind::BodyMap { .. }
        | Kind::Consent { .. } => false,
    }
}

/// The ids of the fields for which this is so.
fn ids(form: &Form, is_so: impl Fn(&Kind) -> bool) -> BTreeSet<String> {
    let fields = form.fields().filter(|field| is_so(&field.kind));
    fields.map(|field| field.id.clone()).collect()
}

/// What can be chosen, as the record has it, and what that tells the therapist; but for short ids, which
/// are words of everybody's.
fn choices(form: &Form) -> BTreeSet<String> {
    let said = form.fields().flat_map(|field| {
        let choices = field.kind.choices();
        let choices = choices.map(|choice| &choice.id);
        let flags = field.flags.iter().map(|flag| &flag.words);
        choices.chain(flags).cloned().collect::<Vec<_>>()
    });
    let is_telling = |words: &String| {
        let named = form.fields().any(|field| field.id.contains(words));
        words.len() >= TELLING_BYTES_MIN && !named
    };
    said.filter(is_telling).collect()
}

/// The visits at which, between them, everything is asked.
async fn stories(client: &mut Client<'_>) -> Vec<Story> {
    let mut told = Vec::new();
    for visit in story::VISITS {
        told.push(client.tells(&visit).await);
    }
    told
}

#[tokio::test]
async fn every_box_of_the_form_that_ships_is_typed_into() {
    let practice = practice();
    let (served, form) = (serve(&practice), form(&practice));
    let mut client = Client::of(&served, &form);
    let told = stories(&mut client).await;
    let answered = |is_of: &dyn Fn(&Story) -> BTreeSet<String>| -> BTreeSet<String> {
        told.iter().flat_map(is_of).collect()
    };
    assert_eq!(
        answered(&|story| story.fields_with_words(&form)),
        ids(&form, takes_words)
    );
    assert_eq!(answered(&|story| story.fields(&form)), ids(&form, |_| true));
}

#[tokio::test]
async fn what_is_typed_is_on_the_desk_and_nowhere_else() {
    let practice = practice();
    let (served, form) = (serve(&practice), form(&practice));
    let mut client = Client::of(&served, &form);
    let told = stories(&mut client).await;
    let house = staff::House::open(&practice, &served).await;
    let mut words: Vec<String> = told.iter().flat_map(Story::words).collect();
    words.push(typing::marker("note"));
    words.extend(choices(&form));

    // A therapist's client, who was here twice; and nobody else's.
    let theirs = [&told[0], &told[1]];
    let records = house.records_of(&theirs).await;
    let looks = audited::looks(&house, &records, (&form, &theirs)).await;
    assert_eq!(house.audited(&records[0].client).await, looks);

    let mut addresses = client.addresses;
    addresses.extend(house.addresses());
    assert!(addresses.len() > 100, "addresses were seen");
    assert_eq!(
        typing::held(addresses.join("\n").as_bytes(), &words),
        [""; 0]
    );
    assert_eq!(nowhere::in_files(&practice, &words), [""; 0]);
    assert_eq!(nowhere::in_mails(&practice, &words), [""; 0]);
    assert_eq!(typing::held(practice.log().as_bytes(), &words), [""; 0]);
    // The same files do hold what is not sealed: they were looked into.
    let known = ["client1@example.com".to_owned()];
    assert_eq!(nowhere::in_files(&practice, &known), known);
}

#[tokio::test]
async fn a_refusal_repeats_nothing_of_what_was_sent() {
    let practice = practice();
    let (served, form) = (serve(&practice), form(&practice));
    let mut client = Client::of(&served, &form);
    let story = client.tells(&story::VISITS[0]).await;
    let unsent = client.books(&story::VISITS[2]).await;
    let words = [typing::marker(""), typing::phone("")];
    for (request, status) in nowhere::refused(&served, &story.token, &unsent.token) {
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), status);
        assert_ne!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let kind = answer.headers()["content-type"].clone();
        assert_eq!(kind, "application/problem+json");
        let headers = format!("{:?}", answer.headers());
        let said = headers + &answer.text().await.expect("a body");
        assert_eq!(typing::held(said.as_bytes(), &words), [""; 0], "{said}");
    }
    assert_eq!(typing::held(practice.log().as_bytes(), &words), [""; 0]);
    assert_eq!(nowhere::in_files(&practice, &words), [""; 0]);
}

const FILES: [(&str, &str); 3] = [
    (
        "forms/intake.toml",
        include_str!("../../../content/forms/intake.toml"),
    ),
    (
        "forms/contraindications.toml",
        include_str!("../../../content/forms/contraindications.toml"),
    ),
    (
        "services/trigger-point.md",
        r#"+++
title = "Trigger point therapy"
summary = "Steady pressure on tender knots."
therapists = ["maya"]
buffer_after = 15
start_every = 15
offers = [{ minutes = 45, price = "75.00" }]
+++
Steady pressure.
"#,
    ),
];
