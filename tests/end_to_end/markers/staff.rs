//! Who works there, each signed in with an account of their own.

use std::cell::RefCell;
use std::fs;

use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde_json::Value;

use super::client::{Story, addresses_in};
use crate::desk::Owner;
use crate::harness::{Practice, Served};
use crate::page::Page;
use crate::post::letter::Letter;
use crate::stored;

/// The practice from inside.
pub(super) struct House<'w> {
    practice: &'w Practice,
    served: &'w Served,
    pub(super) people: [Person<'w>; 4],
}

/// A staff member at a browser.
pub(super) struct Person<'w> {
    served: &'w Served,
    pub(super) id: String,
    cookie: String,
    /// Every address that they were led to or shown.
    addresses: RefCell<Vec<String>>,
}

/// A form that was sent, as the desk knows it.
pub(super) struct Record {
    pub(super) client: String,
    pub(super) submission: String,
}

/// Name, role and therapist.
const ACCOUNTS: [[&str; 3]; 3] = [
    ["Maya", "therapist", "maya"],
    ["Jonas", "therapist", "jonas"],
    ["Fay", "front-desk", ""],
];

impl<'w> House<'w> {
    /// The owner lets Maya, Jonas and Fay have accounts, and each signs in by mail.
    pub(super) async fn open(practice: &'w Practice, served: &'w Served) -> Self {
        let owner = Owner::of(served).await;
        for [name, role, therapist] in ACCOUNTS {
            let email = address_of(name);
            let form = [
                ("name", name),
                ("email", &email),
                ("role", role),
                ("therapist", therapist),
                ("version", ""),
            ];
            let made = owner.post("/desk/staff/new", &form).send().await;
            assert_eq!(made.expect("an answer").status(), StatusCode::SEE_OTHER);
        }
        let sign_in = async |name: &str| {
            let cookie = mailed_session(practice, served, &address_of(name)).await;
            Person::of(served, id_of(practice, name).await, cookie)
        };
        let maya = sign_in("Maya").await;
        let jonas = sign_in("Jonas").await;
        let fay = sign_in("Fay").await;
        let id = owner_id(practice).await;
        let owner = Person::of(served, id, owner.cookie().to_owned());
        Self {
            practice,
            served,
            people: [owner, maya, jonas, fay],
        }
    }

    /// The forms of these visits of one client, once the desk has them filed.
    pub(super) async fn records_of(&self, stories: &[&Story]) -> Vec<Record> {
        let mut records = Vec::new();
        for story in stories {
            let id = &story.booking;
            let record = loop {
                let mut items = self.practice.items_of("C#").await;
                items.extend(self.practice.items_of("F#").await);
                let of = |start: &str| {
                    let wanted = |item: &&Value| {
                        let sort = item["sk"]["S"].as_str().unwrap_or_default();
                        sort.starts_with(start)
                            && (item["booking"]["S"] == id.as_str() || sort.ends_with(id.as_str()))
                    };
                    items.iter().find(wanted).cloned()
                };
                if let (Some(sent), Some(_)) = (of("INTAKE#"), of("BOOKING#")) {
                    break sent;
                }
                self.served.get("/").send().await.expect("an answer");
            };
            let word = |name: &str| record[name]["S"].as_str().expect("a text").to_owned();
            records.push(Record {
                client: word("client"),
                submission: word("id"),
            });
        }
        records
    }

    /// What staff did to a client's record: who, what, to what.
    pub(super) async fn audited(&self, client: &str) -> Vec<[String; 4]> {
        let rows = self.practice.items_of("L#").await;
        let rows = rows.iter().map(stored::plain);
        let rows = rows.filter(|row| row["client"] == client);
        let by_staff = rows.filter(|row| {
            row["actor"]
                .as_str()
                .is_some_and(|who| who.starts_with("staff"))
        });
        let words = by_staff.map(|row| {
            ["actor", "action", "what", "item"]
                .map(|name| row[name].as_str().unwrap_or_default().to_owned())
        });
        let mut words: Vec<_> = words.collect();
        words.sort();
        words
    }

    /// Every address that somebody here was led to or shown.
    pub(super) fn addresses(&self) -> Vec<String> {
        let all = self.people.iter();
        all.flat_map(|person| person.addresses.borrow().clone())
            .collect()
    }
}

impl<'w> Person<'w> {
    fn of(served: &'w Served, id: String, cookie: String) -> Self {
        Self {
            served,
            id,
            cookie,
            addresses: RefCell::default(),
        }
    }

    /// Opens a page.
    pub(super) async fn opens(&self, path: &str) -> Page {
        let request = self.served.get(path).header(header::COOKIE, &self.cookie);
        let page = Page::of(request).await;
        self.addresses.borrow_mut().extend(addresses_in(&page));
        page
    }

    /// Sends a form of the desk's.
    pub(super) async fn sends(&self, path: &str, form: &[(&str, &str)]) -> StatusCode {
        let request = self.served.post(path).header(header::COOKIE, &self.cookie);
        let sent = from_here(request).form(form).send().await;
        let sent = sent.expect("an answer");
        self.addresses.borrow_mut().push(location(&sent));
        sent.status()
    }
}

/// Signs in by the link that is mailed: the session's cookie.
async fn mailed_session(practice: &Practice, served: &Served, email: &str) -> String {
    let asked = from_here(served.post("/desk/sign-in")).form(&[("email", email)]);
    let asked = asked.send().await.expect("an answer");
    let shown = Page::of(served.get(&location(&asked))).await;
    let code = shown.text(".desk-code").replace(' ', "");
    let link = loop {
        let mails = fs::read_dir(practice.data().join("mail")).expect("the mails");
        let mails = mails
            .flatten()
            .filter_map(|mail| fs::read(mail.path()).ok());
        // A mail that is being written is not one yet.
        let mails = mails.filter(|bytes| !bytes.is_empty()).map(Letter::kept);
        let theirs = mails.filter(|mail| mail.to == email);
        let mut links = theirs.flat_map(|mail| mail.links());
        if let Some(link) = links.find(|link| link.contains("/desk/link/")) {
            break link;
        }
        served.get("/").send().await.expect("an answer");
    };
    let at = link.find("/desk/link/").expect("a link to the desk");
    let let_in = from_here(served.post(&link[at..])).form(&[("code", &code)]);
    let let_in = let_in.send().await.expect("an answer");
    let cookie = let_in.headers().get(header::SET_COOKIE).expect("a session");
    let cookie = cookie.to_str().expect("text").split(';').next();
    cookie.unwrap_or_default().to_owned()
}

async fn id_of(practice: &Practice, name: &str) -> String {
    staff_id(practice, |account| account["name"] == name).await
}

async fn owner_id(practice: &Practice) -> String {
    staff_id(practice, |account| account["role"] == "owner").await
}

async fn staff_id(practice: &Practice, is_wanted: impl Fn(&Value) -> bool) -> String {
    let items = stored::items(&practice.store()).await;
    let items = items.iter().map(stored::plain);
    let mut staff = items.filter(|item| item["sk"] == "STAFF" && is_wanted(item));
    let staff = staff.next().expect("an account");
    staff["id"].as_str().expect("an id").to_owned()
}

fn address_of(name: &str) -> String {
    format!("{}@practice.example", name.to_lowercase())
}

fn from_here(request: RequestBuilder) -> RequestBuilder {
    request.header("sec-fetch-site", "same-origin")
}

fn location(response: &Response) -> String {
    let location = response.headers().get(header::LOCATION);
    let location = location.and_then(|location| location.to_str().ok());
    location.unwrap_or_default().to_owned()
}
