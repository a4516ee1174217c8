//! Flags: each can fire.

use super::services::{both, is_nothing, names};
use super::{Whole, comparisons};
use crate::read::table::Table;

/// Every flag of the form.
pub(super) fn check(whole: &Whole<'_>, table: &Table<'_>) {
    for asked in whole.fields() {
        let services = whole.services(&asked);
        for flag in &asked.written.flags {
            comparisons::check(&flag.rule.when, &flag.parts, &asked, table);
            let own = (!flag.rule.services.is_empty())
                .then(|| flag.rule.services.iter().cloned().collect());
            // Of a field that is never asked more is not said.
            if is_nothing(&both(services.clone(), own)) && !is_nothing(&services) {
                let asked_for = names(services.iter().flatten());
                let message = format!(
                    "this flag cannot fire: it is for {}, but `{}` is asked for {asked_for} alone",
                    names(&flag.rule.services),
                    asked.id()
                );
                let help = "give the flag one of those `services`, or take it away";
                table.error(flag.at.clone(), message, help);
            }
        }
    }
}
