//! Fingerprints: of the form, and of the texts agreed to.

use serde_json::json;

use crate::fixture::{INTAKE, first, form, form_of, with};

fn version(text: &str) -> String {
    form_of(text).version
}

#[test]
fn any_word_or_rule_makes_another_version() {
    let own = version(INTAKE);
    assert_eq!(own.len(), 16);
    for (from, to) in [
        ("title = \"Health form\"", "title = \"Your health\""),
        ("Do you smoke?", "Do you smoke at all?"),
        ("max = 20", "max = 21"),
        ("id = \"smokes\"", "id = \"smoker\""),
        ("I agree to be treated.", "I agree to be treated today."),
        ("under = 13", "under = 12"),
        ("Early pregnancy.", "Early in the pregnancy."),
        (
            "past = true",
            "past = true\nwhy = \"To know who is a minor.\"",
        ),
        ("ask = \"always\"", "ask = \"first\""),
    ] {
        let changed = INTAKE.replacen(from, to, 1);
        assert_ne!(changed, INTAKE, "{from}");
        assert_ne!(version(&changed), own, "{from}");
    }
}

#[test]
fn how_it_is_laid_out_and_who_reviewed_it_does_not() {
    let laid_out = INTAKE
        .replace("\n\n", "\n\n# A remark.\n\n")
        .replace(
            "words = \"I agree to be treated.\"",
            "words = \"\"\"\n  I agree\n  to be   treated.\n\"\"\"",
        )
        .replacen(
            "birth",
            "reviewed = { by = \"Maya\", on = 2026-11-01 }\nbirth",
            1,
        );
    assert_eq!(version(&laid_out), version(INTAKE));
}

#[test]
fn the_hash_of_the_consents_is_of_those_that_are_asked_for() {
    let form = form();
    let adult = with(&json!({}));
    let minor = with(&json!({ "born": "2015-01-01" }));
    let hash = form.consents_hash(&first(), &adult);
    assert_eq!(hash.len(), 64);
    assert_ne!(hash, form.consents_hash(&first(), &minor));
    let words: Vec<_> = form
        .consents(&first(), &adult)
        .into_iter()
        .map(|(_, words)| words)
        .collect();
    assert_eq!(words, ["I agree to be treated.", "You may write to me."]);
    let changed = form_of(&INTAKE.replace("You may write", "You may not write"));
    assert_ne!(hash, changed.consents_hash(&first(), &adult));
    let renamed = form_of(&INTAKE.replace("title = \"Health form\"", "title = \"Your health\""));
    assert_eq!(hash, renamed.consents_hash(&first(), &adult));
}
