//! The waiting list: who waits for what, and taking somebody off it.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use practice::Catalogue;
use serde::Serialize;

use super::mail::moment;
use crate::answer::{Failure, PageFacts, see_other};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_fields};
use crate::said;
use crate::store::{Place, Waiting};

#[derive(Serialize)]
struct WaitingPage {
    page: PageFacts,
    lines: Vec<Line>,
    /// Somebody was changed meanwhile, and is shown as they are now.
    stale: bool,
}

/// Those who wait for one service.
#[derive(Serialize)]
struct Line {
    service: String,
    waiting: Vec<WaitingView>,
}

#[derive(Serialize)]
struct WaitingView {
    service: String,
    id: String,
    version: u64,
    name: String,
    email: String,
    phone: Option<String>,
    minutes: u16,
    therapist: Option<String>,
    /// `24 to 28 November 2026`
    dates: String,
    parts: String,
    /// Until when a time is kept for them, and which.
    kept: Option<String>,
}

/// `GET /desk/waiting`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    desk.waiting_page(&signed_in, StatusCode::OK).await
}

/// `POST /desk/waiting/off`
pub(super) async fn take_off(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["service", "id", "version"])?;
    let (published, store) = (desk.app.published(), &desk.app.store);
    let catalogue = &published.catalogue;
    let place = Place {
        service: fields.get("service").to_owned(),
        id: fields.get("id").to_owned(),
    };
    if place.service.is_empty() || place.id.is_empty() {
        let words = "This names nobody. Open the waiting list anew.";
        return Err(Failure::Malformed(words.to_owned()));
    }
    let waiting = store.waiting(&place).await?;
    let seen = fields.get("version");
    // Whoever is there no more is shown as gone.
    if waiting.is_none_or(|waiting| waiting.version.to_string() != seen) {
        return desk.waiting_page(&signed_in, StatusCode::CONFLICT).await;
    }
    let now = || desk.app.now();
    store
        .leave(catalogue, &place, signed_in.actor(), now)
        .await?;
    Ok(see_other("/desk/waiting"))
}

impl Desk {
    async fn waiting_page(
        &self,
        signed_in: &SignedIn,
        status: StatusCode,
    ) -> Result<Response, Failure> {
        let published = self.app.published();
        let catalogue = &published.catalogue;
        let today = when::local_date(self.app.now(), &catalogue.practice);
        let mut lines = Vec::new();
        for service in &catalogue.services {
            let mut waiting = self.app.store.everyone_in(service.id.as_str()).await?;
            waiting.retain(|one| one.is_open(today));
            waiting.sort_by_key(|one| one.number);
            if !waiting.is_empty() {
                lines.push(Line {
                    service: service.page.title.clone(),
                    waiting: waiting
                        .into_iter()
                        .map(|one| self.waiting_view(one, catalogue))
                        .collect(),
                });
            }
        }
        let page = WaitingPage {
            page: PageFacts {
                title: "Waiting list".to_owned(),
                description: "Who waits for what.",
                address: "/desk/waiting",
            },
            lines,
            stale: status == StatusCode::CONFLICT,
        };
        Ok(self.page(signed_in, status, "desk/waiting.html", &page))
    }

    fn waiting_view(&self, waiting: Waiting, catalogue: &Catalogue) -> WaitingView {
        let practice = &catalogue.practice;
        let kept = waiting.kept_at(self.app.now()).map(|hold| {
            let [start, until] = [hold.start, hold.expires_at].map(|at| moment(at, practice));
            format!("{start} is kept for them until {until}")
        });
        let therapist = waiting.therapist.as_deref();
        let therapist = therapist.and_then(|id| said::therapist(id, catalogue));
        WaitingView {
            kept,
            therapist: therapist.map(str::to_owned),
            dates: when::span(waiting.from, waiting.to),
            parts: waiting.parts.replace(',', ", "),
            service: waiting.service,
            id: waiting.id,
            version: waiting.version,
            name: waiting.name,
            email: waiting.email,
            phone: waiting.phone,
            minutes: waiting.minutes,
        }
    }
}
