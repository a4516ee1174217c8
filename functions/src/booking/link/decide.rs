//! A request to decide on, for whoever holds the link in the therapist's copy. Opening it changes
//! nothing; taking it on and declining it are POSTs.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::Status;
use serde::Serialize;

use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::when;
use crate::limits::Effort;
use crate::request::{Encoding, Network, read_fields};
use crate::secret::Purpose;
use crate::store::{Actor, Booking, Change};
use crate::{App, Published};

#[derive(Serialize)]
struct DecidePage {
    page: PageFacts,
    /// Where the forms are sent; empty once it is decided.
    action: String,
    outcome: &'static str,
    name: String,
    service: String,
    minutes: u16,
    when: String,
    who: String,
}

/// `GET /booking/decide/{token}/`
pub(in crate::booking) async fn show(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.request_of(&token).await?;
    let published = app.published();
    let page = view(&booking, &published, &token);
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
    app.change(catalogue, booking, change, Actor::Staff, &admitted)
        .await?;
    Ok(see_other(&address(&token)))
}

impl App {
    /// The booking that a link to decide leads to.
    async fn request_of(&self, token: &str) -> Result<Booking, Failure> {
        self.booking_by(Purpose::Decide, token).await
    }
}

fn view(booking: &Booking, published: &Published, token: &str) -> DecidePage {
    let catalogue = &published.catalogue;
    let service = catalogue.service(&booking.service);
    let therapist = catalogue.therapist(&booking.therapist);
    let open = booking.status == Status::Pending;
    DecidePage {
        page: PageFacts {
            title: "A request".to_owned(),
            description: "A client asks for an appointment.",
            address: "/booking/",
        },
        action: if open { address(token) } else { String::new() },
        outcome: match booking.status {
            Status::Pending => "",
            Status::Confirmed | Status::Completed | Status::NoShow => "You have taken it on.",
            Status::Declined => "You have declined it.",
            Status::Cancelled => "It was cancelled.",
        },
        name: booking.name.clone(),
        service: service.map_or(booking.service.clone(), |service| {
            service.page.title.clone()
        }),
        minutes: booking.minutes,
        when: when::from_to(booking.start, booking.end, &catalogue.practice),
        who: therapist.map_or(String::new(), |therapist| therapist.name.clone()),
    }
}

fn address(token: &str) -> String {
    format!("/booking/decide/{token}/")
}
