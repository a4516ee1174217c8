//! Notes: writing one, reading one, and adding to one. None is ever changed.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::booking::FieldError;
use practice::catalogue::Practice;
use practice::record::NoteText;
use serde::Serialize;
use ulid::Ulid;

use super::opened::{Looked, OpenedRecord};
use super::page::ClientView;
use super::{address, words};
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::access::field::{FieldView, ProblemView};
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, Fields, read_fields};
use crate::sealing::Place;
use crate::secret::random_id;
use crate::store::{NotWritten, Note};

/// The field of a note that is sealed.
const TEXT: &str = "text";

/// A note that could not be taken, as it was typed.
pub(super) struct Typed<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    pub(super) error: FieldError,
}

/// A note as it is read, with what was added to it.
#[derive(Serialize)]
pub(super) struct NoteView {
    address: String,
    by: String,
    at: String,
    lines: Vec<String>,
    /// What does not open.
    problem: Option<String>,
    /// The first first.
    added: Vec<NoteView>,
}

#[derive(Serialize)]
struct NotePage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    address: String,
    client: ClientView<'a>,
    note: NoteView,
    note_id: &'a str,
    text: FieldView<'a>,
}

/// `POST /desk/clients/{client}/notes`
pub(super) async fn write(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path(client) = client?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["id", "text"])?;
    let record = desk.record(&client).await?;
    let id = record.client.id.clone();
    match NoteText::parse(fields.get("text")) {
        Ok(text) => {
            desk.keep_note(&signed_in, (&id, None), (&fields, &text))
                .await?;
            Ok(see_other(&format!("{}#notes", address(&id))))
        }
        Err(error) => {
            let note_id = note_id(&fields)?;
            let typed = Typed {
                id: &note_id,
                text: fields.get("text"),
                error,
            };
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, Some(&typed));
            desk.client_page(&signed_in, record, wrong).await
        }
    }
}

/// `GET /desk/clients/{client}/notes/{note}`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Failure> {
    let Path((client, note)) = path?;
    desk.note_page(&signed_in, (&client, &note), (StatusCode::OK, None))
        .await
}

/// `POST /desk/clients/{client}/notes/{note}`: adds to it.
pub(super) async fn add(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    path: Result<Path<(String, String)>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path((client, note)) = path?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["id", "text"])?;
    let record = desk.record(&client).await?;
    let (folder, known) = record.note(&note).ok_or(Failure::NotFound)?;
    // What is added to an addition stands beside it, with the note itself.
    let adds_to = known.adds_to.clone().unwrap_or_else(|| note.clone());
    match NoteText::parse(fields.get("text")) {
        Ok(text) => {
            let to = (folder.client.as_str(), Some(adds_to.as_str()));
            desk.keep_note(&signed_in, to, (&fields, &text)).await?;
            let address = address(&record.client.id);
            Ok(see_other(&format!("{address}/notes/{adds_to}")))
        }
        Err(error) => {
            let note_id = note_id(&fields)?;
            let typed = Typed {
                id: &note_id,
                text: fields.get("text"),
                error,
            };
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, Some(&typed));
            desk.note_page(&signed_in, (&client, &note), wrong).await
        }
    }
}

impl Desk {
    /// Seals a note to the client's key and keeps it.
    async fn keep_note(
        &self,
        signed_in: &SignedIn,
        (client, adds_to): (&str, Option<&str>),
        (fields, text): (&Fields, &NoteText),
    ) -> Result<(), Failure> {
        let (store, now) = (&self.app.store, self.app.now());
        let id = note_id(fields)?;
        let item = Note::item(&id);
        let place = Place {
            client,
            item: &item,
            field: TEXT,
        };
        let key = self.seal_key(client).await?;
        let sealed = key.seal(place, text.as_str().as_bytes());
        let note = Note {
            adds_to: adds_to.map(str::to_owned),
            by: signed_in.id(),
            at: now,
            version: 1,
            text: sealed.map_err(|_| Failure::Broken)?,
        };
        store
            .keep_note(client, &id, &note)
            .await
            .map_err(|error| match error {
                // Its id was given out for somebody else's: the page is drawn anew.
                NotWritten::Stale => {
                    Failure::field("text", "Load the page again, and send the note anew")
                }
                NotWritten::Store(error) => error.into(),
            })
    }

    async fn note_page(
        &self,
        signed_in: &SignedIn,
        (client, note): (&str, &str),
        (status, typed): (StatusCode, Option<&Typed<'_>>),
    ) -> Result<Response, Failure> {
        let record = self.record(client).await?;
        if record.note(note).is_none() {
            return Err(Failure::NotFound);
        }
        let opened = self
            .open_record(signed_in, record, Looked("note", note))
            .await?;
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        let view = opened.note(note, practice).ok_or(Failure::NotFound)?;
        let fresh = random_id(self.app.now()).map_err(|_| Failure::Broken)?;
        let error = typed.map(|typed| typed.error.message.as_str());
        let page = NotePage {
            page: PageFacts {
                title: format!("{}A note", if error.is_some() { "Error: " } else { "" }),
                description: "A note of a visit.",
                address: "/desk/clients",
            },
            problem: error.map(|error| ProblemView::of([("#text", error)])),
            address: address(&opened.record.client.id),
            client: ClientView::of(&opened.record.client, practice),
            note: view,
            note_id: typed.map_or(fresh.as_str(), |typed| typed.id),
            text: FieldView {
                value: typed.map_or("", |typed| typed.text),
                error,
            },
        };
        Ok(self.page(signed_in, status, "desk/note.html", &page))
    }
}

impl OpenedRecord {
    /// Every note with what was added to it, the last first.
    pub(super) fn notes(&self, practice: &Practice) -> Vec<NoteView> {
        let folders = self.record.folders.iter();
        let all = folders.flat_map(|folder| folder.notes.iter());
        let mut own: Vec<_> = all.filter(|(_, note)| note.adds_to.is_none()).collect();
        own.sort_by_key(|(_, note)| std::cmp::Reverse(note.at));
        own.into_iter()
            .filter_map(|(id, _)| self.note(id, practice))
            .collect()
    }

    /// A note with what was added to it.
    fn note(&self, id: &str, practice: &Practice) -> Option<NoteView> {
        let (folder, note) = self.record.note(id)?;
        let item = Note::item(id);
        let place = Place {
            client: &folder.client,
            item: &item,
            field: TEXT,
        };
        let opened = self.open(place, &note.text);
        let text = opened.as_ref().ok().and_then(|opened| opened.text());
        let lines = text
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect();
        let mut added: Vec<_> = folder
            .notes
            .iter()
            .filter(|(_, other)| other.adds_to.as_deref() == Some(id))
            .collect();
        added.sort_by_key(|(_, note)| note.at);
        Some(NoteView {
            address: format!("{}/notes/{id}", address(&self.record.client.id)),
            by: self.names.of(note.by),
            at: words::at(note.at, practice),
            lines,
            problem: opened.err(),
            added: added
                .into_iter()
                .filter_map(|(id, _)| self.note(id, practice))
                .collect(),
        })
    }
}

/// The id that was given out for a note.
fn note_id(fields: &Fields) -> Result<String, Failure> {
    let id = fields.get("id");
    let read = Ulid::from_string(id).ok().map(|read| read.to_string());
    let own = read.filter(|read| read == id);
    own.ok_or_else(|| Failure::field("id", "Load the page again, and send the note anew"))
}
