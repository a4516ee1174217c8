//! Conditions: each about an earlier field that is asked, and one that can come true.

use std::collections::BTreeSet;

use super::comparisons;
use super::{Asked, Whole, birth};
use crate::form::Condition;
use crate::read::nearest::suggestion;
use crate::read::table::Table;

/// Every condition of the form.
pub(super) fn check(whole: &Whole<'_>, table: &Table<'_>) {
    for asked in whole.fields() {
        birth::check_minor(whole, &asked, table);
        check_answered(whole, &asked, table);
    }
}

fn check_answered(whole: &Whole<'_>, asked: &Asked<'_>, table: &Table<'_>) {
    let show_when = &asked.written.field.show_when;
    let (Some(Condition::Answered { field, when }), Some(places)) =
        (show_when, &asked.written.condition)
    else {
        return;
    };
    let about = places.about.clone();
    let Some(other) = whole.field(field) else {
        if whole.all_known {
            let fields = whole.fields().filter(|other| other.at < asked.at);
            let earlier: Vec<_> = fields.map(|other| other.id()).collect();
            let help = suggestion(field, earlier, "name a field that is asked earlier");
            table.error(about, format!("no field is called `{field}`"), help);
        }
        return;
    };
    if other.at == asked.at {
        let help = "name a field that is asked earlier";
        table.error(about, format!("`{field}` waits for its own answer"), help);
        return;
    }
    if other.at > asked.at {
        let (message, help) = if waits_for(whole, &other, asked.id()) {
            let message = format!("`{}` and `{field}` wait for each other", asked.id());
            (message, "take one of the conditions away".to_owned())
        } else {
            let message = format!("`{field}` is asked later than `{}`", asked.id());
            (
                message,
                format!("move `{field}` above it, or name a field that is asked earlier"),
            )
        };
        table.error(about, message, help);
    }
    comparisons::check(when, &places.parts, &other, table);
}

/// Whether a field waits, over however many others, for the answer to this one.
fn waits_for<'a>(whole: &Whole<'a>, from: &Asked<'a>, id: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = Some(*from);
    while let Some(asked) = next {
        let Some(Condition::Answered { field, .. }) = &asked.written.field.show_when else {
            return false;
        };
        if field == id {
            return true;
        }
        next = whole.field(field).filter(|_| seen.insert(field.as_str()));
    }
    false
}
