//! The practice that ships, with its three doors over one store, asked as browsers ask.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, header};
use functions::desk::Desk;
use functions::intake::Intake;
use functions::mail::{Mailbox, Sender};
use functions::notify::Notify;
use functions::sealing::PracticeKey;
use functions::store::Store;
use functions::{App, Clock, Published, Secret};
use jiff::{SignedDuration, Timestamp};
use scraper::{Html, Selector};
use site_gen::Theme;
use tempfile::TempDir;
use tower::ServiceExt as _;

use super::spent::Spent;
use crate::emulator::{Emulator, TABLE};
use crate::size::item_bytes;

const NOW: &str = "2026-11-02T08:00:00-05:00";
const SECRET: &str = "5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed5eed";
/// Of this practice, and not an address of any machine: forms say that they come from here.
const ORIGIN: &str = "https://www.example.com";
/// More than any page has.
const PAGE_BYTES_MAX: usize = 1 << 20;

/// Everything of a practice that answers.
pub(super) struct House {
    doors: Doors,
    notify: Notify,
    desk: Desk,
    store: Store,
    emulator: Emulator,
    _mail: TempDir,
}

/// A router for each function.
struct Doors {
    booking: Router,
    intake: Router,
    desk: Router,
}

/// What a door said.
pub(super) struct Answer {
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl House {
    /// One that opened this morning.
    pub(super) async fn open() -> Self {
        let emulator = Emulator::start().await;
        let store = emulator.store();
        let now: Timestamp = NOW.parse().expect("an instant");
        let secret = Secret::parse(SECRET).expect("64 digits are a secret");
        let app = App::new(
            published(),
            store.clone(),
            secret,
            Some(ORIGIN),
            Clock::Fixed(now),
        );
        let app = app.with_mail_grace(SignedDuration::ZERO);
        let key = Arc::new(PracticeKey::generate().expect("randomness"));
        let intake = Intake::new(app.ground().clone(), key.public());
        let desk = Desk::new(app.clone(), key);
        let mail = TempDir::new().expect("a temporary folder");
        let sender = Sender::Mailbox(Mailbox::new(mail.path()));
        let doors = Doors {
            booking: functions::booking::router(app.clone()),
            intake: functions::intake::router(intake),
            desk: functions::desk::router(desk.clone()),
        };
        Self {
            doors,
            notify: Notify::new(app, sender),
            desk,
            store,
            emulator,
            _mail: mail,
        }
    }

    /// Where the owner comes in.
    pub(super) async fn owner_link(&self) -> String {
        let link = self.desk.owner_link().await.expect("a link");
        let path = link.splitn(4, '/').nth(3).expect("a path");
        format!("/{path}")
    }

    /// Asks for a page.
    pub(super) async fn get(&self, spent: &mut Spent, path: &str, cookie: &str) -> Answer {
        self.ask(spent, (Method::GET, path), cookie, String::new())
            .await
    }

    /// Sends a form.
    pub(super) async fn post(
        &self,
        spent: &mut Spent,
        path: &str,
        cookie: &str,
        fields: &[(String, String)],
    ) -> Answer {
        let form = reqwest::Url::parse_with_params(ORIGIN, fields).expect("fields");
        let body = form.query().unwrap_or_default().to_owned();
        self.ask(spent, (Method::POST, path), cookie, body).await
    }

    /// Fills in the first form of a page and sends it.
    pub(super) async fn submit(
        &self,
        spent: &mut Spent,
        page: &Answer,
        cookie: &str,
        answers: &[(&str, &str)],
    ) -> Answer {
        let (action, mut fields) = page.form();
        fields.extend(
            answers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self.post(spent, &action, cookie, &fields).await
    }

    /// Bytes of everything that is stored, as DynamoDB counts them.
    pub(super) async fn stored_bytes(&self) -> usize {
        let tables = [TABLE.to_owned(), format!("{TABLE}-keys")];
        let mut bytes = 0;
        for table in tables {
            bytes += self
                .emulator
                .items(&table)
                .await
                .iter()
                .map(item_bytes)
                .sum::<usize>();
        }
        bytes
    }

    /// One sweep of the outbox, and how many mails left.
    pub(super) async fn sweep(&self, spent: &mut Spent) -> u32 {
        let (before, begun) = (self.store.meter().units(), Instant::now());
        let swept = self.notify.sweep().await.expect("the outbox is swept");
        spent.add(before, self.store.meter().units(), begun.elapsed(), 0);
        swept.sent
    }

    async fn ask(
        &self,
        spent: &mut Spent,
        (method, path): (Method, &str),
        cookie: &str,
        body: String,
    ) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "www.example.com")
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(Body::from(body)).expect("a request");
        let (before, begun) = (self.store.meter().units(), Instant::now());
        let answer = self.doors.of(path).oneshot(request).await;
        let answer = answer.unwrap_or_else(|never| match never {});
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), PAGE_BYTES_MAX).await;
        let bytes = bytes.expect("a body");
        let took = begun.elapsed();
        spent.add(before, self.store.meter().units(), took, bytes.len());
        let text = String::from_utf8(bytes.into()).expect("a page is text");
        assert!(
            status.is_success() || status.is_redirection(),
            "{path}: {status} {text}"
        );
        Answer { headers, text }
    }
}

