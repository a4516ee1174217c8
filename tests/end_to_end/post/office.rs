//! A practice with its store, its router and its sweep in this process, at a time that the test sets.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use functions::desk::Desk;
use functions::intake::Intake;
use functions::mail::{Mailbox, Sender, samples};
use functions::notify::{Notify, Swept};
use functions::sealing::PracticeKey;
use functions::store::{End, Endpoint, Store};
use functions::{App, Clock, Published, Secret};
use jiff::Timestamp;
use practice::booking::Email;
use serde_json::{Value, json};
use site_gen::{Theme, folder};
use tower::ServiceExt as _;

use super::letter::Letter;
use crate::harness::{NOW, Practice, booking_with};
use crate::stored;

/// Where the practice's site is said to be.
pub(crate) const ORIGIN: &str = "https://practice.example";
/// More than any page has.
const PAGE_BYTES_MAX: usize = 1 << 20;

/// A practice at work.
pub(crate) struct Office {
    pub(crate) practice: Practice,
    pub(crate) store_url: String,
    app: App,
    pub(crate) store: Store,
    pub(crate) key: Arc<PracticeKey>,
    clock: Arc<AtomicI64>,
    sender: Sender,
    notify: Notify,
    /// How many mails of the mailbox were read.
    read: usize,
}

/// A booking that was made.
pub(crate) struct Booked {
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) answer: Value,
}

impl Office {
    /// One that keeps its mail in its mailbox.
    pub(crate) async fn open(practice: Practice) -> Self {
        let sender = Sender::Mailbox(Mailbox::new(&mailbox(&practice)));
        Self::with(practice, sender).await
    }

    /// One that sends its mail to the server at this URL.
    pub(crate) async fn sending(practice: Practice, url: &str) -> Self {
        Self::with(practice, Sender::named(url).expect("a mail server")).await
    }

    async fn with(practice: Practice, sender: Sender) -> Self {
        Self::at_store(practice, sender, serve_store().await).await
    }

    /// One that keeps its mail in its mailbox, and everything else in the store at this address.
    pub(crate) async fn storing(practice: Practice, store_url: &str) -> Self {
        let sender = Sender::Mailbox(Mailbox::new(&mailbox(&practice)));
        Self::at_store(practice, sender, store_url.to_owned()).await
    }

    async fn at_store(practice: Practice, sender: Sender, store_url: String) -> Self {
        let store = Store::new(&Endpoint::local(&store_url), "knead");
        store.make_table().await.expect("a table");
        let clock = Arc::new(AtomicI64::default());
        let app = App::new(
            published(&practice),
            store.clone(),
            Secret::parse(&secret()).expect("a secret"),
            Some(ORIGIN),
            Clock::Shared(Arc::clone(&clock)),
        );
        let notify = Notify::new(app.clone(), sender.clone());
        let office = Self {
            practice,
            store_url,
            app,
            store,
            key: Arc::new(PracticeKey::generate().expect("randomness")),
            clock,
            sender,
            notify,
            read: 0,
        };
        office.at(NOW);
        office
    }

    /// The same, but its mail comes from this address.
    pub(crate) fn from(mut self, address: &str) -> Self {
        let address = Email::parse(address).expect("an address");
        self.app = self.app.with_mail_from(Some(address));
        self.notify = Notify::new(self.app.clone(), self.sender.clone());
        self
    }

    /// The same, but one may ask for changes as often as one likes.
    pub(crate) fn without_limits(mut self) -> Self {
        self.app = self.app.without_limits();
        self
    }

    /// Its desk.
    pub(crate) fn desk(&self) -> Desk {
        Desk::new(self.app.clone(), Arc::clone(&self.key))
    }

    /// It is now this instant.
    pub(crate) fn at(&self, instant: &str) {
        let instant: Timestamp = instant.parse().expect("an instant");
        self.clock.store(instant.as_millisecond(), Ordering::SeqCst);
    }

    /// It is now so many seconds later.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    /// Books what can be booked at [`NOW`], with these members in place of its own.
    pub(crate) async fn book(&self, client: usize, members: &Value) -> Booked {
        let (status, answer) = self
            .post("/api/bookings", &booking_with(client, members))
            .await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        let text = |name: &str| answer[name].as_str().expect("a text").to_owned();
        Booked {
            id: text("id"),
            token: text("token"),
            answer,
        }
    }

    pub(crate) async fn shift(&self, booked: &Booked, start: &str) {
        self.shift_by(&booked.token, start).await;
    }

    pub(crate) async fn shift_by(&self, token: &str, start: &str) {
        let path = format!("/api/bookings/{token}/move");
        let (status, answer) = self.post(&path, &json!({ "start": start })).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
    }

