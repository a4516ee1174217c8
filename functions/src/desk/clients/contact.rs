//! Correcting how a client is called and reached.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::{DeskContact, FieldError};
use serde::Serialize;

use super::address;
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::access::field::{FieldView, ProblemView};
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, Fields, read_fields};
use crate::store::{Client, Correction, NotWritten};

#[derive(Serialize)]
struct ContactPage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    address: String,
    /// What they are called as it stands.
    standing: &'a str,
    version: u64,
    name: FieldView<'a>,
    email: FieldView<'a>,
    phone: FieldView<'a>,
}

/// `GET /desk/clients/{client}/contact`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let client = desk.client(&client).await?;
    let typed = fields_of(&client);
    Ok(desk.contact_page(&signed_in, &client, (&typed, &[]), StatusCode::OK))
}

/// `POST /desk/clients/{client}/contact`
pub(super) async fn correct(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["name", "email", "phone", "version"])?;
    let client = desk.client(&client).await?;
    let [name, email, phone] = ["name", "email", "phone"].map(|name| fields.get(name));
    let contact = match DeskContact::parse(name, email, phone, "") {
        Ok(contact) => contact,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(desk.contact_page(&signed_in, &client, (&fields, &errors), status));
        }
    };
    let correction = Correction {
        name: contact.name.as_str().to_owned(),
        email: contact
            .email
            .map_or(String::new(), |email| email.as_str().to_owned()),
        phone: contact.phone.map(|phone| phone.as_str().to_owned()),
    };
    // What names no version saw none.
    let seen = fields.get("version").parse().unwrap_or(0);
    let (store, now) = (&desk.app.store, desk.app.now());
    let corrected = store.correct_client((&client.id, seen), &correction, signed_in.id(), now);
    match corrected.await {
        Ok(client) => Ok(see_other(&address(&client.id))),
        Err(NotWritten::Store(error)) => Err(error.into()),
        Err(NotWritten::Stale) => {
            let client = desk.client(&client.id).await?;
            let reached = [
                client.email.as_str(),
                client.phone.as_deref().unwrap_or_default(),
            ];
            let reached: Vec<_> = reached
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            let words = format!(
                "It was changed meanwhile, to {}, {}. What you typed is kept: send it again if it is still right",
                client.name,
                reached.join(", ")
            );
            let errors = [FieldError::new("name", words)];
            let conflict = StatusCode::CONFLICT;
            Ok(desk.contact_page(&signed_in, &client, (&fields, &errors), conflict))
        }
    }
}

impl Desk {
    /// The client in an address; of a double, the one who stays.
    pub(super) async fn client(&self, id: &str) -> Result<Client, Failure> {
        self.app.store.client(id).await?.ok_or(Failure::NotFound)
    }

    fn contact_page(
        &self,
        signed_in: &SignedIn,
        client: &Client,
        (typed, errors): (&Fields, &[FieldError]),
        status: StatusCode,
    ) -> Response {
        let field = |name: &'static str| FieldView {
            value: typed.get(name),
            error: errors
                .iter()
                .find(|error| error.field == name)
                .map(|error| error.message.as_str()),
        };
        let hrefs: Vec<_> = errors
            .iter()
            .map(|error| format!("#{}", error.field))
            .collect();
        let told = hrefs.iter().zip(errors);
        let told = told.map(|(href, error)| (href.as_str(), error.message.as_str()));
        let wrong = !errors.is_empty();
        let page = ContactPage {
            page: PageFacts {
                title: format!("{}Correct the contact", if wrong { "Error: " } else { "" }),
                description: "How a client is called and reached.",
                address: "/desk/clients",
            },
            problem: wrong.then(|| ProblemView::of(told)),
            address: address(&client.id),
            standing: &client.name,
            version: client.version,
            name: field("name"),
            email: field("email"),
            phone: field("phone"),
        };
        self.page(signed_in, status, "desk/contact.html", &page)
    }
}

/// A contact as its form holds it.
fn fields_of(client: &Client) -> Fields {
    let mut fields = Fields::default();
    fields.set("name", &client.name);
    fields.set("email", &client.email);
    fields.set("phone", client.phone.as_deref().unwrap_or_default());
    fields
}
