//! A practice whose functions stand apart as in the cloud: each has its own way to the one store.
//!
//! They are the functions' own routers over the store's own client, in this process and not in four,
//! so that a test can let years pass.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use functions::desk::ClosedDesk;
use functions::intake::Intake;
use functions::mail::{Mailbox, Sender};
use functions::notify::Notify;
use functions::sealing::{Keeper, KeyFile, PracticeKey};
use functions::store::{Endpoint, Store};
use functions::{App, CLIENT_ADDRESS_HEADER, Clock, Secret};
use jiff::Timestamp;
use reqwest::Client;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::function::Function;
use super::recorder::{Answers, Record, record};
use crate::harness::{NOW, Practice, answer};
use crate::page::Page;
use crate::post::letter::Letter;
use crate::post::office::{ORIGIN, letters, mailbox, published, secret, serve_store};

use crate::stored::ask;

/// More than any page has.
const PAGE_BYTES_MAX: usize = 1 << 20;

/// How often a sweep is called again after it failed, as the next minute would.
const SWEEPS_MOST: usize = 5;

/// A practice in the cloud.
pub(super) struct World {
    practice: Practice,
    /// The store, past all that is written down.
    store: String,
    booking: Router,
    intake: Router,
    desk: Router,
    notify: App,
    mailbox: Sender,
    clock: Arc<AtomicI64>,
    /// Every request comes from a network of its own, so that each may ask.
    networks: AtomicU32,
}

/// Somebody with a browser.
pub(super) struct Visitor<'w> {
    world: &'w World,
    cookie: String,
}

/// An answer.
pub(super) struct Seen {
    pub(super) status: StatusCode,
    pub(super) location: String,
    pub(super) body: String,
    cookie: String,
}

impl World {
    pub(super) async fn open(practice: Practice, notes: &Record, answers: Answers) -> Self {
        let store = serve_store().await;
        let table = Store::new(&Endpoint::local(&store), "knead");
        table.make_table().await.expect("a table");
        let clock = Arc::new(AtomicI64::default());
        let app = async |function| {
            let url = record(function, notes, (&store, answers)).await;
            App::new(
                published(&practice),
                Store::new(&Endpoint::local(&url), "knead"),
                Secret::parse(&secret()).expect("a secret"),
                Some(ORIGIN),
                Clock::Shared(Arc::clone(&clock)),
            )
        };
        let (keeper, key) = make_key(&practice);
        let intake = Intake::new(app(Function::Intake).await.ground().clone(), key.public());
        // As it is deployed: it fetches its key and looks whether that is ours when it is first asked.
        let desk = ClosedDesk::new(app(Function::Desk).await, Keeper::File(keeper));
        let world = Self {
            booking: functions::booking::router(app(Function::Booking).await),
            intake: functions::intake::router(intake),
            desk: desk.router(),
            notify: app(Function::Notify).await,
            store,
            clock,
            networks: AtomicU32::new(0),
            mailbox: Sender::Mailbox(Mailbox::new(&mailbox(&practice))),
            practice,
        };
        world.at(NOW);
        world
    }

    /// It is now this instant.
    pub(super) fn at(&self, instant: &str) {
        let instant: Timestamp = instant.parse().expect("an instant");
        self.clock.store(instant.as_millisecond(), Ordering::SeqCst);
    }

