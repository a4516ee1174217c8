//! The JSON door: `/api/slots`, `/api/bookings`.

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use practice::availability::{NotAWindow, Refusal, WINDOW_DAYS_MAX, window};
use practice::booking::FieldError;

use super::aim::Moved;
use super::changing::choice_of;
use super::choice::{Choice, read_start};
use super::json::{BookingJson, HoldJson, SlotJson, SlotsJson};
use super::making::{BOOKING_FIELDS, NotMade};
use super::moving::MOVE_FIELDS;
use super::offered::{Looked, refused_errors};
use crate::App;
use crate::answer::Failure;
use crate::limits::Effort;
use crate::request::{Encoding, Fields, Network, parse_query, read_fields, read_no_fields};
use crate::secret::Purpose;
use crate::store::{Actor, Booking, Change, NotChanged, NotHeld};

const SLOTS_FIELDS: [&str; 6] = ["service", "minutes", "from", "to", "therapist", "zone"];
const HOLD_FIELDS: [&str; 4] = ["service", "minutes", "start", "therapist"];
const KEY_HEADER: &str = "idempotency-key";

/// `GET /api/slots`
pub(super) async fn slots(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let fields = parse_query(query.unwrap_or_default().as_bytes())?;
    fields.only(&SLOTS_FIELDS)?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let mut errors = Vec::new();
    let choice = Choice::read(catalogue, &fields)
        .map_err(|more| errors.extend(more))
        .ok();
    let zone = read_zone(&fields, catalogue)
        .map_err(|error| errors.push(error))
        .ok();
    let window = read_window(&fields, zone.as_ref())
        .map_err(|more| errors.extend(more))
        .ok();
    let (Some(choice), Some(zone), Some(window)) = (choice, zone, window) else {
        return Err(Failure::Fields(errors));
    };
    let asked = choice.within(window);
    let slots = app.slots(catalogue, &asked, &[]).await?;
    let zone_name = zone
        .iana_name()
        .unwrap_or(&catalogue.practice.timezone_name);
    let answer = SlotsJson::of(&asked, &slots, &zone, zone_name);
    Ok(Json(answer).into_response())
}

/// `POST /api/bookings`
pub(super) async fn book(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let key = read_key(request.headers())?;
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&BOOKING_FIELDS)?;
    let published = app.published();
    let catalogue = &published.catalogue;
    match app.make(catalogue, &fields, &key, network).await {
        Ok(made) => {
            let later = app.later_of(&made.booking).await?;
            let later = app.with_tokens(&later)?;
            let answer = BookingJson::of(&made.booking, &made.token, &catalogue.practice);
            let answer = answer.with_later(&later, &catalogue.practice);
            Ok((StatusCode::CREATED, Json(answer)).into_response())
        }
        Err(NotMade::Failure(failure)) => Err(failure),
        Err(NotMade::Starts(refused)) => {
            let choice = Choice::read(catalogue, &fields)?;
            let looked = Looked::of(catalogue, &choice, None);
            Err(app.starts_refused(&looked, &refused).await?)
        }
    }
}

impl App {
    /// The answer to starts that cannot be had: taken, with others near; or never offered.
    async fn starts_refused(
        &self,
        looked: &Looked<'_>,
        refused: &[(Timestamp, Refusal)],
    ) -> Result<Failure, Failure> {
        let practice = &looked.catalogue.practice;
        let errors = refused_errors(refused, practice);
        let Some((start, Refusal::Taken(_))) = refused.first() else {
            return Ok(Failure::Fields(errors));
        };
        let slots = self.nearest(looked, *start).await?;
        let zone = &practice.timezone;
        let slots = slots.iter().map(|slot| SlotJson::of(slot, zone)).collect();
        // One start alone needs no saying which.
        let errors = if errors.len() > 1 { errors } else { Vec::new() };
        Ok(Failure::Taken(errors, slots))
    }

    fn with_tokens<'b>(
        &self,
        bookings: &'b [Booking],
    ) -> Result<Vec<(&'b Booking, String)>, Failure> {
        let each = bookings.iter();
        each.map(|booking| Ok((booking, self.manage_token(&booking.id)?)))
            .collect()
    }
}

/// `POST /api/holds`
pub(super) async fn hold(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&HOLD_FIELDS)?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let mut errors = Vec::new();
    let choice = Choice::read(catalogue, &fields)
        .map_err(|more| errors.extend(more))
        .ok();
    let start = read_start(&fields).map_err(|error| errors.push(error)).ok();
    let (Some(choice), Some(start)) = (choice, start) else {
        return Err(Failure::Fields(errors));
    };
    let admitted = app.admit(network, Effort::None).await?;
    let held = app.take_hold(catalogue, &choice, start, None, &admitted);
    match held.await {
        Ok(held) => {
            let answer = HoldJson::of(&held.hold, held.token, &catalogue.practice);
            Ok((StatusCode::CREATED, Json(answer)).into_response())
        }
        Err(NotHeld::Refused(refusal)) => {
            let looked = Looked::of(catalogue, &choice, None);
            Err(app.starts_refused(&looked, &[(start, refusal)]).await?)
        }
        Err(NotHeld::Store(error)) => Err(error.into()),
    }
}

