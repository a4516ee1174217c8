//! Whatever is posted: no panic, nothing hidden kept, nothing that is not stable.

use std::collections::BTreeMap;

use practice::form::{Answers, Form, Visit};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use crate::fixture::{answers, asked, first, for_sports, form, later};

/// Texts that some field takes, and texts that none does.
fn text() -> impl Strategy<Value = String> {
    let known = [
        "yes",
        "no",
        "0",
        "7",
        "10",
        "20",
        "12 weeks",
        "1",
        "12",
        "dec",
        "1985",
        "2015",
        "2026",
        "Ada",
        "(503) 555-0142",
        "pain",
        "avoid",
        "none",
        "clot",
        "",
        "\u{202E}",
        "a\r\nb",
        "-1",
        "99999999999999999999",
    ];
    prop_oneof![6 => select(known.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

fn names() -> Vec<String> {
    let sections = form().sections.iter();
    sections.flat_map(|section| form().names(section)).collect()
}

/// What a browser, or somebody else, posts.
fn posted() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map(select(names()), text(), 0..60)
}

fn visit() -> impl Strategy<Value = Visit<'static>> {
    select(vec![first as fn() -> Visit<'static>, later, for_sports]).prop_map(|visit| visit())
}

/// JSON of any shape, often near one that is taken.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-1_i64..12).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    let keys = [
        "name",
        "relation",
        "phone",
        "region",
        "kind",
        "intensity",
        "dose",
        "why",
        "agreed",
    ];
    let key = select(keys.to_vec()).prop_map(str::to_owned);
    leaf.prop_recursive(2, 12, 4, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(key.clone(), inner, 0..4).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

/// A sound form with some answers in place of its own.
fn nearly() -> impl Strategy<Value = Value> {
    let ids: Vec<String> = form().fields().map(|field| field.id.clone()).collect();
    let own = [
        ("conditions", serde_json::json!(["pregnant"])),
        ("weeks", Value::from(20)),
        ("midwife", Value::from("Joan")),
        ("born", Value::from("2015-01-01")),
        ("guardian", Value::from(true)),
        ("ill", Value::from("no")),
        ("about_still_true", Value::from("no")),
        ("race", Value::from("2026-12-24")),
    ];
    let own = own.map(|(id, value)| (id.to_owned(), value)).to_vec();
    let change = prop_oneof![4 => select(own), 1 => (select(ids), value())];
    vec(change, 0..6).prop_map(|changes| {
        let mut all = answers();
        for (id, value) in changes {
            all[id] = value;
        }
        all
    })
}

/// Every section's page, posted one after the other.
fn read(form: &Form, posted: &BTreeMap<String, String>, visit: &Visit<'_>) -> Answers {
    let mut answers = Answers::default();
    for section in &form.sections {
        let text = |name: &str| posted.get(name).map(String::as_str);
        answers.extend(form.read_section(section, &text, &answers, visit).answers);
    }
    answers
}

proptest! {
    #[test]
    fn what_a_page_is_taken_for_is_asked_and_reads_the_same_again(posted in posted(), visit in visit()) {
        let answers = read(form(), &posted, &visit);
        let ids = asked(&answers, &visit);
        for (id, answer) in answers.iter() {
            prop_assert!(ids.iter().any(|asked| asked == id), "{id}");
            let field = form().field(id).expect("a field");
            let again: BTreeMap<_, _> = field.posted(answer).expect("an answer of its kind").into_iter().collect();
            let again = read(form(), &{ let mut all = posted.clone(); for name in field.names() { all.remove(&name); } all.extend(again); all }, &visit);
            prop_assert!(again == answers, "{id}");
        }
    }

    #[test]
    fn what_is_complete_stays_so_and_holds_nothing_hidden(all in nearly(), visit in visit()) {
        let Ok(given) = serde_json::from_value::<Answers>(all) else { return Ok(()) };
        let Ok(complete) = form().check(given, &visit) else { return Ok(()) };
        let ids = asked(complete.answers(), &visit);
        for (id, _) in complete.answers().iter() {
            prop_assert!(ids.iter().any(|asked| asked == id), "{id}");
        }
        let json = serde_json::to_string(complete.answers()).expect("JSON");
        let stored: Answers = serde_json::from_str(&json).expect("answers");
        prop_assert!(form().check(stored, &visit).as_ref() == Ok(&complete));
    }

    #[test]
    fn flags_come_from_what_is_asked(all in nearly(), visit in visit()) {
        let Ok(given) = serde_json::from_value::<Answers>(all) else { return Ok(()) };
        let ids = asked(&given, &visit);
        for flag in form().flags(&given, &visit) {
            prop_assert!(ids.contains(&flag.field), "{}", flag.field);
        }
    }

    #[test]
    fn no_json_does_harm(all in nearly(), stranger in value(), visit in visit()) {
        let mut body = crate::fixture::body(all);
        body["answers"]["stranger"] = stranger;
        if let Ok(submitted) = serde_json::from_value::<practice::form::Submitted>(body) {
            let told = form().check_submitted(submitted, &visit).expect_err("there is a stranger");
            prop_assert!(told.iter().any(|error| error.field.is_empty()));
        }
    }

    #[test]
    fn what_fits_once_fits_again(all in nearly()) {
        let Ok(given) = serde_json::from_value::<Answers>(all) else { return Ok(()) };
        let fitted = form().fit(given);
        let again = form().fit(fitted.answers.clone());
        prop_assert!(again.answers == fitted.answers);
        prop_assert!(again.dropped.is_empty());
    }
}

#[test]
fn the_strategies_reach_complete_forms_of_every_visit() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for visit in [first(), later(), for_sports()] {
        let reached = (0..2000).any(|_| {
            let all = nearly().new_tree(&mut runner).expect("a value").current();
            let given = serde_json::from_value::<Answers>(all);
            given.is_ok_and(|given| form().check(given, &visit).is_ok())
        });
        assert!(reached, "{visit:?}");
    }
}
