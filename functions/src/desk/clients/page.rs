//! A client's page: contact and bookings; for who may see health data, flags first, then notes and
//! submissions.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use practice::record::NOTE_CHARACTERS_MAX;
use serde::Serialize;

use super::address;
use super::flags::FlagsView;
use super::notes::{NoteView, Typed};
use super::opened::{Looked, OpenedRecord};
use super::visits::VisitsView;
use super::words;
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::access::field::{FieldView, ProblemView};
use crate::desk::{Desk, Right, SignedIn};
use crate::secret::random_id;
use crate::store::{Client, Record};
use practice::catalogue::Practice;

#[derive(Serialize)]
struct ClientPage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    address: String,
    client: ClientView<'a>,
    /// Whether they may correct the contact, and merge.
    changes: bool,
    /// Whether they may take out all that is kept of the client.
    exports: bool,
    /// Whether they may erase the client.
    erases: bool,
    visits: VisitsView,
    /// None for who may not see health data.
    health: Option<HealthView<'a>>,
}

/// A client's contact.
#[derive(Serialize)]
pub(super) struct ClientView<'a> {
    pub(super) name: &'a str,
    email: &'a str,
    phone: &'a str,
    since: String,
}

#[derive(Serialize)]
struct HealthView<'a> {
    /// Flags that nobody has acknowledged yet.
    open: Vec<SubmissionLine>,
    /// The last first.
    submissions: Vec<SubmissionLine>,
    /// The last first.
    notes: Vec<NoteView>,
    /// The id that the next note gets, so that it is kept once.
    note_id: String,
    note: FieldView<'a>,
    note_characters_max: usize,
    /// Items that are there and cannot be read.
    unreadable: Vec<&'a str>,
}

#[derive(Serialize)]
struct SubmissionLine {
    address: String,
    signed: String,
    #[serde(flatten)]
    flags: FlagsView,
}

/// `GET /desk/clients/{client}`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    client: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(id) = client?;
    let record = desk.record(&id).await?;
    if record.client.id != id {
        return Ok(see_other(&address(&record.client.id)));
    }
    desk.client_page(&signed_in, record, (StatusCode::OK, None))
        .await
}

impl Desk {
    /// A client's page, with a note that could not be taken.
    pub(super) async fn client_page(
        &self,
        signed_in: &SignedIn,
        record: Record,
        (status, typed): (StatusCode, Option<&Typed<'_>>),
    ) -> Result<Response, Failure> {
        let visits = self.visits(signed_in, &record).await?;
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        let client = record.client.clone();
        let opened = match signed_in.may(Right::SeeHealth) {
            true => Some(
                self.open_record(signed_in, record, Looked("record", ""))
                    .await?,
            ),
            false => None,
        };
        let note_id = match typed {
            Some(typed) => typed.id.to_owned(),
            None => random_id(self.app.now()).map_err(|_| Failure::Broken)?,
        };
        let error = typed.map(|typed| typed.error.message.as_str());
        let health = opened.as_ref().map(|opened| HealthView {
            note: FieldView {
                value: typed.map_or("", |typed| typed.text),
                error,
            },
            note_id,
            ..HealthView::of(opened, practice)
        });
        let page = ClientPage {
            page: PageFacts {
                title: match error {
                    Some(_) => format!("Error: {}", client.name),
                    None => client.name.clone(),
                },
                description: "A client of the practice.",
                address: "/desk/clients",
            },
            problem: error.map(|error| ProblemView::of([("#text", error)])),
            address: address(&client.id),
            client: ClientView::of(&client, practice),
            changes: signed_in.may(Right::ChangeClients),
            exports: signed_in.may(Right::ExportData),
            erases: signed_in.may(Right::EraseData),
            visits,
            health,
        };
        Ok(self.page(signed_in, status, "desk/client.html", &page))
    }
}

impl<'a> ClientView<'a> {
    pub(super) fn of(client: &'a Client, practice: &Practice) -> Self {
        Self {
            name: &client.name,
            email: &client.email,
            phone: client.phone.as_deref().unwrap_or_default(),
            since: words::at(client.made_at, practice),
        }
    }
}

impl<'a> HealthView<'a> {
    fn of(opened: &'a OpenedRecord, practice: &Practice) -> Self {
        let folders = &opened.record.folders;
        let lines = || {
            let all = folders.iter().flat_map(|folder| {
                let submissions = folder.submissions.values();
                submissions.map(move |submission| (folder, submission))
            });
            let mut all: Vec<_> = all.collect();
            all.sort_by_key(|(_, submission)| std::cmp::Reverse(submission.signed_at));
            all.into_iter().map(|(folder, submission)| SubmissionLine {
                address: format!(
                    "{}/submissions/{}",
                    address(&opened.record.client.id),
                    submission.id
                ),
                signed: words::at(submission.signed_at, practice),
                flags: opened.flags((folder, submission), practice),
            })
        };
        let is_open = |line: &SubmissionLine| {
            let flags = &line.flags;
            flags.version == 0 && (!flags.flags.is_empty() || flags.problem.is_some())
        };
        let unreadable = folders.iter().flat_map(|folder| &folder.unreadable);
        Self {
            open: lines().filter(is_open).collect(),
            submissions: lines().collect(),
            notes: opened.notes(practice),
            note_id: String::new(),
            note: FieldView {
                value: "",
                error: None,
            },
            note_characters_max: NOTE_CHARACTERS_MAX,
            unreadable: unreadable.map(String::as_str).collect(),
        }
    }
}