    /// It is now so many seconds later.
    pub(super) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }

    /// The notify function is called, and its mail arrives.
    pub(super) async fn sweep(&self) {
        self.sweep_with(self.mailbox.clone()).await;
    }

    /// The same, and its mail leaves so.
    pub(super) async fn sweep_with(&self, sender: Sender) {
        let notify = Notify::new(self.notify.clone(), sender);
        let mut swept = notify.sweep().await;
        for _ in 0..SWEEPS_MOST {
            // What one sweep leaves, since an answer was lost, the next goes on with.
            if swept.is_err() {
                swept = notify.sweep().await;
            }
        }
        swept.expect("the store answers");
    }

    /// The path of the last link of this kind in any mail.
    pub(super) fn mailed(&self, kind: &str) -> String {
        let letters = letters(&self.practice);
        let links = letters.iter().flat_map(Letter::links);
        let mut paths = links.filter_map(|link| link.strip_prefix(ORIGIN).map(str::to_owned));
        let last = paths.rfind(|path| path.starts_with(kind));
        last.expect("a link")
    }

    /// Everything in the table.
    pub(super) async fn items(&self) -> Vec<Value> {
        crate::stored::items(&self.store).await
    }

    /// Puts an item into the table, past all of our code.
    pub(super) async fn put(&self, item: &Value) {
        let put = json!({ "TableName": "knead", "Item": item });
        let (status, said) = answer(ask(&Client::new(), &self.store, "PutItem", &put)).await;
        assert_eq!(status, StatusCode::OK, "{said}");
    }

    pub(super) fn visitor(&self) -> Visitor<'_> {
        Visitor {
            world: self,
            cookie: String::new(),
        }
    }

    /// A staff member signs in, by mail.
    pub(super) async fn sign_in(&self, email: &str) -> Visitor<'_> {
        let visitor = self.visitor();
        let asked = visitor.form("/desk/sign-in", &[("email", email)]).await;
        let shown = visitor.get(&asked.location).await;
        let code = shown.page().text(".desk-code").replace(' ', "");
        self.sweep().await;
        let link = self.mailed("/desk/link/");
        visitor.get(&link).await;
        let let_in = visitor.form(&link, &[("code", &code)]).await;
        assert!(!let_in.cookie.is_empty(), "{}", let_in.body);
        Visitor {
            world: self,
            cookie: let_in.cookie,
        }
    }

    async fn ask(&self, request: axum::http::request::Builder, body: String) -> Seen {
        let path = request.uri_ref().expect("a path").path().to_owned();
        let router = match Function::at(&path) {
            Function::Desk => &self.desk,
            Function::Intake => &self.intake,
            _ => &self.booking,
        };
        let network = self.networks.fetch_add(1, Ordering::SeqCst);
        let [_, _, third, last] = network.to_be_bytes();
        let address = format!("198.18.{third}.{last}:4711");
        let request = request.header(CLIENT_ADDRESS_HEADER, address);
        let request = request.body(Body::from(body)).expect("a request");
        let response = router.clone().oneshot(request).await.expect("an answer");
        let head = |name| {
            let value = response.headers().get(name);
            let value = value.and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (location, cookie) = (head(header::LOCATION), head(header::SET_COOKIE));
        let status = response.status();
        let body = to_bytes(response.into_body(), PAGE_BYTES_MAX).await;
        let body = String::from_utf8_lossy(&body.expect("a body")).into_owned();
        assert!(!status.is_server_error(), "{path}: {status} {body}");
        Seen {
            status,
            location: location.replace(ORIGIN, ""),
            cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
            body,
        }
    }
}

impl Visitor<'_> {
    pub(super) async fn get(&self, path: &str) -> Seen {
        let request = Request::get(path).header(header::COOKIE, &self.cookie);
        self.world.ask(request, String::new()).await
    }

    pub(super) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = form_urlencoded(fields);
        let kind = "application/x-www-form-urlencoded";
        self.post(path, kind, body).await
    }

    pub(super) async fn json(&self, path: &str, body: &Value) -> Seen {
        self.post(path, "application/json", body.to_string()).await
    }

    async fn post(&self, path: &str, kind: &str, body: String) -> Seen {
        let request = Request::post(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, kind);
        self.world.ask(request, body).await
    }

    /// Sends a page's form, with what is hidden in it.
    pub(super) async fn fill_in(&self, page: &str, to: &str, typed: &[(&str, &str)]) -> Seen {
        let shown = self.get(page).await;
        let (status, form) = (shown.status, format!("action=\"{to}\""));
        assert!(
            shown.body.contains(&form),
            "{page}: {status} {}",
            shown.body
        );
        let hidden = shown.page().hidden(to);
        let hidden = hidden.iter().map(|(name, value)| (&**name, &**value));
        let fields: Vec<_> = hidden.chain(typed.iter().copied()).collect();
        self.form(to, &fields).await
    }
}

impl Seen {
    pub(super) fn page(&self) -> Page {
        Page {
            status: self.status,
            html: self.body.clone(),
        }
    }

    /// It was done, and leads on.
    #[track_caller]
    pub(super) fn leads_on(self) -> Self {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self
    }

    /// It was answered as wished.
    #[track_caller]
    pub(super) fn fine(self) -> Self {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self
    }

    /// A text of a JSON answer.
    #[track_caller]
    pub(super) fn said(&self, name: &str) -> String {
        let body: Value = serde_json::from_str(&self.body).unwrap_or_default();
        assert!(
            body[name].is_string(),
            "{name}: {} {}",
            self.status,
            self.body
        );
        body[name].as_str().unwrap_or_default().to_owned()
    }
}

/// The practice's key, in a file for its owner alone.
fn make_key(practice: &Practice) -> (KeyFile, PracticeKey) {
    let key = PracticeKey::generate().expect("randomness");
    let path = practice.path().join("practice.key");
    let mut options = OpenOptions::new();
    let options = options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(&path).expect("a new file");
    let text = key.to_text().expect("a key of one line");
    file.write_all(text.as_bytes()).expect("written");
    (KeyFile::at(&path), key)
}

fn form_urlencoded(fields: &[(&str, &str)]) -> String {
    let url = reqwest::Url::parse_with_params("http://form", fields);
    let url = url.expect("fields");
    url.query().unwrap_or_default().to_owned()
}
