//! `POST /booking/`: the act itself.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use practice::availability::Refusal;
use practice::booking::FieldError;

use super::choose_page::chosen;
use crate::answer::{Failure, see_other};
use crate::booking::address;
use crate::booking::choice::{Choice, read_start};
use crate::booking::making::{NotMade, read_contact};
use crate::booking::offered::Looked;
use crate::booking::series::weeks_error;
use crate::booking::times::page::Lost;
use crate::link::manage_address;
use crate::request::{Fields, Network};
use crate::{App, Published};

/// `GET /booking/`: somebody came by the address alone.
pub(in crate::booking) async fn nothing_yet() -> Response {
    see_other("/book/")
}

/// `POST /booking/`
pub(in crate::booking) async fn confirm(
    State(app): State<App>,
    network: Option<Network>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = app.read_form(request).await?;
    let choice = chosen(&published, &fields)?;
    if let Some(changed) = app.changed(&published, &fields, &choice) {
        // Sent again: the first time it was as they saw it.
        let made = app.made_before(&published.catalogue, &fields).await?;
        return Ok(made.map_or(changed, |made| see_other(&manage_address(&made.token))));
    }
    let key = fields.get("key");
    match app.make(&published.catalogue, &fields, key, network).await {
        Ok(made) => Ok(see_other(&manage_address(&made.token))),
        Err(NotMade::Failure(Failure::Fields(errors))) => {
            app.mend(&published, &fields, &choice, errors).await
        }
        Err(NotMade::Failure(failure)) => {
            let answers = address::details(&choice, fields.get("start"), &fields);
            Ok(failure.leading_back(answers))
        }
        Err(NotMade::Starts(refused)) => {
            app.turn_back(&published, &fields, &choice, &refused).await
        }
    }
}

impl App {
    /// The page to look at again, if the practice says something else by now than what the client
    /// was shown.
    fn changed(
        &self,
        published: &Published,
        fields: &Fields,
        choice: &Choice<'_>,
    ) -> Option<Response> {
        // What is wrong with other answers is said when the booking is made.
        let (start, contact) = (read_start(fields).ok()?, read_contact(fields).ok()?);
        let is_other = |name, now: &str| ![now, ""].contains(&fields.get(name));
        let what = if is_other("quoted", &choice.offer.price.to_string()) {
            let currency = &published.catalogue.practice.currency;
            let price = currency.write(choice.offer.price);
            format!("The price has changed to {price}")
        } else if is_other("terms", &published.terms(choice, start)) {
            "What you see here has changed".to_owned()
        } else {
            return None;
        };
        let notice = format!("{what} while you were filling this in. Nothing is booked yet.");
        Some(published.check_page(self, fields, choice, start, &contact, Some(notice)))
    }

    /// The times again; or, if only later dates of a series were lost, the question for how many
    /// weeks.
    async fn turn_back(
        &self,
        published: &Published,
        fields: &Fields,
        choice: &Choice<'_>,
        refused: &[(Timestamp, Refusal)],
    ) -> Result<Response, Failure> {
        let catalogue = &published.catalogue;
        let is_free = |start: &Timestamp| refused.iter().all(|(lost, _)| lost != start);
        if let Some(start) = read_start(fields).ok().filter(is_free) {
            let error = weeks_error(start, refused, &catalogue.practice);
            let mut page = published.details_page(self, fields, choice, start, &[error]);
            *page.status_mut() = StatusCode::CONFLICT;
            return Ok(page);
        }
        let held = self.hold_in(fields).unwrap_or_default();
        let own = held.as_ref().map(|hold| hold.id.as_str());
        let looked = Looked::of(catalogue, choice, own);
        let lost = self.all_lost(&looked, refused).await?;
        self.times_page(published, fields, choice, lost).await
    }

    /// The page on which the first wrong answer was given, with what is wrong.
    async fn mend(
        &self,
        published: &Published,
        fields: &Fields,
        choice: &Choice<'_>,
        errors: Vec<FieldError>,
    ) -> Result<Response, Failure> {
        match read_start(fields) {
            Ok(start) => Ok(published.details_page(self, fields, choice, start, &errors)),
            Err(error) => {
                self.times_page(published, fields, choice, Lost::unreadable(error))
                    .await
            }
        }
    }
}
