//! Merging two clients: both side by side, and which of them stays.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::address;
use super::page::ClientView;
use super::visits::VisitsView;
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::access::field::ProblemView;
use crate::desk::{Desk, SignedIn};
use crate::request::{Encoding, read_fields};
use crate::store::{NotMerged, Record, Seen};

#[derive(Serialize)]
struct MergePage<'a> {
    page: PageFacts,
    problem: Option<ProblemView<'a>>,
    address: String,
    action: &'a str,
    both: [SideView<'a>; 2],
}

/// One of the two.
#[derive(Serialize)]
struct SideView<'a> {
    id: &'a str,
    version: u64,
    #[serde(flatten)]
    client: ClientView<'a>,
    visits: VisitsView,
}

/// `GET /desk/clients/{client}/merge/{double}`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Failure> {
    let Path((client, double)) = path?;
    let both = desk.both(&client, &double).await?;
    desk.merge_page(&signed_in, &both, (StatusCode::OK, ""))
        .await
}

/// `POST /desk/clients/{client}/merge/{double}`
pub(super) async fn merge(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    path: Result<Path<(String, String)>, PathRejection>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let Path((client, double)) = path?;
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["stays", "version", "double_version"])?;
    let version = |name| fields.get(name).parse().unwrap_or(0);
    let one = Seen {
        id: &client,
        version: version("version"),
    };
    let other = Seen {
        id: &double,
        version: version("double_version"),
    };
    let (goes, stays) = match fields.get("stays") {
        id if id == double => (one, other),
        id if id == client => (other, one),
        _ => {
            let both = desk.both(&client, &double).await?;
            let wrong = (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Choose which of the two stays",
            );
            return desk.merge_page(&signed_in, &both, wrong).await;
        }
    };
    if client == double {
        return Err(Failure::NotFound);
    }
    let merged = desk
        .app
        .store
        .merge(goes, stays, signed_in.id(), desk.app.now());
    let refused = match merged.await {
        Ok(()) => return Ok(see_other(&address(stays.id))),
        Err(NotMerged::Store(error)) => return Err(error.into()),
        Err(NotMerged::Stale) => {
            "One of them was changed meanwhile. This is how they stand now: look again, and send it again if it is still right"
        }
        Err(NotMerged::TooMany) => "No more clients can be merged into this one",
    };
    let both = desk.both(&client, &double).await?;
    desk.merge_page(&signed_in, &both, (StatusCode::CONFLICT, refused))
        .await
}

impl Desk {
    /// Both, each as it is filed.
    async fn both(&self, client: &str, double: &str) -> Result<[Record; 2], Failure> {
        let (one, other) = (self.record(client).await?, self.record(double).await?);
        if one.client.id == other.client.id {
            return Err(Failure::NotFound);
        }
        Ok([one, other])
    }

    async fn merge_page(
        &self,
        signed_in: &SignedIn,
        [one, other]: &[Record; 2],
        (status, error): (StatusCode, &str),
    ) -> Result<Response, Failure> {
        let published = self.app.published();
        let practice = &published.catalogue.practice;
        let one_visits = self.visits(signed_in, one).await?;
        let other_visits = self.visits(signed_in, other).await?;
        let wrong = !error.is_empty();
        let page = MergePage {
            page: PageFacts {
                title: format!("{}One client or two?", if wrong { "Error: " } else { "" }),
                description: "Two clients side by side.",
                address: "/desk/clients",
            },
            problem: wrong.then(|| ProblemView::of([("#stays", error)])),
            address: address(&one.client.id),
            action: &signed_in.path,
            both: [
                SideView {
                    id: &one.client.id,
                    version: one.client.version,
                    client: ClientView::of(&one.client, practice),
                    visits: one_visits,
                },
                SideView {
                    id: &other.client.id,
                    version: other.client.version,
                    client: ClientView::of(&other.client, practice),
                    visits: other_visits,
                },
            ],
        };
        Ok(self.page(signed_in, status, "desk/merge.html", &page))
    }
}
