//! Moving a booking at the desk: to any time, anyone, any room.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;

use super::acting::read_version;
use super::booking_page::Shown;
use super::typed::{force, keep, read_date, read_room, read_therapist, read_time};
use crate::answer::Failure;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_fields};
use crate::store::{Change, Shift};

/// What the form sends.
const SHIFT_FIELDS: [&str; 6] = ["version", "date", "time", "therapist", "room", "force"];

/// `POST /desk/bookings/{booking}/move`
pub(super) async fn shift(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    id: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let booking = desk.booking(id).await?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&SHIFT_FIELDS)?;
    let version = read_version(&fields)?;
    let published = desk.app.published();
    let catalogue = &published.catalogue;
    let mut errors = Vec::new();
    let date = keep(read_date(&fields, "date"), &mut errors);
    let time = keep(read_time(&fields, "time"), &mut errors);
    let therapist = keep(read_therapist(catalogue, &fields), &mut errors);
    let room = keep(read_room(catalogue, &fields), &mut errors);
    let (Some(date), Some(time), Some(therapist), Some(room)) = (date, time, therapist, room)
    else {
        let shown = Shown {
            typed: Some(fields),
            errors,
            ..Shown::default()
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(desk.booking_page(&signed_in, status, &booking, shown));
    };
    let local = date.to_datetime(time);
    let start = catalogue.practice.timezone.to_ambiguous_timestamp(local);
    let start = start.compatible();
    let start = start.map_err(|_| Failure::field("date", "Enter a date of our time"))?;
    let shift = Change::Shift(Shift {
        start,
        therapist,
        room,
        force: force(&fields),
    });
    match desk
        .change(&signed_in, booking.clone(), shift, version)
        .await
    {
        Ok(booking) => Ok(desk.back_to(&signed_in, &booking)),
        Err(refused) => {
            let typed = Some(fields);
            desk.not_changed(&signed_in, &booking, refused, typed).await
        }
    }
}
