//! A booking's form: filled in by link, signed, sent sealed.

mod filling;
mod limited;
mod process;
mod red_flag;
mod refusing;
mod returning;
mod reviewing;

use functions::sealing::{KeyFile, Place, Sealed};
use functions::store::{Endpoint, Store};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Practice, Served, booking_with};
use crate::page::Page;

/// A practice with a small form.
pub(crate) fn practice() -> Practice {
    let practice = Practice::new();
    add_form(&practice);
    practice
}

/// Gives a practice that form.
pub(crate) fn add_form(practice: &Practice) {
    practice.write("forms/intake.toml", include_str!("form.toml"));
}

/// Makes a booking, whose link's token it gives.
pub(crate) async fn book(served: &Served, client: usize) -> String {
    book_at(served, client, "2026-12-01T10:00:00-05:00").await
}

/// The same, at this start.
pub(crate) async fn book_at(served: &Served, client: usize, start: &str) -> String {
    let wanted = booking_with(client, &json!({ "start": start }));
    let (status, made) = served.book(&format!("key {client} {start}"), &wanted).await;
    assert_eq!(status, StatusCode::CREATED, "{made}");
    made["token"].as_str().expect("a token").to_owned()
}

/// A page of a booking's form.
pub(crate) async fn page(served: &Served, token: &str, page: &str) -> Page {
    Page::of(served.get(&format!("/intake/{token}/{page}"))).await
}

/// What came of a post: its status, where it leads, and the page.
pub(crate) struct Posted {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) page: Page,
}

/// Posts these fields to a page, with what is hidden in it.
pub(crate) async fn post(
    served: &Served,
    token: &str,
    name: &str,
    typed: &[(&str, &str)],
) -> Posted {
    let opened = page(served, token, name).await;
    let action = format!("/intake/{token}/{name}");
    let mut fields = opened.hidden(&action);
    fields.extend(
        typed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    post_as_it_is(served, token, name, &fields).await
}

/// Posts these fields to a page, and no others.
pub(crate) async fn post_as_it_is(
    served: &Served,
    token: &str,
    name: &str,
    fields: &[(String, String)],
) -> Posted {
    let request = served.post(&format!("/intake/{token}/{name}")).form(fields);
    let response = request.send().await.expect("an answer");
    let location = response.headers().get("location");
    let location = location.and_then(|location| location.to_str().ok());
    Posted {
        status: response.status(),
        location: location.unwrap_or_default().to_owned(),
        page: Page {
            status: response.status(),
            html: response.text().await.expect("a page"),
        },
    }
}

pub(crate) const ABOUT: [(&str, &str); 5] = [
    ("full_name", "Ada Lovelace"),
    ("phone", "(503) 555-0199"),
    ("birth_date.day", "10"),
    ("birth_date.month", "December"),
    ("birth_date.year", "1985"),
];
pub(crate) const WELL: [(&str, &str); 1] = [("heart.none", "yes")];
pub(crate) const SIGNED: [(&str, &str); 3] = [
    ("consent_treatment", "yes"),
    ("signature", "Ada Lovelace"),
    ("signature.agreed", "yes"),
];

/// Fills in the whole form and sends it.
pub(crate) async fn fill_in(served: &Served, token: &str) {
    let saved = post(served, token, "about", &ABOUT).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.page.html);
    let saved = post(served, token, "health", &WELL).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.page.html);
    let sent = post(served, token, "sign", &SIGNED).await;
    assert_eq!(
        sent.location,
        format!("/intake/{token}/done"),
        "{}",
        sent.page.html
    );
}

/// The form as a program sends it.
pub(crate) fn whole() -> Value {
    json!({
        "answers": {
            "full_name": "Ada Lovelace", "phone": "(503) 555-0199", "birth_date": "1985-12-10",
            "heart": ["none"],
        },
        "consents": { "consent_treatment": true },
        "signature": { "name": "Ada Lovelace", "agreed": true },
    })
}

/// The submissions in the table.
pub(crate) async fn submissions(practice: &Practice) -> Vec<Value> {
    let items = practice.items_of("C#").await;
    let of_intake = |item: &Value| {
        let sort = item["sk"]["S"].as_str().unwrap_or_default();
        sort.starts_with("INTAKE#")
    };
    items.into_iter().filter(of_intake).collect()
}

/// A field of a submission, opened as the desk opens it; none if it was not answered.
pub(crate) async fn opened(practice: &Practice, submission: &Value, field: &str) -> Option<Value> {
    let practice_key = KeyFile::at(&practice.data().join("practice.key"));
    let practice_key = practice_key.read().expect("the practice's key");
    let store = Store::new(&Endpoint::local(&practice.store()), "knead");
    let client = submission["client"]["S"].as_str().expect("a client");
    let key = store.client_key(&practice_key, client).await;
    let key = key.expect("it opens").expect("the client has a key");
    let sealed = match field {
        "#flags" => &submission["flags"],
        field => &submission["fields"]["M"][field],
    };
    let place = Place {
        client,
        item: submission["sk"]["S"].as_str().expect("a key"),
        field,
    };
    let opened = key.open(place, &bytes(sealed)).expect("it opens");
    opened
        .text()
        .filter(|text| !text.is_empty())
        .map(|text| serde_json::from_str(text).expect("JSON"))
}

/// A sealed value as the table holds it.
pub(crate) fn bytes(attribute: &Value) -> Sealed {
    use base64::Engine as _;
    let text = attribute["B"].as_str().expect("bytes");
    let bytes = base64::engine::general_purpose::STANDARD.decode(text);
    Sealed::from(bytes.expect("base64"))
}
