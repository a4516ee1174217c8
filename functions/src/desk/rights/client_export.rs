//! A copy of all that is kept of one client: to read and print, and as data.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;

use super::gathered::Gathered;
use crate::answer::{Failure, PageFacts, download};
use crate::desk::{Desk, SignedIn};

#[derive(Serialize)]
struct ExportPage<'a> {
    page: PageFacts,
    name: &'a str,
    contact: Vec<&'a str>,
    back: String,
    json: String,
    bookings: Vec<[&'a str; 5]>,
    forms: Vec<FormView<'a>>,
    notes: Vec<NoteView<'a>>,
    /// When, who and what.
    looks: Vec<[&'a str; 4]>,
}

#[derive(Serialize)]
struct FormView<'a> {
    title: &'a str,
    signed_at: &'a str,
    answers: Vec<(&'a str, Vec<String>)>,
}

#[derive(Serialize)]
struct NoteView<'a> {
    at: &'a str,
    text: Vec<String>,
}

/// `GET /desk/clients/{client}/export`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let gathered = desk.gather_with_looks(&signed_in, &client).await?;
    let page = ExportPage::of(&gathered);
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/export_client.html", &page))
}

/// `GET /api/desk/clients/{client}/export`
pub(super) async fn json(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let gathered = desk.gather_with_looks(&signed_in, &client).await?;
    let text = serde_json::to_string_pretty(&gathered).map_err(|_| Failure::Broken)?;
    let name = format!("client-{}.json", gathered.client.id);
    Ok(download(&name, "application/json", text))
}

impl<'a> ExportPage<'a> {
    fn of(gathered: &'a Gathered) -> Self {
        let who = &gathered.client;
        let contact = [who.email.as_str(), who.phone.as_deref().unwrap_or_default()];
        let bookings = gathered.bookings.iter();
        let forms = gathered.forms.iter();
        let notes = gathered.notes.iter();
        Self {
            page: PageFacts {
                title: "All we keep of a client".to_owned(),
                description: "A copy to hand over.",
                address: "/desk/clients",
            },
            name: &who.name,
            contact: contact
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect(),
            back: format!("/desk/clients/{}", who.id),
            json: format!("/api/desk/clients/{}/export", who.id),
            bookings: bookings
                .map(|one| {
                    let note = one.note.as_deref().unwrap_or_default();
                    [
                        &*one.start,
                        &*one.service,
                        &*one.therapist,
                        one.status,
                        note,
                    ]
                })
                .collect(),
            forms: forms
                .map(|form| FormView {
                    title: &form.form,
                    signed_at: &form.signed_at,
                    answers: form
                        .answers
                        .iter()
                        .map(|answered| (answered.label.as_str(), said(&answered.answer)))
                        .collect(),
                })
                .collect(),
            looks: gathered
                .looks
                .iter()
                .map(|look| [&*look.at, &*look.by, &*look.did, &*look.item])
                .collect(),
            notes: notes
                .map(|note| NoteView {
                    at: &note.at,
                    text: said(&note.text),
                })
                .collect(),
        }
    }
}

/// An answer as lines.
fn said(answer: &Value) -> Vec<String> {
    match answer {
        Value::Null => Vec::new(),
        Value::String(text) => text.lines().map(str::to_owned).collect(),
        Value::Bool(yes) => vec![if *yes { "Yes" } else { "No" }.to_owned()],
        Value::Array(entries) => entries.iter().map(|entry| said(entry).join(", ")).collect(),
        Value::Object(parts) => vec![
            parts
                .iter()
                .map(|(name, value)| format!("{name}: {}", said(value).join(", ")))
                .collect::<Vec<_>>()
                .join("; "),
        ],
        Value::Number(number) => vec![number.to_string()],
    }
}
