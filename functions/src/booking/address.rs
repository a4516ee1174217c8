//! Addresses of the flow's pages. Choices are ids, numbers and instants; answers travel only sealed.

use jiff::civil::Date;

use super::choice::Choice;
use crate::link::manage_address;
use crate::request::Fields;

/// Where a time of a week is chosen.
pub(super) fn week(choice: &Choice<'_>, monday: Date, fields: &Fields) -> String {
    format!(
        "/booking/times?{}&week={monday}{}",
        query(choice),
        draft(fields)
    )
}

/// Where programs are told the times there are, but for the dates.
pub(super) fn slots(choice: &Choice<'_>) -> String {
    format!("/api/slots?{}", query(choice))
}

/// Where another time than this start is chosen.
pub(super) fn times(choice: &Choice<'_>, start: &str, fields: &Fields) -> String {
    format!("/booking/times?{}{}", chosen(choice, start), draft(fields))
}

/// Where times are chosen, in the week that these fields name.
pub(super) fn times_of(choice: &Choice<'_>, fields: &Fields) -> String {
    match fields.get("week").parse() {
        Ok(monday) => week(choice, monday, fields),
        Err(_) => format!("/booking/times?{}{}", query(choice), draft(fields)),
    }
}

/// Where somebody asks to be told of a time that becomes free in a week.
pub(super) fn waiting(choice: &Choice<'_>, monday: Date, fields: &Fields) -> String {
    format!(
        "/booking/waiting?{}&week={monday}{}",
        query(choice),
        draft(fields)
    )
}

/// Where details are given for a start, or, with a draft, checked.
pub(super) fn details(choice: &Choice<'_>, start: &str, fields: &Fields) -> String {
    format!(
        "/booking/details?{}{}",
        chosen(choice, start),
        draft(fields)
    )
}

/// Where answers that were given are changed.
pub(super) fn change(choice: &Choice<'_>, start: &str, fields: &Fields) -> String {
    format!("{}&change=1", details(choice, start, fields))
}

/// Where a booking's client chooses another time for it.
pub(super) fn move_times(token: &str) -> String {
    format!("{}move", manage_address(token))
}

/// The same, in a week.
pub(super) fn move_week(token: &str, choice: &Choice<'_>, monday: Date) -> String {
    let with = choice.therapist_word();
    format!("{}?therapist={with}&week={monday}", move_times(token))
}

/// The same, with a time that was chosen before.
pub(super) fn move_from(token: &str, choice: &Choice<'_>, start: &str) -> String {
    let (with, start) = (choice.therapist_word(), start.replace('+', "%2B"));
    format!("{}?therapist={with}&start={start}", move_times(token))
}

/// Where programs are told where it can move, but for the dates.
pub(super) fn move_slots(token: &str, choice: &Choice<'_>) -> String {
    let with = choice.therapist_word();
    format!("/api/bookings/{token}/slots?therapist={with}")
}

/// Where a chosen time is looked at before the booking moves there.
pub(super) fn move_check(token: &str) -> String {
    format!("{}/check", move_times(token))
}

/// Where a booking's client cancels it.
pub(super) fn cancel(token: &str) -> String {
    format!("{}cancel", manage_address(token))
}

fn chosen(choice: &Choice<'_>, start: &str) -> String {
    format!("{}&start={}", query(choice), start.replace('+', "%2B"))
}

fn query(choice: &Choice<'_>) -> String {
    let therapist = choice.therapist.map_or(String::new(), |therapist| {
        format!("&therapist={}", therapist.id)
    });
    format!(
        "service={}&minutes={}{therapist}",
        choice.service.id, choice.offer.minutes
    )
}

fn draft(fields: &Fields) -> String {
    match fields.get("draft") {
        "" => String::new(),
        draft => format!("&draft={draft}"),
    }
}
