//! Today: who comes, for what, to whom and where, in time order; on a phone between two massages.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use practice::Id;
use practice::availability::Resource;
use serde::Serialize;

use super::entry::{EntryView, Looker, mark_next};
use super::reading::address_fields;
use crate::answer::{Failure, PageFacts};
use crate::booking::when;
use crate::desk::{Desk, SignedIn};

#[derive(Serialize)]
struct TodayPage {
    page: PageFacts,
    /// `Tuesday, 24 November`
    day: String,
    date: String,
    entries: Vec<EntryView>,
    /// Whether only the looker's own are shown; a link leads to everybody's.
    own: bool,
}

/// `GET /desk/`: a therapist's own; `?all=yes` shows everybody's.
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let fields = address_fields(query, &["all"])?;
    let today = desk.today();
    let published = desk.app.published();
    let looker = Looker::of(&signed_in);
    let own = looker.own().filter(|_| fields.get("all") != "yes");
    let own = own.and_then(|own| Id::parse(own).ok());
    let own = own.map(Resource::Therapist);
    let entries = desk.entries(&signed_in, &[today]).await?;
    let mut entries = entries.on(today, own.as_ref(), &published.catalogue);
    mark_next(&mut entries);
    let page = TodayPage {
        page: PageFacts {
            title: "Today".to_owned(),
            description: "Who comes today, and for what.",
            address: "/desk/",
        },
        day: when::weekday(today),
        date: today.to_string(),
        entries,
        own: own.is_some(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/today.html", &page))
}
