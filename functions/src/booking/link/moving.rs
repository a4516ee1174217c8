//! Moving a booking: another time is chosen, looked at, and taken. Nothing is held meanwhile: the
//! booking keeps its time until the one transaction that gives it the other.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::Request;
use axum::response::Response;
use practice::Catalogue;
use practice::availability::with_offset;

use super::manage::back_to;
use super::manage_view::Done;
use super::own_change::may_be_changed;
use crate::answer::Failure;
use crate::booking::address;
use crate::booking::aim::{Aim, Moved};
use crate::booking::changing::choice_of;
use crate::booking::choice::{Choice, read_start};
use crate::booking::times::page::{Chosen, Lost};
use crate::booking::when;
use crate::request::{Encoding, Fields, Network, parse_query, read_fields};
use crate::secret::Purpose;
use crate::store::{Actor, Booking, Change, NotChanged};
use crate::{App, Published};

/// What a move asks for, the same in the page's form and in JSON.
pub(in crate::booking) const MOVE_FIELDS: [&str; 2] = ["start", "therapist"];

/// `GET /booking/m/{token}/move`: the times there are instead.
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    may_be_changed(&booking, &published.catalogue.practice, app.now())?;
    let fields = read_move(query, &booking, &published.catalogue)?;
    let choice = choice_of(&booking, &published.catalogue, &fields)?;
    let (booking, token) = (&booking, token.as_str());
    app.times_to_move(
        &published,
        Moved { booking, token },
        &fields,
        &choice,
        Lost::default(),
    )
    .await
}

/// `POST /booking/m/{token}/move`
pub(in crate::booking) async fn send(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    app.id_in(Purpose::Manage, &token)?;
    let mut fields = read_fields(request, Encoding::Form).await?;
    fields.only(&MOVE_FIELDS)?;
    let (booking, admitted) = match app.booking_to_change(&token, network).await {
        Ok(admitted) => admitted,
        Err(failure) => return Ok(failure.leading_back(address::move_times(&token))),
    };
    let published = app.published();
    let catalogue = &published.catalogue;
    let choice = choice_of(&booking, catalogue, &fields)?;
    let moved = Moved {
        booking: &booking,
        token: &token,
    };
    let lost = match read_start(&fields) {
        Err(error) => Lost::unreadable(error),
        Ok(start) => {
            let change = Change::Move {
                start,
                therapist: choice.therapist_id(),
            };
            match app
                .change(catalogue, booking.clone(), change, Actor::Client, &admitted)
                .await
            {
                Ok(_) => return Ok(back_to(&token, Done::Moved)),
                Err(NotChanged::Refused(refusal)) => {
                    fields.set("start", with_offset(&catalogue.practice.timezone, start));
                    let looked = moved.looked(catalogue, &choice);
                    app.lost(&looked, start, refusal).await?
                }
                Err(refused) => return Err(refused.into()),
            }
        }
    };
    may_be_changed(&booking, &catalogue.practice, app.now())?;
    app.times_to_move(&published, moved, &fields, &choice, lost)
        .await
}

impl App {
    /// The times to which a booking can move; with what was lost, if one could not be had.
    pub(in crate::booking) async fn times_to_move(
        &self,
        published: &Published,
        moved: Moved<'_>,
        fields: &Fields,
        choice: &Choice<'_>,
        lost: Lost,
    ) -> Result<Response, Failure> {
        let chosen = Chosen {
            fields,
            choice,
            aim: Aim::Move(moved),
        };
        self.times_page_for(published, &chosen, lost).await
    }
}

/// What an address asks for: without a word, the booking's own therapist and week.
pub(in crate::booking) fn read_move(
    query: Option<String>,
    booking: &Booking,
    catalogue: &Catalogue,
) -> Result<Fields, Failure> {
    let mut fields = parse_query(query.unwrap_or_default().as_bytes())?;
    let service = catalogue.service(&booking.service);
    let still_gives = service.is_some_and(|service| {
        let mut ids = service.therapists.iter();
        ids.any(|id| id.as_str() == booking.therapist)
    });
    if !fields.has("therapist") && still_gives {
        fields.set("therapist", booking.therapist.as_str());
    }
    let chosen = ["week", "start", "first"];
    if !chosen.iter().any(|name| fields.has(name)) {
        let week = when::local_date(booking.start, &catalogue.practice);
        fields.set("week", week.to_string());
    }
    Ok(fields)
}