impl Answer {
    /// Where it leads.
    pub(super) fn location(&self) -> &str {
        let location = self.headers.get(header::LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        location.expect("an answer that leads somewhere")
    }

    /// A time that is offered on it, not the first: those who come do not all take that.
    pub(super) fn some_start(&self) -> String {
        let page = Html::parse_document(&self.text);
        let starts = selector("input[name=start]");
        let starts: Vec<_> = page.select(&starts).collect();
        let start = starts
            .get(starts.len() / 2)
            .and_then(|start| start.attr("value"));
        start.expect("a time is offered").to_owned()
    }

    /// The first link of it that begins so, and goes further.
    pub(super) fn first_link(&self, beginning: &str) -> String {
        let page = Html::parse_document(&self.text);
        let links = selector("main a[href]");
        let mut links = page.select(&links).filter_map(|link| link.attr("href"));
        let found = links.find(|link| link.len() > beginning.len() && link.starts_with(beginning));
        found.expect("the page links to it").to_owned()
    }

    /// Who one is there from now on.
    pub(super) fn cookie(&self) -> String {
        let set = self.headers.get(header::SET_COOKIE);
        let set = set.and_then(|set| set.to_str().ok()).expect("a cookie");
        set.split(';').next().unwrap_or_default().to_owned()
    }

    /// Where its first form is sent, and what the page itself has written into it.
    pub(super) fn form(&self) -> (String, Vec<(String, String)>) {
        let page = Html::parse_document(&self.text);
        let form = page.select(&selector("main form[method=post]")).next();
        let form = form.expect("the page has a form");
        let own = selector("input[type=hidden], input[name=website]");
        let own = form.select(&own);
        let own = own.map(|field| {
            let attribute = |name| field.attr(name).unwrap_or_default().to_owned();
            (attribute("name"), attribute("value"))
        });
        let action = form.attr("action").unwrap_or_default().to_owned();
        (action, own.collect())
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

impl Doors {
    /// The function that owns an address.
    fn of(&self, path: &str) -> Router {
        let owner = match path.split('/').nth(1) {
            Some("intake") => &self.intake,
            Some("desk") => &self.desk,
            _ => &self.booking,
        };
        owner.clone()
    }
}

fn published() -> Published {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let sources = site_gen::folder::sources(&folder).expect("the folder can be read");
    let catalogue = practice::read::catalogue(&sources).catalogue;
    let catalogue = catalogue.expect("content without mistakes");
    let theme = Theme::builtin().expect("a theme without mistakes");
    Published {
        theme: theme.with_site(&catalogue, ORIGIN),
        catalogue,
    }
}
