//! The mailbox's pages, and the parts of a mail at addresses of their own.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use mail_parser::{MessageParser, MimeHeaders as _};
use serde::Serialize;
use site_gen::{TemplateProblem, Theme};

use super::Desk;
use super::ledger::{self, Row};
use super::letters::{self, Letter, Line};

/// Our own pages: their own styles, the mail in a frame, nothing else.
const POLICY_PAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A mail's HTML: no script, nothing from anywhere, links lead out of the frame when they are clicked.
const POLICY_HTML: &str = "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

#[derive(Serialize)]
struct ListPage<'a> {
    mails: Vec<Line>,
    count: usize,
    /// Where mail goes, if not here.
    elsewhere: &'a str,
    /// What became of each promise; none if the store does not answer.
    ledger: Option<Vec<Row>>,
}

/// The templates of our own pages, with a theme's escaping.
pub(super) fn theme() -> Result<Theme, TemplateProblem> {
    let files = [
        ("templates/page.html", include_str!("page.html")),
        ("templates/list.html", include_str!("list.html")),
        ("templates/letter.html", include_str!("letter.html")),
    ];
    Theme::from_files(
        files
            .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
            .to_vec(),
    )
}

pub(super) async fn list(State(desk): State<Desk>) -> Response {
    let (mails, count) = letters::newest(&desk.folder);
    let elsewhere = desk.elsewhere.as_deref().unwrap_or_default();
    page(
        &desk,
        "list.html",
        &ListPage {
            mails,
            count,
            elsewhere,
            ledger: ledger::rows(&desk.store, desk.clock.now()).await,
        },
    )
}

pub(super) async fn letter(State(desk): State<Desk>, Path(name): Path<String>) -> Response {
    let Some(bytes) = letters::bytes(&desk.folder, &name) else {
        return nothing();
    };
    let Some(message) = MessageParser::default().parse(&bytes) else {
        return nothing();
    };
    let letter: Letter = letters::letter(name, &message);
    page(&desk, "letter.html", &letter)
}

pub(super) async fn html(State(desk): State<Desk>, Path(name): Path<String>) -> Response {
    let bytes = letters::bytes(&desk.folder, &name).unwrap_or_default();
    let message = MessageParser::default().parse(&bytes);
    let Some(html) = message.as_ref().and_then(|message| message.body_html(0)) else {
        return nothing();
    };
    // A page of ours lets nobody frame it, so the mail's links leave the frame.
    let html = html.replacen("<head>", "<head>\n<base target=\"_top\">", 1);
    (with(POLICY_HTML), Html(html)).into_response()
}

pub(super) async fn raw(State(desk): State<Desk>, Path(name): Path<String>) -> Response {
    letters::bytes(&desk.folder, &name).map_or_else(nothing, |bytes| {
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        (with(POLICY_PAGE), kind, bytes).into_response()
    })
}

pub(super) async fn attachment(
    State(desk): State<Desk>,
    Path((name, number)): Path<(String, u32)>,
) -> Response {
    let bytes = letters::bytes(&desk.folder, &name).unwrap_or_default();
    let message = MessageParser::default().parse(&bytes);
    let Some(part) = message
        .as_ref()
        .and_then(|message| message.attachment(number))
    else {
        return nothing();
    };
    // A name of ours, or none: it is not taken from the mail.
    let file = part.attachment_name().map_or("part", |_| "appointment.ics");
    let disposition = format!("attachment; filename=\"{file}\"");
    let headers = [
        (header::CONTENT_TYPE, letters::kind(part)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (with(POLICY_PAGE), headers, part.contents().to_vec()).into_response()
}

fn page(desk: &Desk, template: &str, context: &impl Serialize) -> Response {
    match desk.pages.render(template, context) {
        Ok(html) => (with(POLICY_PAGE), Html(html)).into_response(),
        Err(problem) => (StatusCode::INTERNAL_SERVER_ERROR, problem.to_string()).into_response(),
    }
}

fn nothing() -> Response {
    (StatusCode::NOT_FOUND, "There is no such mail.").into_response()
}

fn with(policy: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
}
