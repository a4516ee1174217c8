//! A practice with its desk, and the people who work there.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use functions::desk::{Desk, Verb, router};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::page::Page;
use crate::post::office::{ORIGIN, Office};
use crate::post::practice;
use crate::stored::plain;

/// More than any page has.
const PAGE_BYTES_MAX: usize = 1 << 20;

/// A practice at work, with its desk.
pub(crate) struct House {
    pub(crate) office: Office,
    pub(crate) desk: Desk,
}

/// Somebody with a browser: who they are there, if they are signed in.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    pub(crate) cookie: String,
}

/// An answer, whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::of(Office::open(practice()).await)
    }

    /// The house of this office.
    pub(crate) fn of(office: Office) -> Self {
        let desk = office.desk();
        Self { office, desk }
    }

    /// One where everybody may ask as often as they like.
    pub(crate) async fn without_limits() -> Self {
        Self::of(Office::open(practice()).await.without_limits())
    }

    /// Somebody sends a request, from one of the desk's own pages.
    pub(crate) async fn ask(
        &self,
        browser: &Browser,
        (verb, path): (Verb, &str),
        form: &str,
    ) -> Answer {
        let json = path.starts_with("/api/");
        let (method, kind) = match verb {
            Verb::Get => (Method::GET, None),
            Verb::Post if json => (Method::POST, Some("application/json")),
            Verb::Post => (Method::POST, Some("application/x-www-form-urlencoded")),
        };
        let mut request = Request::builder().method(method).uri(path);
        if let Some(kind) = kind {
            let own = request.header(header::CONTENT_TYPE, kind);
            request = own.header(header::ORIGIN, ORIGIN);
        }
        if !browser.cookie.is_empty() {
            request = request.header(header::COOKIE, &browser.cookie);
        }
        let body = if json && form.is_empty() { "{}" } else { form };
        let body = Body::from(if verb == Verb::Post {
            body.to_owned()
        } else {
            String::new()
        });
        self.send(request.body(body).expect("a request")).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = router(self.desk.clone()).oneshot(request).await;
        let response = response.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), PAGE_BYTES_MAX).await;
        let body = String::from_utf8(body.expect("a body").to_vec());
        Answer {
            status,
            headers,
            body: body.expect("UTF-8"),
        }
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.ask(browser, (Verb::Get, path), "").await
    }

    pub(crate) async fn post(&self, browser: &Browser, path: &str, form: &str) -> Answer {
        self.ask(browser, (Verb::Post, path), form).await
    }

    /// The link of a terminal, without its origin.
    pub(crate) async fn terminal_link(&self) -> String {
        let link = self.desk.owner_link().await.expect("a link");
        path_of(&link)
    }

    /// The practice's first owner, signed in by the link of a terminal.
    pub(crate) async fn owner(&self) -> Browser {
        let link = self.terminal_link().await;
        self.post(&Browser::default(), &link, "").await.browser()
    }

    /// The owner makes an account; its id.
    pub(crate) async fn hire(&self, owner: &Browser, form: &str) -> String {
        let before = self.staff_ids().await;
        let answer = self.post(owner, "/desk/staff/new", form).await;
        assert_eq!(answer.leads_to(), "/desk/staff", "{}", answer.body);
        let mut ids = self.staff_ids().await;
        ids.retain(|id| !before.contains(id));
        ids.pop().expect("a new account")
    }

    /// Somebody asks for a link with this address: the code they are shown.
    pub(crate) async fn ask_for_link(&self, email: &str) -> String {
        let form = format!("email={}", email.replace('@', "%40"));
        let asked = self.post(&Browser::default(), "/desk/sign-in", &form).await;
        let shown = self.get(&Browser::default(), &asked.leads_to()).await;
        shown.page().text(".desk-code").replace(' ', "")
    }

    /// The links that came by mail since it was last read, without their origin.
    pub(crate) async fn mailed_links(&mut self) -> Vec<String> {
        self.office.sweep().await;
        let mails = self.office.mails();
        let links = mails.iter().flat_map(crate::post::letter::Letter::links);
        let mut links: Vec<_> = links.filter(|link| link.contains("/desk/link/")).collect();
        links.dedup();
        links.iter().map(|link| path_of(link)).collect()
    }

    /// Somebody signs in with this address, by mail.
    pub(crate) async fn sign_in(&mut self, email: &str) -> Browser {
        self.mailed_links().await;
        let code = self.ask_for_link(email).await;
        let link = self.mailed_links().await.pop().expect("a link");
        let form = format!("code={code}");
        self.post(&Browser::default(), &link, &form).await.browser()
    }

    /// The audit, a line for each row: who, what; in no order, since all of it is of one instant.
    pub(crate) async fn audit(&self) -> Vec<String> {
        let rows = self.rows("L#").await;
        let word = |row: &Value, name: &str| row[name].as_str().unwrap_or("").to_owned();
        let lines = rows
            .iter()
            .map(|row| format!("{} {}", word(row, "actor"), word(row, "action")));
        let mut lines: Vec<_> = lines.collect();
        lines.sort();
        lines
    }

    /// The rows of the table whose partition begins so.
    pub(crate) async fn rows(&self, kind: &str) -> Vec<Value> {
        let items = self.office.items().await;
        let rows = items.iter().map(plain);
        rows.filter(|row| row["pk"].as_str().is_some_and(|key| key.starts_with(kind)))
            .collect()
    }

    pub(crate) async fn staff_ids(&self) -> Vec<String> {
        let mut rows = self.rows("U#").await;
        rows.retain(|row| row["sk"] == "STAFF");
        let mut ids: Vec<_> = rows
            .iter()
            .map(|row| row["id"].as_str().expect("an id").to_owned())
            .collect();
        ids.sort();
        ids
    }
}

impl Answer {
    /// Where it leads.
    pub(crate) fn leads_to(&self) -> String {
        let location = self.headers.get(header::LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        location.unwrap_or_default().to_owned()
    }

    /// The browser that got it, with the cookie it was sent.
    pub(crate) fn browser(&self) -> Browser {
        let cookie = self.headers.get(header::SET_COOKIE);
        let cookie = cookie.and_then(|cookie| cookie.to_str().ok());
        let cookie = cookie.unwrap_or_else(|| panic_without_cookie(self));
        let (pair, _) = cookie.split_once(';').expect("a cookie has its rules");
        Browser {
            cookie: pair.to_owned(),
        }
    }

    pub(crate) fn page(&self) -> Page {
        Page {
            status: self.status,
            html: self.body.clone(),
        }
    }
}

fn panic_without_cookie(answer: &Answer) -> &'static str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    ""
}

fn path_of(url: &str) -> String {
    let path = url.strip_prefix(ORIGIN);
    path.expect("it is at the desk's own origin").to_owned()
}
