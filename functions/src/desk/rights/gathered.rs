//! All that is kept of a client, opened: what an export holds.

use jiff::{SignedDuration, Timestamp};
use practice::catalogue::Catalogue;
use serde::Serialize;
use serde_json::Value;

use crate::answer::Failure;
use crate::desk::audit::Told;
use crate::desk::{Desk, SignedIn};
use crate::sealing::{ClientKey, OpenError, Opened, Place, Sealed};
use crate::store::{
    Booking, Client, Folder, Look, NotOpened, Note, Record, StoreError, Submission,
};

/// What is said where a value does not open.
const UNREADABLE: &str = "This cannot be read any more.";

/// All that is kept of a client. It has no `Debug`: it holds their health story.
#[derive(Serialize)]
pub(super) struct Gathered {
    pub(super) client: Who,
    pub(super) bookings: Vec<Booked>,
    pub(super) forms: Vec<Signed>,
    pub(super) notes: Vec<Noted>,
    pub(super) acknowledgements: Vec<Acknowledged>,
    /// Who looked at it; told where the copy is this client's alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) looks: Vec<Told>,
    /// When the first of their bookings was made, at the latest.
    #[serde(skip)]
    known_since: Timestamp,
    /// Items that are there and cannot be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unreadable: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Who {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: Option<String>,
    known_since: String,
    /// The ids under which they were filed, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    doubles: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Booked {
    pub(super) id: String,
    pub(super) status: &'static str,
    pub(super) service: String,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) therapist: String,
    room: Option<String>,
    pub(super) price: String,
    pub(super) currency: String,
    name: String,
    email: String,
    phone: Option<String>,
    pub(super) note: Option<String>,
    made_at: String,
}

#[derive(Serialize)]
pub(super) struct Signed {
    id: String,
    booking: String,
    pub(super) form: String,
    form_version: String,
    pub(super) signed_at: String,
    zone: String,
    service: String,
    pub(super) answers: Vec<Answered>,
    pub(super) flags: Value,
}

#[derive(Serialize)]
pub(super) struct Answered {
    field: String,
    /// As it is asked today; the field's id, where the form has it no more.
    pub(super) label: String,
    pub(super) answer: Value,
}

#[derive(Serialize)]
pub(super) struct Noted {
    id: String,
    adds_to: Option<String>,
    by: String,
    pub(super) at: String,
    pub(super) text: Value,
}

#[derive(Serialize)]
pub(super) struct Acknowledged {
    submission: String,
    by: String,
    at: String,
    decision: Value,
}

impl Desk {
    /// All that is kept of a client; that it was taken out is written down first.
    pub(super) async fn gather(
        &self,
        signed_in: &SignedIn,
        client: &str,
    ) -> Result<Gathered, Failure> {
        let store = &self.app.store;
        let record = store.record(client).await?.ok_or(Failure::NotFound)?;
        for folder in &record.folders {
            let look = Look {
                staff: signed_in.id(),
                act: "export",
                what: "record",
                client: &folder.client,
                item: "",
            };
            store.look(look, self.app.now()).await?;
        }
        let ids: Vec<_> = record
            .filed()
            .iter()
            .map(|filed| filed.booking.clone())
            .collect();
        let bookings = store.bookings(&ids).await?;
        let mut gathered = Gathered::of(&record, &bookings);
        let published = self.app.published();
        for folder in record.folders {
            let key = self.key_of(&folder.client).await?;
            gathered.open(&folder, key.as_ref(), &published.catalogue);
        }
        Ok(gathered)
    }

    /// The same, with every look at it since they are known.
    pub(super) async fn gather_with_looks(
        &self,
        signed_in: &SignedIn,
        client: &str,
    ) -> Result<Gathered, Failure> {
        let mut gathered = self.gather(signed_in, client).await?;
        let who = &gathered.client;
        let ids = who.doubles.iter().chain([&who.id]).cloned().collect();
        // A look of this very moment is told, too.
        let until = self.app.now() + SignedDuration::from_secs(1);
        let looks = self
            .app
            .store
            .audited_of(&ids, &(gathered.known_since..until))
            .await?;
        gathered.looks = self.tell(&looks).await?;
        Ok(gathered)
    }

    /// A client's key; none where there is none, or it does not open.
    async fn key_of(&self, client: &str) -> Result<Option<ClientKey>, StoreError> {
        match self.app.store.client_key(&self.key, client).await {
            Ok(key) => Ok(key),
            Err(NotOpened::Store(error)) => Err(error),
            Err(NotOpened::Open(error)) => {
                tracing::error!(client.id = client, "A client's key does not open: {error}");
                Ok(None)
            }
        }
    }
}

impl Gathered {
    fn of(record: &Record, bookings: &[Booking]) -> Self {
        let made = bookings.iter().map(|booking| booking.made_at);
        let signed = record.folders.iter().flat_map(|folder| {
            let submissions = folder.submissions.values();
            submissions.map(|submission| submission.signed_at)
        });
        let known_since = made.chain(signed).min();
        Self {
            known_since: known_since.map_or(record.client.made_at, |first| {
                first.min(record.client.made_at)
            }),
            client: Who::of(&record.client, &record.folders),
            bookings: bookings.iter().map(Booked::of).collect(),
            forms: Vec::new(),
            notes: Vec::new(),
            acknowledgements: Vec::new(),
            looks: Vec::new(),
            unreadable: Vec::new(),
        }
    }

