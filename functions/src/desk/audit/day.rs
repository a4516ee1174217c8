//! A day of the audit: what was read and written of clients' records, by whom. For the owner.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use practice::availability::window;
use serde::Serialize;
use site_gen::words;

use super::Told;
use crate::answer::{Failure, PageFacts};
use crate::desk::schedule::{address_fields, date_of};
use crate::desk::{Desk, SignedIn};
use crate::store::Audited;

/// How many rows a page shows.
const ROWS_MAX: usize = 100;

#[derive(Serialize)]
struct AuditPage {
    page: PageFacts,
    /// `24 November 2026`
    day: String,
    /// Of the dates beside it; empty where the calendar ends.
    before: String,
    after: String,
    rows: Vec<Told>,
    /// Where the rest of the day is; empty where this is all of it.
    more: String,
}

/// `GET /desk/audit?date=2026-12-01&after=ROW`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let fields = address_fields(query, &["date", "after"])?;
    let date = date_of(&fields, desk.today())?;
    let rows = desk.audited_on(date).await?;
    let rows = after(&rows, fields.get("after"))?;
    let (shown, rest) = rows.split_at(rows.len().min(ROWS_MAX));
    let last = shown.last().filter(|_| !rest.is_empty());
    let beside = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    let page = AuditPage {
        page: PageFacts {
            title: "Looks at records".to_owned(),
            description: "Who read and wrote what of clients' records.",
            address: "/desk/audit",
        },
        day: words::date(date),
        before: beside(date.yesterday().ok()),
        after: beside(date.tomorrow().ok()),
        rows: desk.tell(shown).await?,
        more: last.map_or(String::new(), |last| {
            format!("/desk/audit?date={date}&after={}", last.id)
        }),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/audit.html", &page))
}

impl Desk {
    async fn audited_on(&self, date: Date) -> Result<Vec<Audited>, Failure> {
        let published = self.app.published();
        let zone = &published.catalogue.practice.timezone;
        let day = window(zone, &(date..=date)).map_err(|_| Failure::NotFound)?;
        Ok(self.app.store.audited(&day).await?)
    }
}

/// The rows after the one of this id; all of them where none is named.
fn after<'a>(rows: &'a [Audited], id: &str) -> Result<&'a [Audited], Failure> {
    if id.is_empty() {
        return Ok(rows);
    }
    let place = rows.iter().position(|row| row.id == id);
    let place = place.ok_or(Failure::NotFound)?;
    Ok(&rows[place + 1..])
}