/// `POST /api/holds/{hold}/renew`
pub(super) async fn renew(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_no_fields(request, Encoding::Json).await?;
    let hold = app.open_hold(&token).map_err(|_| Failure::NotFound)?;
    let published = app.published();
    let admitted = app.admit(network, Effort::None).await?;
    let held = app.renew_hold(&published.catalogue, &hold, &admitted);
    let held = held.await?.ok_or(Failure::HoldLost)?;
    let answer = HoldJson::of(&held.hold, held.token, &published.catalogue.practice);
    Ok(Json(answer).into_response())
}

/// `POST /api/holds/{hold}/release`
pub(super) async fn release(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    read_no_fields(request, Encoding::Json).await?;
    let hold = app.open_hold(&token).map_err(|_| Failure::NotFound)?;
    let published = app.published();
    let admitted = app.admit(network, Effort::None).await?;
    app.give_back(&published.catalogue, &hold, &admitted)
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /api/bookings/{token}/cancel`
pub(super) async fn cancel(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    app.id_in(Purpose::Manage, &token)?;
    read_no_fields(request, Encoding::Json).await?;
    let (booking, admitted) = app.booking_to_change(&token, network).await?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let booking = app
        .change(catalogue, booking, Change::Cancel, Actor::Client, &admitted)
        .await?;
    Ok(Json(BookingJson::of(&booking, &token, &catalogue.practice)).into_response())
}

/// `POST /api/bookings/{token}/move`
pub(super) async fn shift(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    app.id_in(Purpose::Manage, &token)?;
    let fields = read_fields(request, Encoding::Json).await?;
    fields.only(&MOVE_FIELDS)?;
    let start = read_start(&fields)?;
    let (booking, admitted) = app.booking_to_change(&token, network).await?;
    let published = app.published();
    let catalogue = &published.catalogue;
    let choice = choice_of(&booking, catalogue, &fields)?;
    let change = Change::Move {
        start,
        therapist: choice.therapist_id(),
    };
    match app
        .change(catalogue, booking.clone(), change, Actor::Client, &admitted)
        .await
    {
        Ok(booking) => {
            Ok(Json(BookingJson::of(&booking, &token, &catalogue.practice)).into_response())
        }
        Err(NotChanged::Refused(refusal)) => {
            let (booking, token) = (&booking, token.as_str());
            let looked = Moved { booking, token }.looked(catalogue, &choice);
            Err(app.starts_refused(&looked, &[(start, refusal)]).await?)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// `GET /api/bookings/{token}`
pub(super) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    Ok(Json(BookingJson::of(
        &booking,
        &token,
        &published.catalogue.practice,
    ))
    .into_response())
}

fn read_key(headers: &HeaderMap) -> Result<String, Failure> {
    let mut keys = headers.get_all(KEY_HEADER).iter();
    let (key, another) = (keys.next(), keys.next());
    let refuse = |message| Failure::field("Idempotency-Key", message);
    match (key, another) {
        (None, _) => Ok(String::new()),
        (Some(_), Some(_)) => Err(refuse("Send one Idempotency-Key")),
        (Some(key), None) => match key.to_str() {
            Ok(key) if !key.trim().is_empty() => Ok(key.trim().to_owned()),
            _ => Err(refuse("Write the Idempotency-Key in ASCII characters")),
        },
    }
}

pub(super) fn read_zone(
    fields: &Fields,
    catalogue: &practice::Catalogue,
) -> Result<TimeZone, FieldError> {
    let name = fields.get("zone");
    if name.is_empty() {
        return Ok(catalogue.practice.timezone.clone());
    }
    TimeZone::get(name)
        .map_err(|_| FieldError::new("zone", "Use an IANA name such as Europe/London"))
}

pub(super) fn read_window(
    fields: &Fields,
    zone: Option<&TimeZone>,
) -> Result<std::ops::Range<jiff::Timestamp>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let [from, to] = ["from", "to"].map(|name| {
        let date: Option<Date> = fields.get(name).parse().ok();
        if date.is_none() {
            errors.push(FieldError::new(
                name,
                format!("Write `{name}` as a date of the calendar, like 2026-12-01"),
            ));
        }
        date
    });
    let (Some(from), Some(to), Some(zone)) = (from, to, zone) else {
        return Err(errors);
    };
    window(zone, &(from..=to)).map_err(|why| {
        vec![FieldError::new(
            "to",
            match why {
                NotAWindow::EndsBeforeItStarts => {
                    "Write a `to` that is not before `from`".to_owned()
                }
                NotAWindow::TooLong => format!("Choice for at most {WINDOW_DAYS_MAX} days"),
            },
        )]
    })
}
