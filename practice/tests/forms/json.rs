//! A form as `POST /api/intake` takes it: the same checks, the same words.

use serde_json::{Value, json};

use crate::fixture::{answers, body, first, form, lines, submitted, with};

/// What the body of these answers, changed so, is told.
#[track_caller]
fn check(changes: &[(&str, Value)], expected: &[&str]) {
    let mut all = answers();
    for (id, value) in changes {
        all[*id] = value.clone();
    }
    told(&body(all).to_string(), expected);
}

#[track_caller]
fn told(body: &str, expected: &[&str]) {
    let told = form().check_submitted(submitted(body), &first());
    assert_eq!(lines(&told.err().unwrap_or_default()), expected, "{body}");
}

#[test]
fn a_whole_form_is_taken_as_its_pages_are() {
    let submitted = submitted(&body(answers()).to_string());
    let complete = form()
        .check_submitted(submitted, &first())
        .expect("complete");
    let pages = form().check(with(&json!({})), &first()).expect("complete");
    assert!(complete == pages);
    assert_eq!(
        serde_json::to_value(complete.answers()).expect("JSON"),
        answers()
    );
}

#[test]
fn what_is_missing_is_told_in_the_same_words() {
    check(&[("name", json!(""))], &["name: Enter your full name"]);
    check(&[("name", Value::Null)], &["name: Enter your full name"]);
    check(
        &[("treatment", json!(false))],
        &["treatment: Tick “Treatment” to go on"],
    );
    let unsigned = json!({ "name": "", "agreed": true });
    check(
        &[("signature", unsigned)],
        &["signature: Enter your full name to sign"],
    );
    let of_area = "areas.left_calf.intensity: Select how strong it is, from 0 to 10: Left calf";
    check(
        &[("areas", json!([{ "region": "left_calf", "kind": "pain" }]))],
        &[of_area],
    );
}

#[test]
fn a_value_of_another_shape_is_told_what_shape_it_has() {
    for (id, shape) in [
        ("name", "text in quotes"),
        ("born", "a date in quotes, like \"1985-12-01\""),
        (
            "emergency",
            "an object with \"name\", \"relation\" and \"phone\"",
        ),
        ("conditions", "a list of ids of answers, in quotes"),
        ("smokes", "the id of one answer, in quotes"),
        (
            "medicines",
            "a list of objects with \"name\", \"dose\" and \"why\"",
        ),
        (
            "areas",
            "a list of objects with \"region\", \"kind\" and \"intensity\"",
        ),
        ("pain", "a whole number"),
        ("treatment", "true or false"),
        ("signature", "an object with \"name\" and \"agreed\""),
    ] {
        for value in [json!(1.5), json!([[]]), json!({ "x": 1 })] {
            check(&[(id, value)], &[&format!("{id}: `{id}` must be {shape}")]);
        }
    }
    check(
        &[("born", json!("yesterday"))],
        &["born: `born` must be a date in quotes, like \"1985-12-01\""],
    );
}

#[test]
fn an_answer_that_is_not_offered_is_refused() {
    let expected =
        "conditions: Select an answer to “Do you have any of these?” from those on the page";
    check(&[("conditions", json!(["clot", "gout"]))], &[expected]);
    let expected = "areas: Select areas that are on the map";
    check(
        &[(
            "areas",
            json!([{ "region": "tail", "kind": "pain", "intensity": 1 }]),
        )],
        &[expected],
    );
    let three = json!([{ "name": "a" }, { "name": "b" }, { "name": "c" }]);
    check(
        &[("medicines", three)],
        &["medicines: Enter 2 medicines or fewer"],
    );
    let twice = json!([
        { "region": "chest", "kind": "pain", "intensity": 1 },
        { "region": "chest", "kind": "pain", "intensity": 2 },
    ]);
    let expected = "areas.chest.intensity: `areas.chest.intensity` was sent twice; send it once";
    check(&[("areas", twice)], &[expected]);
}

#[test]
fn what_the_form_does_not_ask_for_is_refused_and_only_a_name_of_its_own_said_back() {
    let of = |name: &str| format!("{name}: `{name}` is not something this form asks for");
    let sent_first = |name: &str, expected: &str| {
        let first = format!("\"answers\":{{\"{name}\":\"43\",");
        let body = body(answers()).to_string();
        told(&body.replacen("\"answers\":{", &first, 1), &[expected]);
    };
    let unknown = ": Field 1 is not something this form asks for";
    sent_first("aids_since_june", unknown);
    sent_first(&"x".repeat(90), unknown);
    let near = "pain: Field 1 is not something this form asks for; did you mean `pain`?";
    sent_first("pains", near);
    let misplaced = json!({ "answers": { "treatment": true }, "consents": { "name": "Ada" } });
    let told = form().check_submitted(submitted(&misplaced.to_string()), &first());
    let told = lines(&told.expect_err("refused"));
    assert_eq!(told[..2], [of("treatment"), of("name")]);
}

#[test]
fn a_member_that_is_there_twice_is_refused() {
    let body = body(answers())
        .to_string()
        .replacen("\"pain\":3", "\"pain\":3,\"pain\":4", 1);
    told(&body, &["pain: `pain` was sent twice; send it once"]);
}

#[test]
fn a_body_that_is_no_form_is_not_one() {
    for body in [
        "[]",
        "{\"answer\":{}}",
        "{\"answers\":[]}",
        "{\"answers\":{},\"answers\":{}}",
    ] {
        assert!(
            serde_json::from_str::<practice::form::Submitted>(body).is_err(),
            "{body}"
        );
    }
    assert_eq!(format!("{:?}", submitted("{}")), "(private)");
}
