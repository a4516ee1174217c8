//! What is booked: in the store, or, what if, in a file.

use std::fs;
use std::path::Path;

use practice::Catalogue;
use practice::availability::{Asked, Obstacles, SupposedBooking, days_touched};

use super::question::Question;
use crate::dev::stored;
use crate::failure::Failure;
use crate::terminal;

/// All that is in the way of what is asked, by the file if one is named.
pub(super) fn obstacles(
    question: &Question<'_>,
    asked: &Asked<'_>,
    file: Option<&Path>,
) -> Result<Obstacles, Failure> {
    let (catalogue, now) = (question.catalogue, question.now);
    match file {
        Some(file) => {
            let bookings = supposed(file, catalogue)?;
            Ok(Obstacles::from_supposed(catalogue, &bookings, now))
        }
        None => {
            let days = stored::days(question.folder, &days_touched(catalogue, asked, now))?;
            Ok(Obstacles::from_days(&days, now, &[]))
        }
    }
}

fn supposed(file: &Path, catalogue: &Catalogue) -> Result<Vec<SupposedBooking>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::said(
            format!("`{}` cannot be read: {error}", file.display()),
            "name a JSON file",
        )
    })?;
    let bookings: Vec<SupposedBooking> = serde_json::from_str(&text).map_err(|error| {
        Failure::said(
            format!("`{}`: {error}", file.display()),
            r#"write a list such as [{"start":"2026-12-01T09:00:00-05:00","end":"2026-12-01T10:00:00-05:00","status":"confirmed"}]"#,
        )
    })?;
    let therapists = bookings
        .iter()
        .filter_map(|booking| booking.therapist.as_ref());
    for id in therapists.filter(|id| catalogue.therapist(id.as_str()).is_none()) {
        terminal::message(format!(
            "warning: `{}`: no therapist is called `{id}`",
            file.display()
        ));
    }
    let rooms = bookings.iter().filter_map(|booking| booking.room.as_ref());
    for id in rooms.filter(|id| !catalogue.practice.rooms.contains(id)) {
        terminal::message(format!(
            "warning: `{}`: no room is called `{id}`",
            file.display()
        ));
    }
    Ok(bookings)
}
