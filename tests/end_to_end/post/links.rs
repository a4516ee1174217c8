//! Every link of every mail, opened by whoever looks at mails before their readers do: nothing
//! changes.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::letter::Letter;
use super::office::{ORIGIN, Office};
use super::practice;

/// The promises that are kept by a mail, each with the kind of [`Letter`](functions::mail::Letter) it
/// sends. What comes besides is opened, too.
const KINDS: [(&str, &str); 16] = [
    ("booked-client", "confirmed"),
    ("booked-therapist", "staff"),
    ("cancelled-client", "cancelled"),
    ("cancelled-therapist", "staff"),
    ("confirmed-client", "confirmed"),
    ("declined-client", "declined"),
    ("moved-client", "moved"),
    ("moved-therapist", "staff"),
    ("prove", "prove"),
    ("relieved-therapist", "staff"),
    ("reminder-48", "reminder"),
    ("requested-client", "received"),
    ("requested-therapist", "staff"),
    ("sign-in", "sign-in"),
    ("waiting-joined", "waiting"),
    ("waiting-offered", "offer"),
];
/// After which line of the tests' practice more of its rules can stand.
const RULE: &str = "cancel_window_hours = 24";

/// A practice at work with one more rule.
async fn office_where(rule: &str) -> Office {
    let practice = practice();
    practice.replace("practice.toml", RULE, &format!("{RULE}\n{rule}"));
    Office::open(practice).await
}

/// Sends what is due, and opens the links of all that has come so far.
async fn sweep_and_open(office: &mut Office, mails: &mut Vec<Letter>) {
    office.wait(180);
    office.sweep().await;
    mails.extend(office.mails());
    open_all(office, mails).await;
}

/// Where the request that came last is decided on.
fn decide(mails: &[Letter]) -> String {
    let links = mails.iter().rev().flat_map(Letter::links);
    let mut decide = links.filter(|link| link.contains("/decide/"));
    decide.next().expect("a link").replace(ORIGIN, "")
}

async fn open_all(office: &Office, mails: &[Letter]) {
    let before = office.items().await;
    let mut links: Vec<_> = mails.iter().flat_map(Letter::links).collect();
    links.sort();
    links.dedup();
    for link in links {
        let path = link.strip_prefix(ORIGIN);
        let path = path.unwrap_or_else(|| unreachable!("{link} leads out of the practice"));
        let functions = ["/booking/", "/api/", "/desk/"];
        if !functions.iter().any(|prefix| path.starts_with(prefix)) {
            assert!(office.site_has(path), "{link} leads nowhere");
            continue;
        }
        for method in [Method::GET, Method::HEAD] {
            let (status, _) = office.look(method.clone(), path).await;
            assert_eq!(status, StatusCode::OK, "{method} {link}");
        }
    }
    assert_eq!(office.items().await, before);
}

fn kinds(mails: &[Letter]) -> Vec<String> {
    let ids = mails.iter().map(Letter::message_id);
    let kinds = ids.filter_map(|id| {
        let (id, _) = id.split_once('@')?;
        Some(id.rsplit_once('.')?.1.to_owned())
    });
    let mut kinds: Vec<_> = kinds.collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

async fn of_a_series_that_is_moved_and_cancelled() -> Vec<Letter> {
    let mut mails = Vec::new();
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({ "weeks": 2 })).await;
    sweep_and_open(&mut office, &mut mails).await;
    office.shift(&booked, "2026-12-03T14:00:00-05:00").await;
    sweep_and_open(&mut office, &mut mails).await;
    office.at("2026-12-01T14:00:00-05:00");
    sweep_and_open(&mut office, &mut mails).await;
    let path = format!("/api/bookings/{}/move", booked.token);
    let to_jonas = json!({ "start": "2026-12-10T15:00:00-05:00", "therapist": "jonas" });
    let (status, answer) = office.post(&path, &to_jonas).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    sweep_and_open(&mut office, &mut mails).await;
    office.cancel(&booked.token).await;
    sweep_and_open(&mut office, &mut mails).await;
    mails
}

async fn of_requests_that_are_decided_on() -> Vec<Letter> {
    let mut mails = Vec::new();
    let mut office = office_where("approval = true").await;
    let form = "application/x-www-form-urlencoded";
    for (client, start, decision) in [
        (1, "2026-12-01T10:00:00-05:00", "confirm"),
        (2, "2026-12-03T10:00:00-05:00", "decline"),
    ] {
        office.book(client, &json!({ "start": start })).await;
        sweep_and_open(&mut office, &mut mails).await;
        let decided = format!("decision={decision}");
        let (status, _) = office.send(&decide(&mails), form, decided).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        sweep_and_open(&mut office, &mut mails).await;
    }
    mails
}

/// The address may be somebody else's: its mail names nobody.
async fn of_a_new_client() -> Vec<Letter> {
    let mut mails = Vec::new();
    let mut office = office_where("confirm_new_clients = true").await;
    office.book(1, &json!({})).await;
    sweep_and_open(&mut office, &mut mails).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    let asked = String::from_utf8_lossy(&mails[0].bytes);
    assert!(!asked.contains("Client 1"), "{asked}");
    mails
}

async fn of_a_time_that_is_waited_for() -> Vec<Letter> {
    let mut mails = Vec::new();
    let mut office = Office::open(practice()).await;
    let booked = office.book(1, &json!({})).await;
    let waiting = json!({
        "service": "deep-tissue", "minutes": 60, "from": "2026-12-01", "to": "2026-12-01",
        "parts": "morning", "name": "Waiting 1", "email": "waiting1@example.com",
    });
    let (status, answer) = office.post("/api/waiting", &waiting).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    sweep_and_open(&mut office, &mut mails).await;
    office.cancel(&booked.token).await;
    sweep_and_open(&mut office, &mut mails).await;
    mails
}

async fn of_a_link_to_sign_in() -> Vec<Letter> {
    let mut mails = Vec::new();
    let mut office = Office::open(practice()).await;
    let form = "application/x-www-form-urlencoded";
    let email = "email=desk%40practice.example".to_owned();
    let (status, page) = office.send("/desk/sign-in", form, email).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    sweep_and_open(&mut office, &mut mails).await;
    mails
}

#[tokio::test]
async fn opening_every_link_of_every_mail_changes_nothing() {
    let mut mails = of_a_series_that_is_moved_and_cancelled().await;
    mails.extend(of_requests_that_are_decided_on().await);
    mails.extend(of_a_new_client().await);
    mails.extend(of_a_time_that_is_waited_for().await);
    mails.extend(of_a_link_to_sign_in().await);

    let kinds = kinds(&mails);
    for (kind, _) in KINDS {
        assert!(
            kinds.contains(&kind.to_owned()),
            "{kind} is not in {kinds:?}"
        );
    }
    let opened = KINDS.map(|(_, letter)| letter);
    for letter in Office::open(practice()).await.kinds_of_letter() {
        assert!(opened.contains(&letter), "no mail `{letter}` was opened");
    }
}
