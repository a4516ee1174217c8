//! `show_when = { field = "pregnant", is = "yes" }` and `when = { has = "thrombosis" }`.

use super::written::{Place, WrittenCondition};
use crate::form::{Condition, When};
use crate::read::table::{Placed, Table};

/// A line that makes a condition.
const EXAMPLE: &str = "show_when = { field = \"pregnant\", is = \"yes\" }";
/// What an answer can be compared with.
const COMPARISONS: [&str; 5] = ["is", "has", "any", "over", "under"];
/// Bounds that no form runs out of.
const BOUNDS: std::ops::RangeInclusive<i64> = -1_000_000..=1_000_000;

/// Reads `show_when`.
pub(super) fn show_when(table: &Table<'_>) -> Option<(Condition, WrittenCondition)> {
    let table = table.table("show_when", EXAMPLE)?;
    let condition = condition(&table);
    table.finish();
    condition
}

fn condition(table: &Table<'_>) -> Option<(Condition, WrittenCondition)> {
    let minor = table.yes("minor");
    if let Some(about) = table.place("minor") {
        let others = ["field"].iter().chain(&COMPARISONS);
        let other = others
            .copied()
            .find_map(|key| table.place(key).filter(|_| table.has(key)));
        if let Some(other) = other {
            table.error(other, "`minor` stands alone", "take this away, or `minor`");
            return None;
        }
        if minor == Some(false) {
            let help = "take `show_when` away: without it everybody is asked";
            table.error(about, "`minor` can only be `true`", help);
            return None;
        }
        let parts = Vec::new();
        return minor.map(|_| (Condition::Minor, WrittenCondition { about, parts }));
    }
    let field = table.required_text(
        "field",
        "write `field = \"...\"`: the id of an earlier field",
    );
    let (when, parts) = when(table)?;
    let Placed {
        value: field,
        bytes: about,
    } = field?;
    Some((
        Condition::Answered { field, when },
        WrittenCondition { about, parts },
    ))
}

/// Reads the one thing that an answer has to be, and where its parts stand.
pub(super) fn when(table: &Table<'_>) -> Option<(When, Vec<Place>)> {
    let written = COMPARISONS.into_iter().filter(|key| table.has(key));
    let mut written = written.filter_map(|key| Some((key, table.place(key)?)));
    let Some((key, place)) = written.next() else {
        // A key that is misspelt is told of as one.
        let known = ["field", "is", "has", "any", "over", "under"];
        if !table.has_others(&known) {
            let help = "say what the answer has to be: `is`, `has`, `any`, `over` or `under`";
            table.error(table.head(), "this says nothing of the answer", help);
        }
        return None;
    };
    if let Some((_, second)) = written.next() {
        let help = format!("take this away, or `{key}`: an answer is held against one thing");
        table.error(second, format!("`{key}` is here already"), help);
        return None;
    }
    comparison(table, key, place)
}

fn comparison(table: &Table<'_>, key: &'static str, place: Place) -> Option<(When, Vec<Place>)> {
    match key {
        "is" | "has" => {
            let texts = table.text_or_texts(key);
            if table.is_empty_list(key) {
                table.error(place, format!("`{key}` is empty"), "name an answer");
            }
            let (ids, parts): (Vec<_>, Vec<_>) = texts
                .into_iter()
                .map(|text| (text.value, text.bytes))
                .unzip();
            let when = if key == "is" {
                When::Is(ids)
            } else {
                When::Has(ids)
            };
            (!parts.is_empty()).then_some((when, parts))
        }
        "any" => {
            if !table.yes("any")? {
                table.error(place, "`any` can only be `true`", "write `any = true`");
                return None;
            }
            Some((When::Any, vec![place]))
        }
        "over" => Some((When::Over(table.number("over", BOUNDS)?), vec![place])),
        _ => Some((When::Under(table.number("under", BOUNDS)?), vec![place])),
    }
}
