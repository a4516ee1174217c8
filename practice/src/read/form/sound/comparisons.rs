//! What an answer has to be: something that its field can be answered with.

use super::super::written::Place;
use super::Asked;
use crate::form::{Choice, Kind, REGIONS, SENSATIONS, When};
use crate::read::nearest::suggestion;
use crate::read::table::Table;

/// How much is felt at most, and at least.
const FELT: (i64, i64) = (0, 10);

/// Reports what the field can never be answered with. `parts` are where the things that `when` names stand.
pub(super) fn check(when: &When, parts: &[Place], about: &Asked<'_>, table: &Table<'_>) {
    if !about.written.kind_known {
        return;
    }
    let (id, kind) = (about.id(), &about.written.field.kind);
    if let Some(help) = instead(when, kind) {
        let message = format!(
            "`{}` does not fit `{id}`, which is a `{}`",
            word(when),
            kind.word()
        );
        if let Some(place) = parts.first() {
            table.error(place.clone(), message, help);
        }
        return;
    }
    match when {
        When::Is(ids) | When::Has(ids) => {
            for (answer, place) in ids.iter().zip(parts) {
                check_offered(answer, place, about, table);
            }
        }
        When::Any => {}
        When::Over(bound) => {
            let (_, most) = bounds(kind);
            if let Some(place) = parts.first().filter(|_| *bound >= most) {
                let message = format!("`{id}` is never over {bound}: the most is {most}");
                table.error(
                    place.clone(),
                    message,
                    format!("write a number under {most}"),
                );
            }
        }
        When::Under(bound) => {
            let (least, _) = bounds(kind);
            if let Some(place) = parts.first().filter(|_| *bound <= least) {
                let message = format!("`{id}` is never under {bound}: the least is {least}");
                table.error(
                    place.clone(),
                    message,
                    format!("write a number over {least}"),
                );
            }
        }
    }
}

fn check_offered(answer: &str, place: &Place, about: &Asked<'_>, table: &Table<'_>) {
    let kind = &about.written.field.kind;
    let offered: Vec<&str> = match kind {
        Kind::BodyMap { sensations, .. } => {
            let sensations = sensations.iter().map(|sensation| sensation.id);
            sensations
                .chain(REGIONS.iter().map(|region| region.id))
                .collect()
        }
        _ => kind
            .choices()
            .map(|choice: &Choice| choice.id.as_str())
            .collect(),
    };
    if offered.contains(&answer) {
        return;
    }
    let id = about.id();
    let left_out = matches!(kind, Kind::BodyMap { .. })
        && SENSATIONS.iter().any(|sensation| sensation.id == answer);
    let help = if left_out {
        format!("put it among the `kinds` of `{id}`, or take it away here")
    } else {
        suggestion(answer, offered, "write one that it can be answered with")
    };
    table.error(
        place.clone(),
        format!("`{id}` has no answer `{answer}`"),
        help,
    );
}

/// What to write instead, where a kind cannot be compared so.
fn instead(when: &When, kind: &Kind) -> Option<&'static str> {
    let fits = match kind {
        Kind::Choice { .. } => matches!(when, When::Is(_)),
        Kind::Choices { .. } => matches!(when, When::Has(_) | When::Any),
        Kind::Number { .. } | Kind::Scale { .. } => !matches!(when, When::Is(_) | When::Has(_)),
        Kind::BodyMap { .. } => !matches!(when, When::Is(_) | When::Under(_)),
        _ => matches!(when, When::Any),
    };
    let instead = match kind {
        Kind::Choice { .. } => "write `is = \"...\"`: the id of one of its options",
        Kind::Choices { .. } => {
            "write `has = \"...\"`, the id of one of its options, or `any = true`"
        }
        Kind::Number { .. } | Kind::Scale { .. } => "write `over`, `under` or `any = true`",
        Kind::BodyMap { .. } => {
            "write `has = \"...\"`, a region or a kind, or `over`, or `any = true`"
        }
        _ => "write `any = true`: that it is answered at all",
    };
    (!fits).then_some(instead)
}

fn word(when: &When) -> &'static str {
    match when {
        When::Is(_) => "is",
        When::Has(_) => "has",
        When::Any => "any",
        When::Over(_) => "over",
        When::Under(_) => "under",
    }
}

fn bounds(kind: &Kind) -> (i64, i64) {
    match kind {
        Kind::Number { least, most, .. } => (*least, *most),
        _ => FELT,
    }
}
