//! What older answers are worth when a form has changed.

use practice::form::Fitted;
use serde_json::{Value, json};

use crate::fixture::{INTAKE, form, form_of, with};

#[track_caller]
fn check(fitted: &Fitted, kept: &[&str], dropped: &[&str]) {
    let ids: Vec<_> = fitted.answers.iter().map(|(id, _)| id).collect();
    assert_eq!(
        (ids.as_slice(), fitted.dropped.as_slice()),
        (
            kept,
            &dropped
                .iter()
                .map(|id| (*id).to_owned())
                .collect::<Vec<_>>()[..]
        )
    );
}

#[test]
fn what_fits_is_kept_and_agreed_anew() {
    let fitted = form().fit(with(&json!({})));
    let kept = ["born", "conditions", "emergency", "name", "pain", "smokes"];
    check(&fitted, &kept, &["signature", "treatment"]);
}

#[test]
fn what_a_changed_form_cannot_take_is_dropped_by_name() {
    let changed = INTAKE
        .replace("id = \"smokes\"", "id = \"smoker\"")
        .replace("max = 20", "max = 5")
        .replace("id = \"clot\", label", "id = \"thrombus\", label")
        .replace("has = \"clot\"", "has = \"thrombus\"");
    let answers = with(
        &json!({ "conditions": ["clot"], "treatment": Value::Null, "signature": Value::Null }),
    );
    let fitted = form_of(&changed).fit(answers);
    check(
        &fitted,
        &["born", "emergency", "pain"],
        &["conditions", "name", "smokes"],
    );
}
