//! What is asked of whom, and what is dropped.

use practice::form::Answers;
use serde_json::json;

use crate::fixture::{asked, first, for_sports, form, later, lines, with};

#[test]
fn a_field_waits_for_the_answer_it_depends_on() {
    let ids = asked(&with(&json!({})), &first());
    assert!(
        !ids.contains(&"weeks".to_owned()) && !ids.contains(&"ill".to_owned()),
        "{ids:?}"
    );
    let ids = asked(&with(&json!({ "conditions": ["pregnant"] })), &first());
    assert!(ids.contains(&"weeks".to_owned()), "{ids:?}");
    let ids = asked(&with(&json!({})), &for_sports());
    assert!(ids.contains(&"race".to_owned()), "{ids:?}");
}

#[test]
fn what_is_hidden_is_dropped_also_where_it_hangs_on_something_hidden() {
    let answers =
        with(&json!({ "weeks": 20, "midwife": "Joan", "race": "2026-12-24", "ill": "yes" }));
    let complete = form().check(answers, &first()).expect("complete");
    for id in ["weeks", "midwife", "race", "ill"] {
        assert!(complete.answers().get(id).is_none(), "{id}");
    }
    let answers = with(&json!({ "conditions": ["pregnant"], "weeks": 20, "midwife": "Joan" }));
    let complete = form().check(answers, &first()).expect("complete");
    assert!(complete.answers().get("midwife").is_some());
}

#[test]
fn what_is_hidden_is_not_told_of() {
    let answers = with(&json!({ "weeks": 400, "midwife": "a\nb" }));
    assert!(form().check(answers, &first()).is_ok());
}

#[test]
fn a_client_under_18_needs_a_guardian_until_their_birthday() {
    let told = |born: &str| {
        let told = form().check(with(&json!({ "born": born })), &first());
        lines(&told.err().unwrap_or_default())
    };
    let expected = ["guardian: Tick “For a client under 18” to go on"];
    assert_eq!(told("2008-12-02"), expected);
    assert_eq!(told("2008-12-01"), [""; 0]);
}

#[test]
fn who_returns_is_asked_whether_it_is_still_true_and_what_is_new() {
    let still = json!({ "about_still_true": "yes", "name": null, "emergency": null, "ill": "no" });
    let complete = form().check(with(&still), &later()).expect("complete");
    assert!(complete.answers().get("name").is_none());
    let ids = asked(&with(&still), &later());
    let expected = ["about_still_true", "born", "conditions"];
    assert_eq!(
        ids[..3],
        expected,
        "the date of birth says who is a minor each time"
    );
    let changed = json!({ "about_still_true": "no", "name": null, "ill": "no" });
    let told = form()
        .check(with(&changed), &later())
        .expect_err("the name is missing");
    assert_eq!(lines(&told), ["name: Enter your full name"]);
    let told = form()
        .check(with(&json!({})), &later())
        .expect_err("two are missing");
    let expected = [
        "about_still_true: Select an answer to “Is what you told us under “About you” still true?”",
        "ill: Select an answer to “Are you ill now?”",
    ];
    assert_eq!(lines(&told), expected);
}

#[test]
fn a_section_is_read_with_the_others_in_mind_and_answers_for_itself_alone() {
    let section = form().section("sign").expect("a section");
    let posted = [
        ("treatment", "yes"),
        ("guardian", "yes"),
        ("signature", "Ada"),
        ("signature.agreed", "yes"),
    ];
    let text = |name: &str| {
        posted
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| *text)
    };
    let ids = |so_far: &Answers| {
        let read = form().read_section(section, &text, so_far, &first());
        assert_eq!(lines(&read.errors), [""; 0]);
        let ids: Vec<_> = read.answers.iter().map(|(id, _)| id.to_owned()).collect();
        ids
    };
    assert_eq!(ids(&with(&json!({}))), ["signature", "treatment"]);
    let minor = with(&json!({ "born": "2015-01-01" }));
    assert_eq!(ids(&minor), ["guardian", "signature", "treatment"]);
}
