//! Which answers a therapist must see.

use practice::form::{Flag, Level};
use serde_json::{Value, json};

use crate::fixture::{first, form, with};

#[track_caller]
fn check(answers: &Value, expected: &[(Level, &str)]) {
    let flags = form().flags(&with(answers), &first());
    let told: Vec<_> = flags
        .iter()
        .map(|flag| (flag.level, flag.words.as_str()))
        .collect();
    assert_eq!(told, expected, "{answers}");
}

#[test]
fn an_answer_may_raise_several_red_ones_first() {
    check(&json!({}), &[]);
    let both = [
        (Level::Red, "Do not massage."),
        (Level::Yellow, "Ask what is new."),
    ];
    check(&json!({ "conditions": ["clot"] }), &both);
}

#[test]
fn a_hidden_answer_raises_none() {
    check(&json!({ "weeks": 8, "midwife": "Joan" }), &[]);
    let expected = [
        (Level::Yellow, "Ask what is new."),
        (Level::Yellow, "Early pregnancy."),
    ];
    check(
        &json!({ "conditions": ["pregnant"], "weeks": 8, "midwife": "Joan" }),
        &expected,
    );
}

#[test]
fn how_much_is_felt_anywhere_counts() {
    let areas = |intensity: u8| {
        let calf = json!({ "region": "left_calf", "kind": "pain", "intensity": intensity });
        json!({ "areas": [{ "region": "belly", "kind": "avoid" }, calf] })
    };
    check(&areas(7), &[]);
    check(&areas(8), &[(Level::Yellow, "Severe pain.")]);
}

#[test]
fn a_red_flag_tells_the_client_what_to_do_and_prints_nothing() {
    let flags = form().flags(&with(&json!({ "conditions": ["clot"] })), &first());
    let red = flags.first().expect("a flag");
    assert_eq!(
        (red.name.as_str(), red.advice.as_str()),
        ("Blood clot", "See a doctor today.")
    );
    assert_eq!(format!("{red:?}"), "(private)");
    let json = serde_json::to_string(red).expect("JSON");
    let again: Flag = serde_json::from_str(&json).expect("a flag");
    assert!(again == *red);
}
