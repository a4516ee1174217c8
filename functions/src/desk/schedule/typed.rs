//! What staff type and choose: dates, times, therapists, rooms; and how it is shown again.

use jiff::civil::{Date, Time};
use practice::booking::FieldError;
use practice::{Catalogue, Id};
use serde::Serialize;

use crate::request::Fields;
use crate::said;

/// Ways to write a time of day, as browsers send it and as people write it.
const TIMES: [&str; 4] = ["%H:%M", "%I:%M %p", "%I:%M%p", "%H:%M:%S"];

/// A box as it was filled in, and what is wrong with it.
#[derive(Serialize)]
pub(super) struct FieldView {
    pub(super) value: String,
    pub(super) error: Option<String>,
}

/// One of several to choose.
#[derive(Serialize)]
pub(super) struct OptionView {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// A box of this name.
pub(super) fn field(name: &str, fields: &Fields, errors: &[FieldError]) -> FieldView {
    let error = errors.iter().find(|error| error.field == name);
    FieldView {
        value: fields.get(name).to_owned(),
        error: error.map(|error| error.message.clone()),
    }
}

/// Reads a date as browsers send it.
pub(super) fn read_date(fields: &Fields, name: &str) -> Result<Date, FieldError> {
    let text = fields.get(name).trim();
    if text.is_empty() {
        return Err(FieldError::new(name, "Enter the date"));
    }
    let date = text.parse();
    date.map_err(|_| FieldError::new(name, "Enter a real date, like 2026-12-01"))
}

/// Reads a time of day.
pub(super) fn read_time(fields: &Fields, name: &str) -> Result<Time, FieldError> {
    let text = fields.get(name).trim().to_uppercase();
    if text.is_empty() {
        return Err(FieldError::new(name, "Enter the time"));
    }
    let mut times = TIMES
        .iter()
        .filter_map(|pattern| Time::strptime(pattern, &text).ok());
    let time = times.next();
    time.ok_or_else(|| FieldError::new(name, "Enter a time, like 9:30 or 2:15 pm"))
}

/// Reads a therapist of the practice.
pub(super) fn read_therapist<'c>(
    catalogue: &'c Catalogue,
    fields: &Fields,
) -> Result<&'c Id, FieldError> {
    let therapist = catalogue.therapist(fields.get("therapist"));
    let therapist = therapist.map(|therapist| &therapist.id);
    therapist.ok_or_else(|| FieldError::new("therapist", "Choose a therapist"))
}

/// Reads a room of the practice; empty: any that is free.
pub(super) fn read_room<'c>(
    catalogue: &'c Catalogue,
    fields: &Fields,
) -> Result<Option<&'c Id>, FieldError> {
    let text = fields.get("room");
    if text.is_empty() {
        return Ok(None);
    }
    let rooms = &catalogue.practice.rooms;
    let room = rooms.iter().find(|room| room.as_str() == text);
    let refusal = || FieldError::new("room", "Choose a room of the practice");
    room.map(Some).ok_or_else(refusal)
}

/// Every therapist, to choose one.
pub(super) fn therapists(catalogue: &Catalogue, chosen: &str) -> Vec<OptionView> {
    let therapists = catalogue.therapists.iter();
    let view = |therapist: &practice::catalogue::Therapist| OptionView {
        value: therapist.id.to_string(),
        label: therapist.name.clone(),
        chosen: therapist.id.as_str() == chosen,
    };
    therapists.map(view).collect()
}

/// Every room, to choose one; none where rooms limit nothing.
pub(super) fn rooms(catalogue: &Catalogue, chosen: &str) -> Vec<OptionView> {
    let rooms = catalogue.practice.rooms.iter();
    let view = |room: &Id| OptionView {
        value: room.to_string(),
        label: said::room(room.as_str()),
        chosen: room.as_str() == chosen,
    };
    rooms.map(view).collect()
}

/// Whether what is in the way is to be passed over knowingly.
pub(super) fn force(fields: &Fields) -> practice::availability::Force {
    match fields.get("force") {
        "yes" => practice::availability::Force::Knowingly,
        _ => practice::availability::Force::Never,
    }
}

/// Keeps what was read, or what is wrong with it.
pub(super) fn keep<T>(read: Result<T, FieldError>, errors: &mut Vec<FieldError>) -> Option<T> {
    read.map_err(|error| errors.push(error)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let fields = vec![("time".to_owned(), text.to_owned())];
        let fields = Fields::once(fields).expect("one field");
        let read = read_time(&fields, "time").ok();
        assert_eq!(
            read.map(|time| time.strftime("%H:%M").to_string())
                .as_deref(),
            expected
        );
    }

    #[test]
    fn times_are_read_as_browsers_send_them_and_as_people_write_them() {
        check("09:30", Some("09:30"));
        check("9:30", Some("09:30"));
        check("14:15:00", Some("14:15"));
        check("2:15 pm", Some("14:15"));
        check("12:00am", Some("00:00"));
        check("25:00", None);
        check("noon", None);
    }
}
