//! A submission: its flags to acknowledge, and all that was answered.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::answers::AnswersView;
use super::flags::{DECISION, Decision, FlagsView};
use super::opened::Looked;
use super::page::ClientView;
use super::{address, words};
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::access::field::ProblemView;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_fields};
use crate::said;
use crate::sealing::{ClientPublic, Place};
use crate::store::{Acknowledged, Acknowledgement, NotWritten};

#[derive(Serialize)]
struct SubmissionPage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    address: String,
    /// Where the decision is sent.
    action: &'a str,
    client: ClientView<'a>,
    signed: String,
    service: &'a str,
    /// Whether the form asks otherwise today than when it was signed.
    changed: bool,
    flags: FlagsView,
    sections: Vec<AnswersView>,
}

/// `GET /desk/clients/{client}/submissions/{submission}`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Failure> {
    let Path((client, submission)) = path?;
    desk.submission_page(&signed_in, (&client, &submission), (StatusCode::OK, ""))
        .await
}

/// `POST /desk/clients/{client}/submissions/{submission}`: acknowledges its flags.
pub(super) async fn acknowledge(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    path: Result<Path<(String, String)>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path((client, id)) = path?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["decision", "version"])?;
    let record = desk.record(&client).await?;
    let (folder, submission) = record.submission(&id).ok_or(Failure::NotFound)?;
    let Some(decision) = Decision::parse(fields.get("decision")) else {
        let wrong = (
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose what follows from the flags",
        );
        return desk
            .submission_page(&signed_in, (&client, &id), wrong)
            .await;
    };
    let item = Acknowledgement::item(&id);
    let place = Place {
        client: &folder.client,
        item: &item,
        field: DECISION,
    };
    let key = desk.seal_key(&folder.client).await?;
    let sealed = key.seal(place, decision.as_str().as_bytes());
    let seen: u64 = fields.get("version").parse().unwrap_or(0);
    let acknowledgement = Acknowledgement {
        by: signed_in.id(),
        at: desk.app.now(),
        version: seen.saturating_add(1),
        decision: sealed.map_err(|_| Failure::Broken)?,
    };
    let of = Acknowledged {
        client: &folder.client,
        submission: &id,
        booking: &submission.booking,
    };
    let back = format!("{}/submissions/{id}", address(&record.client.id));
    match desk.app.store.acknowledge(of, &acknowledgement).await {
        Ok(()) => Ok(see_other(&back)),
        Err(NotWritten::Store(error)) => Err(error.into()),
        Err(NotWritten::Stale) => {
            let stale = (
                StatusCode::CONFLICT,
                "Somebody else has decided on it meanwhile. This is how it stands now",
            );
            desk.submission_page(&signed_in, (&client, &id), stale)
                .await
        }
    }
}

impl Desk {
    /// What a client's items are sealed to: made from the key that opens them, not read from where
    /// somebody might have put another. Who has none gets one.
    pub(super) async fn seal_key(&self, client: &str) -> Result<ClientPublic, Failure> {
        let store = &self.app.store;
        let practice = self.key.public();
        store
            .client_public_or_new(client, &practice, self.app.now())
            .await?;
        match store.client_key(&self.key, client).await {
            Ok(Some(key)) => Ok(key.public()),
            Ok(None) => Err(Failure::Broken),
            Err(error) => {
                tracing::error!(client.id = client, "{error}");
                Err(Failure::Broken)
            }
        }
    }

    async fn submission_page(
        &self,
        signed_in: &SignedIn,
        (client, id): (&str, &str),
        (status, error): (StatusCode, &str),
    ) -> Result<Response, Failure> {
        let record = self.record(client).await?;
        if record.submission(id).is_none() {
            return Err(Failure::NotFound);
        }
        let opened = self
            .open_record(signed_in, record, Looked("submission", id))
            .await?;
        let published = self.app.published();
        let catalogue = &published.catalogue;
        let of = opened.record.submission(id).ok_or(Failure::NotFound)?;
        let (_, submission) = of;
        let form = catalogue.form(&submission.form);
        let wrong = !error.is_empty();
        let page = SubmissionPage {
            page: PageFacts {
                title: format!("{}Health form", if wrong { "Error: " } else { "" }),
                description: "What a client told before a visit.",
                address: "/desk/clients",
            },
            problem: wrong.then(|| ProblemView::of([("#flags", error)])),
            address: address(&opened.record.client.id),
            action: &signed_in.path,
            client: ClientView::of(&opened.record.client, &catalogue.practice),
            signed: words::at(submission.signed_at, &catalogue.practice),
            service: said::service(&submission.service, catalogue),
            changed: form.is_none_or(|form| form.version != submission.form_version),
            flags: opened.flags(of, &catalogue.practice),
            sections: opened.answers(of, form),
        };
        Ok(self.page(signed_in, status, "desk/submission.html", &page))
    }
}
