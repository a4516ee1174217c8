//! A new client confirms that they read mail at the address they gave, by the link in our mail.
//! Opening it changes nothing: mail programs open links, too.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use practice::Catalogue;
use practice::booking::Email;
use serde::Serialize;

use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::when;
use crate::limits::{Admitted, Effort};
use crate::link::{manage_address, prove_address};
use crate::request::{Encoding, Network, read_fields};
use crate::secret::Purpose;
use crate::store::{Actor, Booking, Change, NotChanged};
use crate::{App, said};

#[derive(Serialize)]
struct ProvePage<'a> {
    page: PageFacts,
    /// Where the button leads.
    action: String,
    service: &'a str,
    minutes: u16,
    who: &'a str,
    when: String,
    zone: String,
    price: String,
    /// Until when it is kept, in words.
    kept: String,
}

/// `GET /booking/prove/{token}/`
pub(in crate::booking) async fn ask(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let booking = app.booking_by(Purpose::Prove, &token).await?;
    let in_time = booking.prove_by.filter(|by| *by > app.now());
    let Some(prove_by) = in_time.filter(|_| booking.awaits_proof()) else {
        return Ok(see_other(&manage_address(&app.manage_token(&booking.id)?)));
    };
    let published = app.published();
    let page = page(&token, &booking, prove_by, &published.catalogue);
    Ok(published.page(StatusCode::OK, "booking/prove.html", &page))
}

/// `POST /booking/prove/{token}/`
pub(in crate::booking) async fn send(
    State(app): State<App>,
    token: Result<Path<String>, PathRejection>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(token) = token?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&[])?;
    app.id_in(Purpose::Prove, &token)?;
    let admitted = match app.admit(network, Effort::None).await {
        Ok(admitted) => admitted,
        Err(failure) => return Ok(failure.leading_back(prove_address(&token))),
    };
    let booking = app.booking_by(Purpose::Prove, &token).await?;
    let manage = manage_address(&app.manage_token(&booking.id)?);
    app.prove(booking, &admitted).await?;
    Ok(see_other(&manage))
}

impl App {
    /// Takes a booking for good, and with it the later ones of its series. Asked again it goes on
    /// where it was cut off.
    async fn prove(&self, booking: Booking, admitted: &Admitted) -> Result<(), Failure> {
        let published = self.published();
        let email = Email::parse(&booking.email).map_err(|_| Failure::Broken)?;
        let contact = &self.secret.contact_code(&email);
        let change = Change::Prove { contact };
        let later = self.later_of(&booking).await?;
        let catalogue = &published.catalogue;
        self.change(catalogue, booking, change, Actor::Client, admitted)
            .await?;
        for booking in later.into_iter().filter(Booking::awaits_proof) {
            let changed = self
                .change(catalogue, booking, change, Actor::Client, admitted)
                .await;
            // One that was cancelled meanwhile stays so.
            if let Err(NotChanged::Store(error)) = changed {
                return Err(error.into());
            }
        }
        Ok(())
    }
}

fn page<'a>(
    token: &str,
    booking: &'a Booking,
    prove_by: Timestamp,
    catalogue: &'a Catalogue,
) -> ProvePage<'a> {
    let practice = &catalogue.practice;
    ProvePage {
        page: PageFacts {
            title: "Confirm your booking".to_owned(),
            description: "One step, and the time is yours.",
            address: "/booking/",
        },
        action: prove_address(token),
        service: said::service(&booking.service, catalogue),
        minutes: booking.minutes,
        who: said::therapist(&booking.therapist, catalogue).unwrap_or_default(),
        when: when::from_to(booking.start, booking.end, practice),
        zone: when::zone(practice),
        price: said::agreed_price(booking, practice),
        kept: when::clock(prove_by, practice),
    }
}
