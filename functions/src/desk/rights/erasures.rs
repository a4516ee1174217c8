//! The proofs: who was erased, by id alone, when, at whose word, and how much there was.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use practice::catalogue::Practice;
use serde::Serialize;
use site_gen::words;

use super::found::{Line, lines};
use crate::answer::{Failure, PageFacts};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::store::{Erasure, Found};

#[derive(Serialize)]
struct ListPage {
    page: PageFacts,
    erasures: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    address: String,
    client: String,
    asked: String,
    done: Option<String>,
}

#[derive(Serialize)]
struct ProofPage {
    page: PageFacts,
    #[serde(flatten)]
    row: Row,
    /// Who asked for it.
    by: String,
    found: Vec<Line>,
    json: String,
}

/// A proof as data.
#[derive(Serialize)]
struct ProofJson<'a> {
    id: &'a str,
    client: &'a str,
    by: &'a str,
    asked_at: String,
    done_at: Option<String>,
    found: Found,
}

/// Where a proof stands.
pub(super) fn address(erasure: &Erasure) -> String {
    format!("/desk/erasures/{}", erasure.id)
}

/// `GET /desk/erasures`
pub(super) async fn list(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    let published = desk.app.published();
    let practice = &published.catalogue.practice;
    let erasures = desk.app.store.erasures().await?;
    let page = ListPage {
        page: facts("Erased clients"),
        erasures: erasures.iter().map(|one| Row::of(one, practice)).collect(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/erasures.html", &page))
}

/// `GET /desk/erasures/{erasure}`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    erasure: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let erasure = desk.erasure(erasure).await?;
    let published = desk.app.published();
    let page = ProofPage {
        page: facts("A client was erased"),
        row: Row::of(&erasure, &published.catalogue.practice),
        by: desk.who(&erasure.by).await?,
        found: lines(&erasure.found),
        json: format!("/api/desk/erasures/{}", erasure.id),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/erasure.html", &page))
}

/// `GET /api/desk/erasures/{erasure}`
pub(super) async fn json(
    _: SignedIn,
    State(desk): State<Desk>,
    erasure: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let erasure = desk.erasure(erasure).await?;
    let proof = ProofJson {
        id: &erasure.id,
        client: &erasure.client,
        by: &erasure.by,
        asked_at: erasure.asked_at.to_string(),
        done_at: erasure.done_at.map(|at| at.to_string()),
        found: erasure.found,
    };
    Ok(Json(proof).into_response())
}

impl Desk {
    async fn erasure(&self, id: Result<Path<String>, PathRejection>) -> Result<Erasure, Failure> {
        let Path(id) = id?;
        let erasure = self.app.store.erasure(&id).await?;
        erasure.ok_or(Failure::NotFound)
    }

    /// Whom the audit means, by name where they have an account.
    pub(in crate::desk) async fn who(&self, word: &str) -> Result<String, Failure> {
        let said = match word {
            "time" => "Knead, since its time was over",
            "client" => "The holder of the booking's link",
            "staff" => "The holder of a therapist's link",
            _ => {
                let staff = self.app.store.all_staff().await?;
                let staff = staff.into_iter();
                let mut known = staff.filter(|staff| word == format!("staff:{}", staff.id));
                return Ok(known
                    .next()
                    .map_or_else(|| word.to_owned(), |staff| staff.account.name));
            }
        };
        Ok(said.to_owned())
    }
}

impl Row {
    fn of(erasure: &Erasure, practice: &Practice) -> Self {
        let said = |at| {
            let date = words::day(when::local_date(at, practice));
            format!("{date} at {}", when::clock(at, practice))
        };
        Self {
            address: address(erasure),
            client: erasure.client.clone(),
            asked: said(erasure.asked_at),
            done: erasure.done_at.map(said),
        }
    }
}

fn facts(title: &str) -> PageFacts {
    PageFacts {
        title: title.to_owned(),
        description: "Which clients were erased, by id alone.",
        address: "/desk/erasures",
    }
}
