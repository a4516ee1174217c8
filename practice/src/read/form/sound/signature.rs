//! One signature, at each visit.

use super::{Asked, Whole};
use crate::form::{Ask, Kind};
use crate::read::table::Table;

/// A field that makes one.
const EXAMPLE: &str = "kind = \"signature\"";

/// There is one, and nobody gets round it.
pub(super) fn check(whole: &Whole<'_>, table: &Table<'_>) {
    let mut signatures = whole
        .fields()
        .filter(|asked| matches!(asked.written.field.kind, Kind::Signature));
    let Some(signature) = signatures.next() else {
        let all_read = whole.fields().all(|asked| asked.written.kind_known);
        if let Some(place) = table
            .place("sections")
            .filter(|_| whole.all_known && all_read)
        {
            let help = format!("ask for it last: a field with `{EXAMPLE}`");
            table.error(place, "the form has no signature", help);
        }
        return;
    };
    if signature.can_be_passed_over() {
        let help = "take away its `required = false`, `show_when` and `services`, and its section's `services` and `ask`";
        let message = format!(
            "`{}` is not asked of everybody, but a form has to be signed",
            signature.id()
        );
        table.error(signature.written.at.clone(), message, help);
    }
    for second in signatures {
        let message = format!("the form is signed already by `{}`", signature.id());
        let help = "take this away: a form has one signature";
        table.error(second.written.at.clone(), message, help);
    }
}

impl Asked<'_> {
    fn can_be_passed_over(&self) -> bool {
        let field = &self.written.field;
        !field.required
            || field.show_when.is_some()
            || !field.services.is_empty()
            || !self.section.services.is_empty()
            || self.section.ask != Ask::Always
    }
}