    fn open(&mut self, folder: &Folder, key: Option<&ClientKey>, catalogue: &Catalogue) {
        let reader = Reader { folder, key };
        let submissions = folder.submissions.values();
        self.forms
            .extend(submissions.map(|submission| reader.signed(submission, catalogue)));
        let notes = folder.notes.iter();
        self.notes
            .extend(notes.map(|(id, note)| reader.noted(id, note)));
        let acknowledgements = folder.acknowledgements.iter();
        self.acknowledgements
            .extend(acknowledgements.map(|(id, one)| Acknowledged {
                submission: id.clone(),
                by: one.by.to_string(),
                at: one.at.to_string(),
                decision: reader.words(&format!("ACK#{id}"), "decision", &one.decision),
            }));
        let unreadable = folder.unreadable.iter();
        self.unreadable
            .extend(unreadable.map(|item| format!("{}/{item}", folder.client)));
    }
}

/// Opens what stands in one folder.
struct Reader<'a> {
    folder: &'a Folder,
    key: Option<&'a ClientKey>,
}

impl Reader<'_> {
    fn signed(&self, submission: &Submission, catalogue: &Catalogue) -> Signed {
        let item = Submission::item(&submission.id);
        let form = catalogue.form(&submission.form);
        let sections = form.iter().flat_map(|form| &form.sections);
        let asked: Vec<_> = sections.flat_map(|section| &section.fields).collect();
        let mut answers: Vec<_> = submission
            .fields
            .iter()
            .map(|(field, sealed)| {
                let place = asked.iter().position(|asked| asked.id == *field);
                let label = place.and_then(|place| asked.get(place));
                let answered = Answered {
                    field: field.clone(),
                    label: label.map_or_else(|| field.clone(), |field| field.label.clone()),
                    answer: self.json(&item, field, sealed),
                };
                (place.unwrap_or(usize::MAX), answered)
            })
            .filter(|(_, answered)| !answered.answer.is_null())
            .collect();
        // In the form's own order.
        answers.sort_by_key(|(place, _)| *place);
        let flags_place = Submission::flags_place(&self.folder.client, &item);
        Signed {
            id: submission.id.clone(),
            booking: submission.booking.clone(),
            form: form.map_or_else(|| submission.form.clone(), |form| form.title.clone()),
            form_version: submission.form_version.clone(),
            signed_at: submission.signed_at.to_string(),
            zone: submission.zone.clone(),
            service: submission.service.clone(),
            answers: answers.into_iter().map(|(_, answered)| answered).collect(),
            flags: read_json(self.open(flags_place, &submission.flags)),
        }
    }

    fn noted(&self, id: &str, note: &Note) -> Noted {
        Noted {
            id: id.to_owned(),
            adds_to: note.adds_to.clone(),
            by: note.by.to_string(),
            at: note.at.to_string(),
            text: self.words(&Note::item(id), "text", &note.text),
        }
    }

    fn json(&self, item: &str, field: &str, sealed: &Sealed) -> Value {
        let place = Submission::place(&self.folder.client, item, field);
        read_json(self.open(place, sealed))
    }

    fn words(&self, item: &str, field: &str, sealed: &Sealed) -> Value {
        let client = &self.folder.client;
        let opened = self.open(
            Place {
                client,
                item,
                field,
            },
            sealed,
        );
        let opened = opened.ok();
        let text = opened.as_ref().and_then(Opened::text);
        Value::String(text.unwrap_or(UNREADABLE).to_owned())
    }

    fn open(&self, place: Place<'_>, sealed: &Sealed) -> Result<Opened, Option<OpenError>> {
        let key = self.key.ok_or(None)?;
        key.open(place, sealed).map_err(|error| {
            tracing::error!("A value of a record does not open: {error}");
            Some(error)
        })
    }
}

/// An answer as it was kept: JSON, or nothing.
fn read_json(opened: Result<Opened, Option<OpenError>>) -> Value {
    match opened {
        Ok(opened) if opened.is_empty() => Value::Null,
        Ok(opened) => {
            serde_json::from_slice(&opened).unwrap_or_else(|_| Value::String(UNREADABLE.to_owned()))
        }
        Err(_) => Value::String(UNREADABLE.to_owned()),
    }
}

impl Who {
    fn of(client: &Client, folders: &[Folder]) -> Self {
        let doubles = folders.iter().skip(1);
        Self {
            id: client.id.clone(),
            name: client.name.clone(),
            email: client.email.clone(),
            phone: client.phone.clone(),
            known_since: client.made_at.to_string(),
            doubles: doubles.map(|folder| folder.client.clone()).collect(),
        }
    }
}

impl Booked {
    pub(super) fn of(booking: &Booking) -> Self {
        Self {
            id: booking.id.clone(),
            status: booking.status.as_str(),
            service: booking.service.clone(),
            start: booking.start.to_string(),
            end: booking.end.to_string(),
            therapist: booking.therapist.clone(),
            room: booking.room.clone(),
            price: booking.price.clone(),
            currency: booking.currency.clone(),
            name: booking.name.clone(),
            email: booking.email.clone(),
            phone: booking.phone.clone(),
            note: booking.note.clone(),
            made_at: booking.made_at.to_string(),
        }
    }
}
