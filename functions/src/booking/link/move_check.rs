//! "Move your massage": from where to where, before it counts.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp};
use practice::Catalogue;
use practice::availability::with_offset;
use practice::booking::FieldError;
use serde::Serialize;

use super::booked_view::BookedView;
use super::moving::read_move;
use super::own_change::may_be_changed;
use crate::App;
use crate::answer::{Failure, PageFacts};
use crate::booking::address;
use crate::booking::aim::Moved;
use crate::booking::changing::choice_of;
use crate::booking::choice::{Choice, read_start};
use crate::booking::form::carried::{self, Hidden};
use crate::booking::times::page::Lost;
use crate::booking::when;
use crate::request::Fields;

#[derive(Serialize)]
struct MoveCheckPage<'a> {
    page: PageFacts,
    back: String,
    action: String,
    hidden: Vec<Hidden>,
    booking: BookedView<'a>,
    /// The new time, from start to end.
    when: String,
    /// Its start alone, for the button.
    to: String,
    /// With whom, where somebody was chosen.
    who: String,
}

/// `GET /booking/m/{token}/move/check`: a time was chosen.
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    let published = app.published();
    let catalogue = &published.catalogue;
    may_be_changed(&booking, &catalogue.practice, app.now())?;
    let mut fields = read_move(query, &booking, catalogue)?;
    let choice = choice_of(&booking, catalogue, &fields)?;
    let moved = Moved {
        booking: &booking,
        token: &token,
    };
    match app
        .start_to_move_to(catalogue, moved, &mut fields, &choice)
        .await?
    {
        Ok(start) => {
            let page = page(catalogue, moved, &fields, &choice, start);
            Ok(published.page(StatusCode::OK, "booking/move.html", &page))
        }
        Err(lost) => {
            app.times_to_move(&published, moved, &fields, &choice, lost)
                .await
        }
    }
}

impl App {
    /// The chosen start, if it is offered now and is another one; else what to say and show instead.
    async fn start_to_move_to(
        &self,
        catalogue: &Catalogue,
        moved: Moved<'_>,
        fields: &mut Fields,
        choice: &Choice<'_>,
    ) -> Result<Result<Timestamp, Lost>, Failure> {
        let start = match read_start(fields) {
            Ok(start) => start,
            Err(error) => return Ok(Err(Lost::unreadable(error))),
        };
        fields.set("start", with_offset(&catalogue.practice.timezone, start));
        if moved.is_there(choice, start) {
            let words = "Your massage is at that time already. Choose another time";
            return Ok(Err(Lost::unreadable(FieldError::new("start", words))));
        }
        let looked = moved.looked(catalogue, choice);
        match self.refusal(&looked, start).await? {
            None => Ok(Ok(start)),
            Some(refusal) => Ok(Err(self.lost(&looked, start, refusal).await?)),
        }
    }
}

fn page<'a>(
    catalogue: &'a Catalogue,
    moved: Moved<'a>,
    fields: &Fields,
    choice: &Choice<'_>,
    start: Timestamp,
) -> MoveCheckPage<'a> {
    let (practice, chosen) = (&catalogue.practice, fields.get("start"));
    let end = start + SignedDuration::from_mins(i64::from(moved.booking.minutes));
    MoveCheckPage {
        page: PageFacts {
            title: "Move your massage".to_owned(),
            description: "From where to where, before it counts.",
            address: "/booking/",
        },
        back: address::move_from(moved.token, choice, chosen),
        action: address::move_times(moved.token),
        hidden: vec![
            carried::hidden("start", chosen),
            carried::hidden("therapist", choice.therapist_word()),
        ],
        booking: BookedView::of(moved.booking, catalogue),
        when: when::from_to(start, end, practice),
        to: when::weekday_at(start, practice),
        who: choice
            .therapist
            .map_or(String::new(), |therapist| therapist.name.clone()),
    }
}
