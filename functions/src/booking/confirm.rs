//! `POST /booking/`: the act itself.

use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use practice::availability::Refusal;
use practice::booking::FieldError;

use super::ask::{Ask, read_start};
use super::carried::PAGE_FIELDS;
use super::json::manage_address;
use super::making::{NotMade, read_contact, words};
use super::times::{Lost, Method};
use crate::answer::{Failure, see_other};
use crate::request::{Encoding, Fields, read_fields};
use crate::{App, Published};

/// `GET /booking/`: somebody came by the address alone.
pub(super) async fn nothing_yet() -> Response {
    see_other("/book/")
}

/// `POST /booking/`
pub(super) async fn confirm(
    State(app): State<App>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let published = app.published();
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&PAGE_FIELDS)?;
    if let Some(changed) = app.price_changed(&published, &fields)? {
        return Ok(changed);
    }
    match app
        .make(&published.catalogue, &fields, fields.get("key"))
        .await
    {
        Ok(made) => Ok(see_other(&manage_address(&made.token))),
        Err(NotMade::Failure(Failure::Fields(errors))) => app.mend(&published, &fields, errors),
        Err(NotMade::Failure(failure)) => Err(failure),
        Err(NotMade::Start(start, refusal)) => {
            let ask = Ask::read(&published.catalogue, &fields)?;
            let errors = vec![FieldError::new(
                "start",
                words(refusal, &published.catalogue.practice),
            )];
            let nearest = match refusal {
                Refusal::Taken(_) => app.nearest(&published.catalogue, &ask, start).await?,
                _ => Vec::new(),
            };
            app.times_page(
                &published,
                &fields,
                &ask,
                Method::Post,
                Lost { errors, nearest },
            )
            .await
        }
    }
}

impl App {
    /// The page to look at again, if the price is not what the client was shown.
    fn price_changed(
        &self,
        published: &Published,
        fields: &Fields,
    ) -> Result<Option<Response>, Failure> {
        let ask = Ask::read(&published.catalogue, fields)?;
        let quoted = fields.get("quoted");
        if quoted.is_empty() || quoted == ask.offer.price.to_string() {
            return Ok(None);
        }
        let (start, contact) = match (read_start(fields), read_contact(fields)) {
            (Ok(start), Ok(contact)) => (start, contact),
            // What is wrong with them is said when the booking is made.
            _ => return Ok(None),
        };
        let price = published.catalogue.practice.currency.write(ask.offer.price);
        let notice = format!(
            "The price has changed to {price} while you were filling this in. Nothing is booked yet."
        );
        Ok(Some(self.check_page(
            published,
            fields,
            &ask,
            start,
            &contact,
            Some(notice),
        )))
    }

    /// The details again, with what is wrong; or a page of its own, if it is not about the details.
    fn mend(
        &self,
        published: &Published,
        fields: &Fields,
        errors: Vec<FieldError>,
    ) -> Result<Response, Failure> {
        let about_details = errors
            .iter()
            .all(|error| ["name", "email", "phone", "note"].contains(&error.field.as_str()));
        match (Ask::read(&published.catalogue, fields), read_start(fields)) {
            (Ok(ask), Ok(start)) if about_details => {
                Ok(self.details_page(published, fields, &ask, start, &errors))
            }
            _ => Err(Failure::Fields(errors)),
        }
    }
}