    pub(crate) async fn cancel(&self, token: &str) {
        let path = format!("/api/bookings/{token}/cancel");
        let (status, answer) = self.post(&path, &json!({})).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        let kind = "application/json";
        let (status, text) = self.send(path, kind, body.to_string()).await;
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    pub(crate) async fn send(&self, path: &str, kind: &str, body: String) -> (StatusCode, String) {
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.ask(request.body(Body::from(body)).expect("a request"))
            .await
    }

    /// Looks at a page, or at its head alone.
    pub(crate) async fn look(&self, method: Method, path: &str) -> (StatusCode, String) {
        let request = Request::builder().method(method).uri(path);
        self.ask(request.body(Body::empty()).expect("a request"))
            .await
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, String) {
        let path = request.uri().path();
        let router: Router = if path.starts_with("/desk/") {
            functions::desk::router(self.desk())
        } else if path.starts_with("/intake/") || path.starts_with("/api/intake/") {
            let ground = self.app.ground().clone();
            functions::intake::router(Intake::new(ground, self.key.public()))
        } else {
            functions::booking::router(self.app.clone())
        };
        let response = router.oneshot(request).await.expect("an answer");
        let status = response.status();
        let body = to_bytes(response.into_body(), PAGE_BYTES_MAX).await;
        let text = String::from_utf8(body.expect("a body").to_vec());
        (status, text.expect("UTF-8"))
    }

    pub(crate) async fn sweep(&self) -> Swept {
        self.notify.sweep().await.expect("the store answers")
    }

    /// Another one who sweeps the same outbox.
    pub(crate) fn colleague(&self, url: &str) -> Notify {
        let sender = Sender::named(url).expect("a mail server");
        Notify::new(self.app.clone(), sender)
    }

    /// The mails that came into the mailbox since it was last read.
    pub(crate) fn mails(&mut self) -> Vec<Letter> {
        let new = letters(&self.practice).split_off(self.read);
        self.read += new.len();
        new
    }

    /// The same, a line for each: to whom, and what about.
    pub(crate) fn told(&mut self) -> Vec<String> {
        let mails = self.mails();
        mails.iter().map(|mail| format!("{mail:?}")).collect()
    }

    /// The ledger of these weeks, a line for each promise: `booked-client sent`,
    /// `reminder-3 dropped: it was changed since`. First what is to come.
    pub(crate) async fn ledger(&self) -> Vec<String> {
        let first = jiff::civil::date(2026, 11, 23);
        let dates: Vec<_> = first.series(jiff::Span::new().days(1)).take(21).collect();
        let ledger = self.store.ledger(&dates).await.expect("a ledger");
        let lines = ledger.iter().map(|entry| {
            let end = match entry.end {
                None => "planned",
                Some(End::Sent) => "sent",
                Some(End::Dropped) => "dropped",
                Some(End::Failed) => "failed",
            };
            let why = match entry.why.as_str() {
                "" => String::new(),
                why => format!(": {why}"),
            };
            format!("{} {end} after {}{why}", entry.kind, entry.tries)
        });
        lines.collect()
    }

    /// Whether its site has a page at this address, which no function answers.
    pub(crate) fn site_has(&self, path: &str) -> bool {
        let Published { catalogue, theme } = &*self.app.published();
        let site = site_gen::build(catalogue, theme, ORIGIN).expect("a site");
        let page = format!("{}index.html", path.trim_start_matches('/'));
        site.files.contains_key(&page)
    }

    /// Every kind of mail there is: the samples that a theme is checked with have one of each.
    pub(crate) fn kinds_of_letter(&self) -> Vec<&'static str> {
        let samples = samples(&self.app.published().catalogue);
        samples.iter().map(functions::mail::Letter::kind).collect()
    }

    /// Everything in its table, asked for past all of our code.
    pub(crate) async fn items(&self) -> Vec<Value> {
        stored::items(&self.store_url).await
    }
}

/// Every mail in the mailbox, in order.
pub(crate) fn letters(practice: &Practice) -> Vec<Letter> {
    let files = fs::read_dir(mailbox(practice));
    let files = files.into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
    paths.sort_by_key(|path| number(path));
    let read = |path: &PathBuf| Letter::kept(fs::read(path).expect("a mail"));
    paths.iter().map(read).collect()
}

/// The secret of the links.
pub(crate) fn secret() -> String {
    "7".repeat(64)
}

pub(crate) fn mailbox(practice: &Practice) -> PathBuf {
    practice.data().join("mail")
}

/// A mail's number, which counts on whatever its time is.
fn number(path: &std::path::Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    stem.rsplit_once('-').map(|(_, number)| number.to_owned())
}

pub(crate) fn published(practice: &Practice) -> Published {
    let sources = folder::sources(&practice.path().join("content")).expect("content");
    let reading = practice::read::catalogue(&sources);
    let catalogue = reading.catalogue.expect("content without errors");
    let theme = Theme::builtin().expect("the theme that comes with Knead");
    Published {
        theme: theme.with_site(&catalogue, ORIGIN),
        catalogue,
    }
}

pub(crate) async fn serve_store() -> String {
    let database = dynoxide::Database::memory().expect("a store");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(dynoxide::server::serve_on(listener, database));
    format!("http://{address}")
}
