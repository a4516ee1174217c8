//! The list of clients, and searching it. What is searched for travels sealed: it may be a name.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use serde::Serialize;

use super::address;
use super::search::{SEARCH_CHARACTERS_MAX, Search};
use crate::answer::{Failure, PageFacts, see_other};
use crate::desk::{Desk, Role, SignedIn};
use crate::request::{Encoding, parse_query, read_fields};
use crate::sealed;
use crate::store::Listed;

/// How many clients a page lists.
const PAGE_CLIENTS: usize = 50;
/// What a search is sealed for.
const SEARCH: &str = "desk search";

#[derive(Serialize)]
struct ClientsPage<'a> {
    page: PageFacts,
    /// What was searched for.
    search: &'a str,
    search_characters_max: usize,
    clients: Vec<LineView<'a>>,
    /// In words: "51 to 100 of 312".
    counted: String,
    /// The pages before and after; empty where there is none.
    before: String,
    after: String,
}

#[derive(Serialize)]
struct LineView<'a> {
    address: String,
    name: &'a str,
    email: &'a str,
    phone: &'a str,
}

/// `GET /desk/clients`
pub(super) async fn show(
    signed_in: SignedIn,
    State(desk): State<Desk>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = parse_query(query.unwrap_or_default().as_bytes())?;
    let sealed = query.get("search");
    // A search sealed before the secret was changed is none.
    let typed = sealed::open(&desk.app.secret, SEARCH, sealed).unwrap_or_default();
    let directory = desk.app.store.directory().await?;
    let search = Search::parse(&typed);
    let theirs = |listed: &&Listed| is_theirs(&signed_in, listed);
    let found: Vec<_> = directory
        .iter()
        .filter(theirs)
        .filter(|listed| search.finds(listed))
        .collect();
    let last = found.len().saturating_sub(1) / PAGE_CLIENTS;
    let asked: usize = query.get("page").parse().unwrap_or(1);
    let at = asked.saturating_sub(1).min(last);
    let shown: Vec<_> = found
        .iter()
        .skip(at * PAGE_CLIENTS)
        .take(PAGE_CLIENTS)
        .collect();
    let searched = if search.is_empty() { "" } else { sealed };
    let page = ClientsPage {
        page: PageFacts {
            title: "Clients".to_owned(),
            description: "Everybody who was ever booked.",
            address: "/desk/clients",
        },
        search: &typed,
        search_characters_max: SEARCH_CHARACTERS_MAX,
        counted: counted(at * PAGE_CLIENTS, shown.len(), found.len()),
        before: if at > 0 {
            page_address(searched, at)
        } else {
            String::new()
        },
        after: if at < last {
            page_address(searched, at + 2)
        } else {
            String::new()
        },
        clients: shown.iter().map(|listed| LineView::of(listed)).collect(),
    };
    Ok(desk.page(&signed_in, StatusCode::OK, "desk/clients.html", &page))
}

/// `POST /desk/clients`: leads to what is found, and changes nothing.
pub(super) async fn search(
    _signed_in: SignedIn,
    State(desk): State<Desk>,
    request: Request<Body>,
) -> Result<Response, Failure> {
    let fields = read_fields(request, Encoding::Form).await?;
    fields.only(&["search"])?;
    let typed = fields.get("search").trim();
    if typed.is_empty() {
        return Ok(see_other("/desk/clients"));
    }
    let typed: String = typed.chars().take(SEARCH_CHARACTERS_MAX).collect();
    let sealed = sealed::seal(&desk.app.secret, SEARCH, &typed).ok_or(Failure::Broken)?;
    Ok(see_other(&page_address(&sealed, 1)))
}

/// Whether somebody may see that a client is there: a therapist sees their own.
pub(super) fn is_theirs(signed_in: &SignedIn, listed: &Listed) -> bool {
    if signed_in.role() != Role::Therapist {
        return true;
    }
    let own = signed_in.staff.account.therapist.as_ref();
    own.is_some_and(|own| listed.therapists.contains(own))
}

impl<'a> LineView<'a> {
    fn of(listed: &'a Listed) -> Self {
        Self {
            address: address(&listed.client),
            name: &listed.name,
            email: &listed.email,
            phone: listed.phone.as_deref().unwrap_or_default(),
        }
    }
}

fn page_address(sealed: &str, page: usize) -> String {
    match (sealed, page) {
        ("", page) => format!("/desk/clients?page={page}"),
        (sealed, 1) => format!("/desk/clients?search={sealed}"),
        (sealed, page) => format!("/desk/clients?search={sealed}&page={page}"),
    }
}

fn counted(before: usize, shown: usize, all: usize) -> String {
    match all {
        0 => "Nobody".to_owned(),
        1 => "1 client".to_owned(),
        all if shown == all => format!("{all} clients"),
        all => format!("{} to {} of {all} clients", before + 1, before + shown),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn clients_are_counted_in_words() {
        assert_eq!(counted(0, 0, 0), "Nobody");
        assert_eq!(counted(0, 1, 1), "1 client");
        assert_eq!(counted(0, 50, 50), "50 clients");
        assert_eq!(counted(50, 1, 51), "51 to 51 of 51 clients");
    }
}
