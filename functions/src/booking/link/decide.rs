//! A request to decide on, for whoever holds the link in the therapist's copy. Opening it changes
//! nothing; taking it on and declining it are POSTs.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use practice::booking::Status;
use serde::Serialize;

use super::booked_view::BookedView;
use crate::answer::{Failure, PageFacts, see_other};
use crate::limits::Effort;
use crate::link::decide_address;
use crate::request::{Encoding, Network, read_fields};
use crate::secret::Purpose;
use crate::store::{Actor, Booking, Change};
use crate::{App, Published};

#[derive(Serialize)]
struct DecidePage<'a> {
    page: PageFacts,
    heading: &'static str,
    /// How it stands, and what follows from it.
    lead: String,
    /// Where the forms are sent; empty where there is nothing to decide.
    action: String,
    booking: BookedView<'a>,
}

/// `GET /booking/decide/{token}/`
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.request_of(&token).await?;
    let published = app.published();
    let page = view(&booking, &published, &token, app.now());
    Ok(published.page(StatusCode::OK, "booking/decide.html", &page))
}

/// `POST /booking/decide/{token}/`
pub(in crate::booking) async fn send(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["decision"])?;
    let change = match fields.get("decision") {
        "confirm" => Change::Confirm,
        "decline" => Change::Decline,
        _ => {
            return Err(Failure::field(
                "decision",
                "Take the request on, or decline it",
            ));
        }
    };
    app.id_in(Purpose::Decide, &token)?;
    let admitted = app.admit(network, Effort::None).await?;
    let booking = app.request_of(&token).await?;
    let published = app.published();
    let catalogue = &published.catalogue;
    app.change(catalogue, booking, change, Actor::StaffLink, &admitted)
        .await?;
    Ok(see_other(&decide_address(&token)))
}

impl App {
    /// The booking that a link to decide leads to.
    async fn request_of(&self, token: &str) -> Result<Booking, Failure> {
        self.booking_by(Purpose::Decide, token).await
    }
}

fn view<'a>(
    booking: &'a Booking,
    published: &'a Published,
    token: &str,
    now: Timestamp,
) -> DecidePage<'a> {
    let (heading, lead) = standing(booking, now);
    let open = booking.status == Status::Pending && now < booking.start;
    DecidePage {
        page: PageFacts {
            title: heading.to_owned(),
            description: "A client asks for an appointment.",
            address: "/booking/",
        },
        heading,
        lead,
        action: if open {
            decide_address(token)
        } else {
            String::new()
        },
        booking: BookedView::of(booking, &published.catalogue),
    }
}

/// The heading, and the sentences below it.
fn standing(booking: &Booking, now: Timestamp) -> (&'static str, String) {
    let name = &booking.name;
    match booking.status {
        Status::Pending if now >= booking.start => (
            "This request was not decided in time",
            "Its time has passed. There is nothing more to do here.".to_owned(),
        ),
        Status::Pending => (
            "A request",
            format!("{name} asks for this time. It is kept for them until you decide."),
        ),
        Status::Confirmed | Status::Completed | Status::NoShow => (
            "You have taken it on",
            format!("We write to {name} that it takes place. There is nothing more to do here."),
        ),
        Status::Declined => (
            "You have declined it",
            format!(
                "We write to {name} that it does not take place. The time is free for others again."
            ),
        ),
        Status::Cancelled => (
            "This request was cancelled",
            "The time is free for others again. There is nothing more to do here.".to_owned(),
        ),
    }
}
