//! `birth`: the field by which a client is known to be under age.

use super::{Asked, Whole};
use crate::form::{Ask, Bound, Condition, Kind};
use crate::read::nearest::suggestion;
use crate::read::table::{Placed, Table};

/// It names a past date that everybody is asked for, at each visit.
pub(super) fn check(whole: &Whole<'_>, table: &Table<'_>) {
    let Some(Placed { value: id, bytes }) = whole.birth else {
        return;
    };
    let Some(birth) = whole.field(id) else {
        if whole.all_known {
            let fields: Vec<_> = whole.fields().collect();
            let dates = fields
                .iter()
                .filter(|asked| asked.is_past_date())
                .map(Asked::id);
            let dates: Vec<_> = dates.collect();
            let help = suggestion(
                id,
                dates,
                "name a field of the kind `date` with `past = true`",
            );
            table.error(bytes.clone(), format!("no field is called `{id}`"), help);
        }
        return;
    };
    let field = &birth.written.field;
    if birth.written.kind_known && !birth.is_past_date() {
        let help = "name a field of the kind `date` with `past = true`";
        table.error(
            bytes.clone(),
            format!("`{id}` is no date in the past"),
            help,
        );
    } else if !field.required
        || field.show_when.is_some()
        || !field.services.is_empty()
        || !birth.section.services.is_empty()
        || birth.section.ask == Ask::Returning
    {
        let help = "take away its `required = false`, `show_when`, `services` and its section's `ask`: who is under age has to be known each time";
        table.error(
            birth.written.at.clone(),
            format!("`{id}` is not asked of everybody"),
            help,
        );
    }
}

/// Whether the form can say who is under age when a field is asked.
pub(super) fn check_minor(whole: &Whole<'_>, asked: &Asked<'_>, table: &Table<'_>) {
    let Some(condition) = &asked.written.condition else {
        return;
    };
    if asked.written.field.show_when != Some(Condition::Minor) {
        return;
    }
    let about = condition.about.clone();
    match whole.birth {
        None if table.has("birth") => {}
        None => {
            let help = "write `birth = \"...\"` at the top of the file: the id of the field that asks for it";
            table.error(
                about,
                "nobody knows who is a minor without a date of birth",
                help,
            );
        }
        Some(birth) => {
            let later = whole
                .field(&birth.value)
                .filter(|birth| birth.at >= asked.at);
            if let Some(birth) = later {
                let help = format!("move this below `{}`", birth.id());
                let message = format!(
                    "`{}` is asked before the date of birth is known",
                    asked.id()
                );
                table.error(about, message, help);
            }
        }
    }
}

impl Asked<'_> {
    fn is_past_date(&self) -> bool {
        let past = Kind::Date { bound: Bound::Past };
        self.written.field.kind == past
    }
}
