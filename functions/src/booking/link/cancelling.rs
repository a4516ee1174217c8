//! Cancelling a booking: looked at first, then done.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::Status;
use serde::Serialize;

use super::booked_view::BookedView;
use super::manage::back_to;
use super::manage_view::Done;
use super::own_change::may_be_changed;
use crate::App;
use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::address;
use crate::link::manage_address;
use crate::request::{Encoding, Network, read_no_fields};
use crate::secret::Purpose;
use crate::store::{Actor, Change};

#[derive(Serialize)]
struct CancelPage<'a> {
    page: PageFacts,
    back: String,
    action: String,
    booking: BookedView<'a>,
    /// Whether it is one of a weekly series, whose others stay.
    in_series: bool,
}

/// `GET /booking/m/{token}/cancel`: what would be cancelled.
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_of(&token).await?;
    if booking.status == Status::Cancelled {
        return Ok(see_other(&manage_address(&token)));
    }
    let published = app.published();
    may_be_changed(&booking, &published.catalogue.practice, app.now())?;
    let page = CancelPage {
        page: PageFacts {
            title: "Cancel this booking?".to_owned(),
            description: "What would be cancelled.",
            address: "/booking/",
        },
        back: manage_address(&token),
        action: address::cancel(&token),
        booking: BookedView::of(&booking, &published.catalogue),
        in_series: booking.series.is_some(),
    };
    Ok(published.page(StatusCode::OK, "booking/cancel.html", &page))
}

/// `POST /booking/m/{token}/cancel`
pub(in crate::booking) async fn send(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    app.id_in(Purpose::Manage, &token)?;
    read_no_fields(request, Encoding::Form).await?;
    let (booking, admitted) = match app.booking_to_change(&token, network).await {
        Ok(admitted) => admitted,
        Err(failure) => return Ok(failure.leading_back(address::cancel(&token))),
    };
    let published = app.published();
    let catalogue = &published.catalogue;
    app.change(catalogue, booking, Change::Cancel, Actor::Client, &admitted)
        .await?;
    Ok(back_to(&token, Done::Cancelled))
}
