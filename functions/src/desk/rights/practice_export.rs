//! A copy of all that the practice keeps: one line of JSON for each client, in parts that fit an
//! answer. Each part ends with a line that says where the next one is.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::gathered::Booked;
use crate::answer::{Failure, PageFacts, download};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};
use crate::request::parse_query;

/// A part is closed once it is as long: Lambda's answers hold 6 MB.
const PART_BYTES: usize = 3 * 1024 * 1024;
/// A part holds no more clients.
const PART_CLIENTS_MAX: usize = 50;

#[derive(Serialize)]
struct ExportPage {
    page: PageFacts,
    /// How many clients there are.
    clients: usize,
    /// This month, `2026-11`.
    month: String,
}

/// The last line of a part.
#[derive(Serialize)]
struct End {
    /// Where the next part is; none after the last.
    next: Option<String>,
}

/// A line of a booking that belongs to nobody any more.
#[derive(Serialize)]
struct Account {
    account: Booked,
}

/// `GET /desk/export`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
) -> Result<Response, Failure> {
    let published = desk.app.published();
    let today = when::local_date(desk.app.now(), &published.catalogue.practice);
    let page = ExportPage {
        page: PageFacts {
            title: "Export".to_owned(),
            description: "A copy of all that the practice keeps.",
            address: "/desk/export",
        },
        clients: desk.app.store.directory().await?.len(),
        month: today.strftime("%Y-%m").to_string(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/export.html", &page))
}

/// `GET /desk/export/practice.ndjson?after=CLIENT`
pub(super) async fn part(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = parse_query(query.unwrap_or_default().as_bytes())?;
    query.only(&["after"])?;
    let after = query.get("after");
    let directory = desk.app.store.directory().await?;
    let begin = match after {
        "" => 0,
        after => {
            let place = directory.iter().position(|listed| listed.client == after);
            place.ok_or(Failure::NotFound)? + 1
        }
    };
    let (mut lines, mut last) = (String::new(), begin);
    for listed in directory.iter().skip(begin).take(PART_CLIENTS_MAX) {
        // Whoever was erased since the directory was read is left out.
        match desk.gather(&signed_in, &listed.client).await {
            Ok(gathered) => push(&mut lines, &gathered)?,
            Err(Failure::NotFound) => {}
            Err(failure) => return Err(failure),
        }
        last += 1;
        if lines.len() >= PART_BYTES {
            break;
        }
    }
    let more = last < directory.len();
    if !more {
        desk.push_accounts(&mut lines).await?;
    }
    let next = directory.get(last.wrapping_sub(1)).filter(|_| more);
    let next = next.map(|listed| {
        let after = utf8_percent_encode(&listed.client, NON_ALPHANUMERIC);
        format!("/desk/export/practice.ndjson?after={after}")
    });
    push(&mut lines, &End { next })?;
    Ok(download("practice.ndjson", "application/x-ndjson", lines))
}

impl Desk {
    async fn push_accounts(&self, lines: &mut String) -> Result<(), Failure> {
        let accounts = self.app.store.accounts().await?;
        let ids: Vec<_> = accounts
            .into_iter()
            .map(|account| account.booking)
            .collect();
        for booking in self.app.store.bookings(&ids).await? {
            let account = Booked::of(&booking);
            push(lines, &Account { account })?;
        }
        Ok(())
    }
}

fn push(lines: &mut String, line: &impl Serialize) -> Result<(), Failure> {
    let line = serde_json::to_string(line).map_err(|_| Failure::Broken)?;
    lines.push_str(&line);
    lines.push('\n');
    Ok(())
}
