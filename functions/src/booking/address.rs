//! Addresses of the flow's pages. Choices are ids, numbers and instants; answers travel only sealed.

use jiff::civil::Date;

use super::ask::Ask;
use crate::request::Fields;

/// Where a time of a week is chosen.
pub(super) fn week(ask: &Ask<'_>, monday: Date, fields: &Fields) -> String {
    format!(
        "/booking/times?{}&week={monday}{}",
        choice(ask),
        draft(fields)
    )
}

/// Where another time than this start is chosen.
pub(super) fn times(ask: &Ask<'_>, start: &str, fields: &Fields) -> String {
    format!("/booking/times?{}{}", chosen(ask, start), draft(fields))
}

/// Where details are given for a start, or, with a draft, checked.
pub(super) fn details(ask: &Ask<'_>, start: &str, fields: &Fields) -> String {
    format!("/booking/details?{}{}", chosen(ask, start), draft(fields))
}

/// Where answers that were given are changed.
pub(super) fn change(ask: &Ask<'_>, start: &str, fields: &Fields) -> String {
    format!("{}&change=1", details(ask, start, fields))
}

fn chosen(ask: &Ask<'_>, start: &str) -> String {
    format!("{}&start={}", choice(ask), start.replace('+', "%2B"))
}

fn choice(ask: &Ask<'_>) -> String {
    let therapist = ask.therapist.map_or(String::new(), |therapist| {
        format!("&therapist={}", therapist.id)
    });
    format!(
        "service={}&minutes={}{therapist}",
        ask.service.id, ask.offer.minutes
    )
}

fn draft(fields: &Fields) -> String {
    match fields.get("draft") {
        "" => String::new(),
        draft => format!("&draft={draft}"),
    }
}
