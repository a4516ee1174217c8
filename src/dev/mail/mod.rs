//! `/_dev/mail/`: what would have been sent, to be read on this machine.
//!
//! Plain pages for us, not the practice's: they are drawn with two templates of their own.

mod ledger;
mod letters;
mod pages;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use functions::Clock;
use functions::mail::{Mailbox, Sender};
use functions::store::Store;
use site_gen::Theme;

use super::emulator::Data;
use crate::failure::Failure;

/// Where the mailbox is.
pub(super) const ADDRESS: &str = "/_dev/mail/";

/// What the mailbox's pages need.
#[derive(Clone)]
struct Desk {
    folder: Arc<PathBuf>,
    pages: Arc<Theme>,
    /// Where mail goes, if not here.
    elsewhere: Option<Arc<str>>,
    /// Where it is written what became of each mail.
    store: Store,
    clock: Clock,
}

/// What `KNEAD_MAIL` names; a folder beside the bookings, where it names nothing.
pub(super) fn sender(data: &Data) -> Result<Sender, Failure> {
    let named = Sender::from_environment().map_err(|error| Failure::said(error, ""))?;
    Ok(named.unwrap_or_else(|| Sender::Mailbox(Mailbox::new(&data.mail()))))
}

/// The mailbox's addresses. All of them only show.
pub(super) fn routes(
    data: &Data,
    sender: &Sender,
    (store, clock): (&Store, &Clock),
) -> Result<Router, Failure> {
    let desk = Desk {
        folder: Arc::new(data.mail()),
        pages: Arc::new(pages::theme().map_err(|problem| Failure::said(problem, ""))?),
        elsewhere: match sender {
            Sender::Mailbox(_) => None,
            Sender::Ses(_) | Sender::Smtp(_) => Some(Arc::from(sender.to_string())),
        },
        store: store.clone(),
        clock: clock.clone(),
    };
    Ok(Router::new()
        .route("/_dev/mail/", get(pages::list))
        .route("/_dev/mail/{letter}/", get(pages::letter))
        .route("/_dev/mail/{letter}/html", get(pages::html))
        .route("/_dev/mail/{letter}/raw", get(pages::raw))
        .route(
            "/_dev/mail/{letter}/attachment/{number}",
            get(pages::attachment),
        )
        .layer(from_fn(refuse_other_names))
        .with_state(desk))
}

/// Mails name people: a page of another site, whose name was made to lead here, does not get them.
async fn refuse_other_names(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "127.0.0.1" | "localhost") {
        next.run(request).await
    } else {
        (
            StatusCode::FORBIDDEN,
            "The mailbox is read at the address that knead dev printed.",
        )
            .into_response()
    }
}
